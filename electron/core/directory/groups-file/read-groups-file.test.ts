import { describe, expect, it } from 'vitest';
import { isLinear } from '../../../../test/support/clock/cpu-time';
import { encodeAs } from '../../../../test/support/disk/encode-as';
import { workbook } from '../../../../test/support/disk/zip-file';
import { readGroupsFile } from './read-groups-file';

const utf8 = (text: string) => encodeAs(text, 'utf-8');
const readWhole = (bytes: Uint8Array, name = '名单.csv') => readGroupsFile({ name, bytes, encoding: null });
const read = async (bytes: Uint8Array, name?: string) => {
  const { file } = await readWhole(bytes, name);
  return file.ok ? file.value : expect.fail(file.problem.advice);
};
const lilei = { name: '李雷', email: 'lilei@company.test', mobile: '13800138000' };

describe('a file of groups as a table program saves it', () => {
  const lines = ['组,姓名,邮箱,手机', '值班组,李雷,lilei@company.test,13800138000', '值班组,韩梅梅,,'];
  const expected = [{ name: '值班组', members: [lilei, { name: '韩梅梅' }] }];

  it.each([
    ['UTF-8', utf8(lines.join('\n'))],
    ['UTF-8 with a mark and CRLF', utf8(`\uFEFF${lines.join('\r\n')}\r\n`)],
    ['two marks', utf8(`\uFEFF\uFEFF${lines.join('\r\n')}\r\n`)],
    ['CR alone', utf8(lines.join('\r'))],
    ['semicolons', utf8(lines.join('\n').replaceAll(',', ';'))],
    ['tabs in UTF-16', encodeAs(`\uFEFF${lines.join('\r\n').replaceAll(',', '\t')}`, 'utf-16le')],
    ['UTF-16 without a mark', encodeAs(lines.join('\r\n').replaceAll(',', '\t'), 'utf-16be')],
    ['GBK', encodeAs(lines.join('\r\n'), 'gb18030')],
    ['a line that says the separator', utf8(`sep=;\r\n${lines.join('\r\n').replaceAll(',', ';')}`)],
    ['quoted cells', utf8(lines.map((line) => line.replace(/[^,]+/g, '"$&"')).join('\r\n'))],
    ['two files put together', utf8([...lines.slice(0, 2), `\uFEFF${lines[0]}`, ...lines.slice(2)].join('\n'))],
  ])('is read: %s', async (_, bytes) => {
    expect(await read(bytes)).toEqual({ groups: expected, wrong: [], ignored: [], grouped: true });
  });

  it('is read with a merged cell, told by its line', async () => {
    expect(await read(utf8(lines.join('\n').replace('\n值班组,韩', '\n,韩')))).toMatchObject({
      groups: expected,
      wrong: [{ line: 3, problem: { advice: 'line-group-missing' } }],
    });
    expect(await read(utf8(`sep=,\n${lines.join('\n').replace('\n值班组,韩', '\n,韩')}`))).toMatchObject({
      wrong: [{ line: 4 }],
    });
  });

  it('has its columns in any order, some missing, others unknown, and rows that are empty', async () => {
    const text = '手机号码,工号,Full Name,部门,E-mail,备用\n="13800138000",007,李雷,平台,lilei@company.test,\n,,,,\n';
    expect(await read(utf8(text), '数据库值班.csv')).toEqual({
      groups: [{ name: '数据库值班', members: [{ ...lilei, department: '平台' }] }],
      wrong: [],
      ignored: [{ name: '工号', unused: true }],
      grouped: false,
    });
  });

  it('tells each line of which nothing could be read, and a title above the names of the columns', async () => {
    const text = '研发部值班表;;\n2024 年 6 月;;\n组;姓名;备注\n值班组;李雷;组长\n;;请勿外传\n夜班;;待定\n白班;;\n';
    const { groups, wrong } = await read(utf8(text));
    expect(groups).toEqual([
      { name: '值班组', members: [{ name: '李雷' }] },
      { name: '白班', members: [] },
    ]);
    expect(wrong.map(({ line, problem: { advice, params } }) => [line, advice, params.value])).toEqual([
      [1, 'line-above', '研发部值班表'],
      [2, 'line-above', '2024 年 6 月'],
      [5, 'line-no-person', '请勿外传'],
      [6, 'line-no-person', '夜班 · 待定'],
    ]);
  });

  it('is JSON by its content, whatever its name', async () => {
    const json = '{"version":1,"groups":[{"name":"g","members":[]}]}';
    expect((await read(utf8(`\uFEFF${json}`), 'team.txt')).groups).toEqual([{ name: 'g', members: [] }]);
  });
});

