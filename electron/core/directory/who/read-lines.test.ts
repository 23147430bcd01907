import { expect, it } from 'vitest';
import { linesOf, readLine } from './read-lines';

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
  ['+86 138-0013-8000', { name: '+86 138-0013-8000', mobile: '+8613800138000' }],
  ['韩梅梅', { name: '韩梅梅' }],
  ['Alice Zhang', { name: 'Alice Zhang' }],
  ['123', { name: '123' }],
])('reads %s', (line, person) => {
  expect(readLine(line)).toEqual({ line, person, problem: null });
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

it('separates by line, comma, semicolon and tab, also full-width ones, and drops nothing else', () => {
  expect(linesOf('李雷, 韩梅梅;单小雨\t仇远\r\n曾一鸣，解放；尉迟敬、乐嘉\n\n  朴志勇  ,')).toEqual([
    '李雷',
    '韩梅梅',
    '单小雨',
    '仇远',
    '曾一鸣',
    '解放',
    '尉迟敬',
    '乐嘉',
    '朴志勇',
  ]);
  expect(linesOf(' \n,，')).toEqual([]);
});

it('makes no name longer than a person may have', () => {
  const long = `${'a'.repeat(240)}@example.com`;
  expect(readLine(long).person).toMatchObject({ name: 'a'.repeat(200), email: long });
  expect(readLine('名'.repeat(500)).person.name).toHaveLength(200);
  expect(readLine(`ou_${'x'.repeat(500)}`).person.name).toHaveLength(200);
});
