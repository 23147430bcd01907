import { expect, it } from 'vitest';
import { readLine } from './read-line';

it.each([
  ['ou_7f2a', { name: 'ou_7f2a', openId: 'ou_7f2a' }],
  ['on_7f2a', { name: 'on_7f2a', unionId: 'on_7f2a' }],
  ['user:li.lei', { name: 'li.lei', userId: 'li.lei' }],
  ['user: li.lei', { name: 'li.lei', userId: 'li.lei' }],
  ['li.lei@example.com', { name: 'li.lei@example.com', email: 'li.lei@example.com' }],
  ['李雷 <li.lei@example.com>', { name: '李雷', email: 'li.lei@example.com' }],
  ['<li.lei@example.com>', { name: 'li.lei@example.com', email: 'li.lei@example.com' }],
  ['李雷<13800138000>', { name: '李雷', mobile: '13800138000' }],
  ['韩梅梅 <ou_7f2a>', { name: '韩梅梅', openId: 'ou_7f2a' }],
  ['13800138000', { name: '13800138000', mobile: '13800138000' }],
  ['138 0013 8000', { name: '138 0013 8000', mobile: '13800138000' }],
  ['+86 138-0013-8000', { name: '+86 138-0013-8000', mobile: '13800138000' }],
  ['韩梅梅', { name: '韩梅梅' }],
  ['Alice Zhang', { name: 'Alice Zhang' }],
  ['123', { name: '123' }],
  ['Ops, Night', { name: 'Ops, Night' }],
  ['李雷, 韩梅梅', { name: '李雷, 韩梅梅' }],
  ['DB_2', { name: 'DB_2' }],
  ['热线 4008001234', { name: '热线 4008001234' }],
])('reads %s', (line, person) => {
  expect(readLine(line)).toEqual({ line, person, problem: null });
});

it.each([
  ['"Zhang, Wei" <wei.zhang@x.cn>', { name: 'Wei Zhang', email: 'wei.zhang@x.cn' }],
  ['Zhang, Wei <wei.zhang@x.cn>', { name: 'Wei Zhang', email: 'wei.zhang@x.cn' }],
  ['"Zhang, Wei (SRE)" <wei.zhang@x.cn>', { name: 'Wei Zhang (SRE)', email: 'wei.zhang@x.cn' }],
  ["'Zhang, Wei' <wei.zhang@x.cn>", { name: 'Wei Zhang', email: 'wei.zhang@x.cn' }],
  ['“张, 伟” <wei.zhang@x.cn>', { name: '张伟', email: 'wei.zhang@x.cn' }],
  ['"欧阳，娜娜" <nana@x.cn>', { name: '欧阳娜娜', email: 'nana@x.cn' }],
  ['"King, Jr." <king@x.cn>', { name: 'King, Jr.', email: 'king@x.cn' }],
  ['"李雷" <li.lei@x.cn>', { name: '李雷', email: 'li.lei@x.cn' }],
  ['"li.lei@x.cn" <li.lei@x.cn>', { name: 'li.lei@x.cn', email: 'li.lei@x.cn' }],
  ["'li.lei@x.cn'", { name: 'li.lei@x.cn', email: 'li.lei@x.cn' }],
  ["O'Brien, Pat <pat@x.cn>", { name: "Pat O'Brien", email: 'pat@x.cn' }],
  ['李雷（外包） <li@x.cn>', { name: '李雷（外包）', email: 'li@x.cn' }],
  ['李雷（li@x.cn）', { name: '李雷', email: 'li@x.cn' }],
  ['李雷 13800138000', { name: '李雷', mobile: '13800138000' }],
  ['李雷：138 0013 8000', { name: '李雷', mobile: '13800138000' }],
  ['李雷 (+86) 138 0013 8000', { name: '李雷', mobile: '13800138000' }],
  ['李雷 邮箱：li@x.cn 手机：13800138000', { name: '李雷', email: 'li@x.cn', mobile: '13800138000' }],
  ['李雷 <li@x.cn> 13800138000', { name: '李雷', email: 'li@x.cn', mobile: '13800138000' }],
  ['李雷\tli@x.cn\t13800138000', { name: '李雷', email: 'li@x.cn', mobile: '13800138000' }],
  ['李雷 user:li.lei', { name: '李雷', userId: 'li.lei' }],
  ['李雷 ou_7f2a', { name: '李雷', openId: 'ou_7f2a' }],
  ['mailto:Li.Lei@X.cn', { name: 'li.lei@x.cn', email: 'li.lei@x.cn' }],
  ['ＬＩ＠ｘ．ｃｎ', { name: 'li@x.cn', email: 'li@x.cn' }],
  ['li@x。cn', { name: 'li@x.cn', email: 'li@x.cn' }],
  ['\u202ali@x.cn\u202c', { name: 'li@x.cn', email: 'li@x.cn' }],
  ['\u200bou_7f2a\ufeff', { name: 'ou_7f2a', openId: 'ou_7f2a' }],
  ['ｕｓｅｒ：li.lei', { name: 'li.lei', userId: 'li.lei' }],
])('takes the name and each address of %j', (line, person) => {
  expect(readLine(line)).toMatchObject({ problem: null, person });
  expect(Object.keys(readLine(line).person).sort()).toEqual(Object.keys(person).sort());
});

it.each([
  ['bm_7f2a', 'batch-message'],
  ['bm-7f2a', 'batch-message'],
  ['BM_7F2A', 'batch-message'],
  ['批量 <bm-7f2a>', 'batch-message'],
  ['om_7f2a', 'person-invalid-id'],
  ['oc_7f2a', 'person-invalid-id'],
  ['od_7f2a', 'person-invalid-id'],
  ['cli_7f2a', 'person-invalid-id'],
  ['ou_', 'person-invalid-id'],
  ['ou_7f-2a', 'person-invalid-id'],
  ['user:a b', 'person-invalid-id'],
])('keeps %s with a problem: %s', (line, advice) => {
  const reading = readLine(line);
  expect(reading.problem?.advice).toBe(advice);
  expect(reading.line).toBe(line);
  expect(reading.person.name).not.toBe('');
});

it('makes no name longer than a person may have', () => {
  const long = `${'a'.repeat(240)}@example.com`;
  expect(readLine(long).person).toMatchObject({ name: 'a'.repeat(200), email: long });
  expect(readLine('名'.repeat(500)).person.name).toHaveLength(200);
  expect(readLine(`ou_${'x'.repeat(500)}`).person.name).toHaveLength(200);
});