describe('the names of columns in real files', () => {
  it.each<[string, string, object]>([
    ['需填写的表', '姓名（必填）,手机号码(必填),邮箱*\n李雷,13800138000,lilei@company.test', lilei],
    [
      'open ids',
      '成员姓名,飞书open_id,飞书 Union ID\n李雷,ou_a,on_a',
      { name: '李雷', openId: 'ou_a', unionId: 'on_a' },
    ],
    [
      'traditional',
      '姓名,手機,電子郵件,部門\n李雷,13800138000,lilei@company.test,平台',
      { ...lilei, department: '平台' },
    ],
    ['full width', 'Ｎａｍｅ,Ｅ－ｍａｉｌ\n李雷,lilei@company.test', { name: '李雷', email: 'lilei@company.test' }],
    ['invisible marks', '\u200B姓名\u200B,\u202A手机\u202C\n李雷,13800138000', { name: '李雷', mobile: '13800138000' }],
    ['Chinese name in parts', '姓,名,手机\n李,雷,13800138000', { name: '李雷', mobile: '13800138000' }],
    ['family name and 名字', '姓氏,名字\n李,雷', { name: '李雷' }],
    ['First and Last', 'Last Name,First Name,Mobile No.\nRossi,Anna,+39 333 123 4567', { name: 'Anna Rossi' }],
    [
      "Feishu's own export",
      '姓名,英文名,手机号,企业邮箱,部门,用户 ID,工号,职务,直属上级,人员类型,状态\n李雷,Leo,13800138000,lilei@company.test,平台,u1,007,工程师,韩梅梅,正式,已激活',
      { ...lilei, department: '平台', userId: 'u1' },
    ],
    [
      'Google Contacts',
      'First Name,Middle Name,Last Name,Phonetic First Name,Nickname,File As,Organization Name,Organization Department,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n雷,,李,,小李,,公司,平台,,,* myContacts,* Work,lilei@company.test ::: old@company.test,Work,010-12345678,Mobile,13800138000',
      { ...lilei, department: '平台' },
    ],
    [
      'Google Contacts of before',
      'Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value\n李雷,雷,,李,* myContacts,* Work,lilei@company.test,Mobile,13800138000',
      lilei,
    ],
    [
      'Outlook',
      'Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Business Phone,Home Phone,Mobile Phone,Categories,E-mail Address,E-mail Type,E-mail Display Name,Notes\nMr,Jörg,,Müller,,ACME,IT,030 123456,,+49 170 1234567,Red,j@x.de,SMTP,Jörg Müller (j@x.de),x',
      { name: 'Jörg Müller', email: 'j@x.de', department: 'IT' },
    ],
    [
      'Outlook in Chinese',
      '英文称谓,名,中间名,姓,单位,部门,商务电话,移动电话,电子邮件地址,电子邮件类型,电子邮件显示名称\n,雷,,李,公司,平台,010-12345678,13800138000,lilei@company.test,SMTP,李雷',
      { ...lilei, department: '平台' },
    ],
  ])('are known: %s', async (_, text, person) => {
    const { groups, wrong, ignored } = await read(utf8(text), '通讯录.csv');
    expect(groups).toMatchObject([{ name: '通讯录', members: [person] }]);
    expect(wrong).toEqual([]);
    // The command line takes such a file: none of its columns can be a misspelled one of groups.
    expect(ignored.filter(({ unused }) => !unused)).toEqual([]);
  });

  it('make groups of the labels of an address book, except its own', async () => {
    const text =
      'First Name,Labels\n李雷,值班组 ::: * myContacts\n韩梅梅,值班组 ::: 夜班 ::: * starred\n魏华,* myContacts';
    expect((await read(utf8(text), '通讯录.csv')).groups).toEqual([
      { name: '值班组', members: [{ name: '李雷' }, { name: '韩梅梅' }] },
      { name: '夜班', members: [{ name: '韩梅梅' }] },
      { name: '通讯录', members: [{ name: '魏华' }] },
    ]);
  });
});

