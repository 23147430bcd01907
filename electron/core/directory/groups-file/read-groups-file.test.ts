import { describe, expect, it } from 'vitest';
import { decodeText } from '../../text/read-text';
import { readGroupsFile } from './read-groups-file';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
/** 组,姓名,邮箱,手机 / 值班组,李雷,lilei@company.test,13800138000 / ,韩梅梅,, in GBK, as Excel saves "CSV" on a Chinese Windows. */
const gbk = new Uint8Array(
  Buffer.from(
    'd7e92cd0d5c3fb2cd3cacfe42ccad6bbfa0d0ad6b5b0e0d7e92cc0eec0d72c6c696c656940636f6d70616e792e746573742c31333830303133383030300d0a2cbaabc3b7c3b72c2c0d0a',
    'hex',
  ),
);
const read = (bytes: Uint8Array, name = '名单.csv') => {
  const file = readGroupsFile({ name, bytes });
  return file.ok ? file.value : expect.fail(file.problem.advice);
};
const lilei = { name: '李雷', email: 'lilei@company.test', mobile: '13800138000' };

describe('a file of groups as a table program saves it', () => {
  const lines = ['组,姓名,邮箱,手机', '值班组,李雷,lilei@company.test,13800138000', '值班组,韩梅梅,,'];
  const expected = [{ name: '值班组', members: [lilei, { name: '韩梅梅' }] }];

  it.each([
    ['UTF-8', utf8(lines.join('\n'))],
    ['UTF-8 with a mark and CRLF', utf8(`\uFEFF${lines.join('\r\n')}\r\n`)],
    ['CR alone', utf8(lines.join('\r'))],
    ['semicolons', utf8(lines.join('\n').replaceAll(',', ';'))],
    ['tabs in UTF-16', utf16(lines.join('\r\n').replaceAll(',', '\t'))],
    ['a line that says the separator', utf8(`sep=;\r\n${lines.join('\r\n').replaceAll(',', ';')}`)],
    ['quoted cells', utf8(lines.map((line) => line.replace(/[^,]+/g, '"$&"')).join('\r\n'))],
  ])('is read: %s', (_, bytes) => {
    expect(read(bytes)).toEqual({ groups: expected, wrong: [], ignored: [] });
  });

  it('is read in GBK, a merged cell and all', () => {
    expect(read(gbk)).toMatchObject({ groups: expected, wrong: [{ line: 3 }] });
  });

  it('has its columns in any order, some missing, others unknown, and rows that are empty', () => {
    const text = '手机号码,工号,Full Name,部门,E-mail\n="13800138000",007,李雷,平台,lilei@company.test\n,,,,\n';
    expect(read(utf8(text), '数据库值班.csv')).toEqual({
      groups: [{ name: '数据库值班', members: [{ ...lilei, department: '平台' }] }],
      wrong: [],
      ignored: ['工号'],
    });
  });

  it('is JSON by its content, whatever its name', () => {
    const json = '{"version":1,"groups":[{"name":"g","members":[]}]}';
    expect(read(utf8(json), 'team.txt').groups).toEqual([{ name: 'g', members: [] }]);
  });
});

it('decodes a rare character that only GB18030 has', () => {
  expect(decodeText(new Uint8Array([0x95, 0x32, 0x82, 0x36, 0xc0, 0xee]))).toBe('\u{20000}李');
});
