import { expect, it } from 'vitest';
import { isLinear } from '../../../../../test/support/clock/cpu-time';
import { readContactsFile } from './read-contacts-file';

const card = (...lines: readonly string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');
const read = (...cards: readonly string[]) => {
  const file = readContactsFile(cards.join(''), '通讯录');
  return file.ok ? file.value : expect.fail(file.problem.advice);
};

it('reads what an iPhone and iCloud write', () => {
  const { groups } = read(
    card(
      'VERSION:3.0',
      'PRODID:-//Apple Inc.//iOS 17.0//EN',
      'N:李;雷;;;',
      'FN:李雷',
      'ORG:某公司;平台部',
      'item1.EMAIL;type=INTERNET;type=pref:lilei@company.test',
      'item1.X-ABLabel:_$!<Work>!$_',
      'EMAIL;type=INTERNET:old@company.test',
      'TEL;type=HOME;type=VOICE:010-1234 5678',
      'TEL;type=CELL;type=VOICE;type=pref:138 0013 8000',
      `PHOTO;ENCODING=b;TYPE=JPEG:${'A'.repeat(70)}`,
      ...Array.from({ length: 50 }, () => ` ${'A'.repeat(74)}`),
    ),
  );
  expect(groups).toMatchObject([
    { name: '通讯录', members: [{ name: '李雷', email: 'lilei@company.test', department: '平台部' }] },
  ]);
  expect(groups[0]?.members[0]?.mobile?.replace(/ /g, '')).toBe('13800138000');
});

it('reads what an Android phone writes: version 2.1, in quoted-printable with soft line ends', () => {
  const { groups } = read(
    card(
      'VERSION:2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=BC=9F;;;',
      'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0=',
      '=E4=BC=9F',
      'TEL;CELL:13800138000',
      'PHOTO;ENCODING=BASE64;JPEG:AAAA',
      ' AAAA',
      '',
    ),
    card(
      'VERSION:2.1',
      'N;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=C0=EE;=C0=D7',
      'TEL;FAX:1234567',
      'TEL;WORK:01012345678',
    ),
  );
  expect(groups[0]?.members).toEqual([
    { name: '张伟', mobile: '13800138000' },
    { name: '李雷', mobile: '01012345678' },
  ]);
});

it('reads what Outlook and Google write: escapes, folded lines, a name in parts, labels as groups', () => {
  const { groups } = read(
    card('VERSION:3.0', 'N:Rossi;Anna;Maria;;', 'EMAIL;PREF;INTERNET:anna@x.it', 'CATEGORIES:Notte\\, fine,myContacts'),
    card(
      'VERSION:4.0',
      'FN:Zhang\\, Wei\\; CTO',
      'EMAIL:mailto:wei@',
      ' x.cn',
      'TEL;VALUE=uri;TYPE="voice,cell":tel:+86-138-0013-8000',
    ),
  );
  expect(groups.map(({ name, members }) => [name, members.map((each) => each.name)])).toEqual([
    ['Notte, fine', ['Anna Maria Rossi']],
    ['通讯录', ['Zhang, Wei; CTO']],
  ]);
  expect(groups[1]?.members[0]).toMatchObject({ email: 'wei@x.cn' });
});

it('reads groups that are cards of their own', () => {
  const { groups } = read(
    card('VERSION:3.0', 'FN:李雷', 'UID:a-1'),
    card('VERSION:3.0', 'FN:韩梅梅', 'UID:urn:uuid:b-2'),
    card('VERSION:3.0', 'FN:值班组', 'X-ADDRESSBOOKSERVER-KIND:group', 'X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:b-2'),
  );
  expect(groups).toEqual([
    { name: '通讯录', members: [{ name: '李雷' }] },
    { name: '值班组', members: [{ name: '韩梅梅' }] },
  ]);
});

it('tells the line of a card that names no person, and says when there is none', () => {
  const { wrong } = read(card('FN:李雷'), card('NOTE:x'));
  expect(wrong).toMatchObject([{ line: 4, problem: { advice: 'card-no-person' } }]);
  expect(readContactsFile(card('NOTE:x'), 'x')).toMatchObject({ problem: { advice: 'file-no-cards' } });
});

it.each<[string, (size: number) => string]>([
  ['one line', (size) => `BEGIN:VCARD\nFN:${'x'.repeat(size)}`],
  ['soft line ends', (size) => `BEGIN:VCARD\nFN;QUOTED-PRINTABLE:${'=\n'.repeat(size)}`],
  ['folds', (size) => `BEGIN:VCARD\nFN:x${'\n '.repeat(size)}`],
  ['quotes', (size) => `BEGIN:VCARD\n${'"'.repeat(size)}`],
  ['parameters', (size) => `BEGIN:VCARD\nFN${';TYPE=A'.repeat(size)}:x`],
  ['cards without an end', (size) => 'BEGIN:VCARD\n'.repeat(size)],
  ['cards', (size) => 'BEGIN:VCARD\nFN:x\nEND:VCARD\n'.repeat(size)],
  ['groups', (size) => 'BEGIN:VCARD\nFN:x\nKIND:group\nMEMBER:a\nEND:VCARD\n'.repeat(size)],
])('takes no longer than its size: %s', async (_, textOf) => {
  expect(await isLinear(textOf, (text) => readContactsFile(text, 'x'), 1_500)).toBe(true);
});