describe('the encoding of a file', () => {
  it('is guessed, with names to judge it by', async () => {
    const { file, encoding } = await readWhole(encodeAs('name,email\nJörg Müller,j@x.de\nAnna,\n', 'windows-1252'));
    expect(encoding).toEqual({ used: 'windows-1252', certain: false, sample: ['名单', 'Jörg Müller'] });
    expect(file.ok && file.value.groups[0]?.members[0]?.name).toBe('Jörg Müller');
  });

  it('is the one that a person chose', async () => {
    const bytes = encodeAs('name,email\nSzűcs Gábor,a@b.hu\n', 'windows-1250');
    const { file } = await readGroupsFile({ name: 'x.csv', bytes, encoding: 'windows-1250' });
    expect(file.ok && file.value.groups[0]?.members[0]?.name).toBe('Szűcs Gábor');
  });
});

describe('another kind of file', () => {
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
  const compound = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
  it.each([
    ['a workbook', workbook({ name: 'Sheet1', rows: [['姓名'], ['李雷']] }), null],
    ['an address book', utf8('BEGIN:VCARD\nFN:李雷\nEND:VCARD\n'), null],
    ['an old workbook', bytes(`${compound}Workbook`), 'file-xls'],
    ['a workbook with a password', bytes(`${compound}${[...'EncryptedPackage'].join('\0')}\0`), 'file-locked'],
    ['a PDF', bytes('%PDF-1.7\n'), 'file-document'],
    ['rich text', bytes('{\\rtf1 x}'), 'file-document'],
    ['a picture', bytes('\x89PNG\r\n\x1a\n\0\0'), 'file-picture'],
    ['a photo', bytes('\xff\xd8\xff\xe0\0\x10JFIF\0'), 'file-picture'],
    ['a web page called .xls', utf8('\n<html><table><tr><td>姓名'), 'file-web'],
    ['XML', utf8('<?xml version="1.0"?><Workbook>'), 'file-xml'],
    ['a calendar', utf8('BEGIN:VCALENDAR\n'), 'file-calendar'],
    ['a packed file', bytes('\x1f\x8b\x08\0\0'), 'file-archive'],
    ['a program', bytes('MZ\x90\0\x03\0\0\0'), 'file-binary'],
    ['anything', bytes('\x01\0\x02\xff\xfe\0\0\0\x80'), 'file-binary'],
  ])('is told by its content: %s', async (_, content, advice) => {
    const { file } = await readWhole(content, 'list.csv');
    if (advice === null)
      expect(file).toMatchObject({ value: { groups: [{ name: 'list', members: [{ name: '李雷' }] }] } });
    else expect(file).toMatchObject({ problem: { advice } });
  });

  it('is a text that only begins like one', async () => {
    expect((await read(utf8('BMW name,email\nx,a@b.test'), 'x.csv')).groups).toHaveLength(1);
  });
});

describe('a text made to harm', () => {
  it.each<[string, (size: number) => string]>([
    ['groups', (size) => `group,name\n${Array.from({ length: size }, (_, index) => `g${index},a\n`).join('')}`],
    ['columns', (size) => `${'name,'.repeat(size)}\n${'x\n'.repeat(size)}`],
    ['cells', (size) => `name,email\n${','.repeat(size)}`],
    ['quotes', (size) => `name\n${'"a"'.repeat(size)}`],
    ['an open quote', (size) => `name\n"${'a\n'.repeat(size)}`],
    ['line ends', (size) => `name\n${'\r\n'.repeat(size)}x`],
    ['marks', (size) => '\uFEFF'.repeat(size)],
    ['spaces', (size) => `name\n${' '.repeat(size)}x`],
    ['brackets', (size) => `name${'（'.repeat(size)},email\nx,y`],
    ['letters beyond ASCII', (size) => `name\n${'é\n'.repeat(size)}`],
    ['JSON within JSON', (size) => '['.repeat(size)],
  ])('takes no longer than its size: %s', async (_, textOf) => {
    const bytesOf = (size: number) => encodeAs(textOf(size), 'utf-8');
    expect(await isLinear(bytesOf, (bytes) => readWhole(bytes), 2_000)).toBe(true);
  });

  it('is refused beyond the lines of any list', async () => {
    const { file } = await readWhole(utf8(`name\n${'x\n'.repeat(100_001)}`));
    expect(file).toMatchObject({ problem: { advice: 'file-long' } });
  });
});
