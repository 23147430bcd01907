import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenId } from '../../../electron/contract/model/ids';
import type { Person } from '../../../electron/contract/model/person';
import type { Directory } from '../../../electron/core/directory/directory';
import { readGroupsFile } from '../../../electron/core/directory/groups-file/read-groups-file';
import { SearchIndex } from '../../../electron/core/directory/search-index/search-index';
import { findMembers } from '../../../electron/core/directory/who/find-imported';
import { findWho, whoSourcesOf } from '../../../electron/core/directory/who/find-who';
import { writeCsv } from '../../../electron/core/text/csv';
import { type PeopleDesk, peopleDesk } from '../../support/desk/people-desk';

// One person comes out, whichever border they came in by: pasted, named on the command line, in a file, searched for.

let desk: PeopleDesk;
let directory: Directory;
let search: SearchIndex;
beforeEach(async () => {
  desk = await peopleDesk();
  Object.assign(desk.person('韩梅梅'), { name: '阿卜杜拉·买买提' });
  Object.assign(desk.person('李雷'), { name: 'Álvaro Núñez' });
  Object.assign(desk.person('乐嘉'), { name: '张伟强（外包）' });
  directory = desk.start().directory;
  await desk.read(directory);
  search = new SearchIndex({ now: () => 0, pause: async () => undefined });
  search.use({ groups: [], people: directory.knownPeople().people, chats: [] }, []);
  await search.ready;
});
afterEach(() => desk.close());

type Found = OpenId | undefined | null;
const bytes = (text: string) => new TextEncoder().encode(text);
const members = async (name: string, text: string): Promise<Found> => {
  const { file } = await readGroupsFile({ name, bytes: bytes(text), encoding: null });
  if (!file.ok) return null;
  return (await findMembers(file.value.groups[0]?.members ?? [], directory))[0]?.openId;
};
const one = async (person: Person): Promise<Found> => (await directory.resolve([person], true)).people[0]?.openId;

/** Every way into the program, and whom it takes a written text for. */
const borders: Record<string, (written: string, column: 'name' | 'email' | 'mobile') => Promise<Found>> = {
  paste: async (written) => {
    const lines = await directory.readLines(written);
    return lines.length === 1 ? lines[0]?.person.openId : null;
  },
  'command line': async (written) => {
    const meant = findWho(written, whoSourcesOf([], directory.knownPeople().people));
    return meant.kind === 'found' && meant.recipient.kind === 'person' ? one(meant.recipient.person) : null;
  },
  CSV: (written, column) =>
    members(
      'g.csv',
      writeCsv([
        ['group', column],
        ['g', written],
      ]),
    ),
  JSON: (written, column) =>
    members(
      'g.json',
      JSON.stringify({ version: 1, groups: [{ name: 'g', members: [{ name: 'x', [column]: written }] }] }),
    ),
};
const fromAll = async (written: string, column: 'name' | 'email' | 'mobile') =>
  Object.fromEntries(
    await Promise.all(Object.entries(borders).map(async ([name, border]) => [name, await border(written, column)])),
  );
const everywhere = (who: string) =>
  Object.fromEntries(Object.keys(borders).map((name) => [name, desk.person(who).openId]));

describe('a mobile', () => {
  const forms: Record<string, (digits: string) => string> = {
    bare: (digits) => digits,
    'with its country code': (digits) => `+86${digits}`,
    'in groups': (digits) => `+86 ${digits.slice(0, 3)}-${digits.slice(3, 7)}-${digits.slice(7)}`,
    'between marks of direction': (digits) => `\u202d${digits}\u202c`,
    'full width': (digits) => [...digits].map((digit) => String.fromCodePoint(0xfee0 + digit.charCodeAt(0))).join(''),
    'with hyphens that do not break': (digits) => `${digits.slice(0, 3)}\u2011${digits.slice(3)}`,
    'with dots': (digits) => `${digits.slice(0, 3)}.${digits.slice(3, 7)}.${digits.slice(7)}`,
    'with slashes': (digits) => `${digits.slice(0, 3)}/${digits.slice(3)}`,
    'with its country code in brackets': (digits) => `(+86) ${digits}`,
    'with full-width brackets': (digits) => `（+86）${digits}`,
    'as a link': (digits) => `tel:+86-${digits}`,
    'after the apostrophe of Excel': (digits) => `'${digits}`,
    'as the number that Excel made of it': (digits) => `${digits}.0`,
    'dialed from abroad': (digits) => `0086 ${digits}`,
  };
  it('leads to the same person in every form', async () => {
    const digits = desk.person('单小雨').mobile.replace('+86', '');
    for (const [form, write] of Object.entries(forms))
      expect(await fromAll(write(digits), 'mobile'), form).toEqual(everywhere('单小雨'));
  });

  it('is sent to Feishu without the code of the mainland, and with any other', async () => {
    desk.practice.log.clear();
    await directory.readLines('+86 138 0013 8000\n0086-13900139000\n+852 9123 4567');
    const asked = desk.calls().find(({ path }) => path.endsWith('/batch_get_id'));
    expect(asked?.body).toMatchObject({ mobiles: ['13800138000', '13900139000', '+85291234567'] });
  });

  it('comes out the same however it is written', async () => {
    const digits = desk.person('单小雨').mobile.replace('+86', '');
    const between = fc.constantFrom('', ' ', '-', '.', '\u2011', '\u00a0', '\u200b', '·', '/');
    const written = fc
      .tuple(
        fc.constantFrom('', '+86', '＋８６ ', '0086-', '(+86)', 'tel:', "'", '\u202d', '\u200e+86 '),
        fc.array(between, { minLength: digits.length, maxLength: digits.length }),
        fc.constantFrom('', '\u202c', ' ', '\ufeff', '\r'),
      )
      .map(([before, gaps, after]) => before + [...digits].map((digit, at) => gaps[at] + digit).join('') + after);
    const expected = everywhere('单小雨');
    await fc.assert(
      fc.asyncProperty(written, async (text) => {
        expect(await fromAll(text, 'mobile')).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

it('an e-mail leads to the same person in every form', async () => {
  const forms: readonly ((mail: string) => string)[] = [
    (mail) => mail.toUpperCase(),
    (mail) => `mailto:${mail}?subject=x`,
    (mail) => `<${mail}>`,
    (mail) => `\u200b${mail}\u2060`,
    (mail) => mail.replace('@', '＠').replace('.', '．'),
    (mail) => mail.replace('.', '。'),
    (mail) => `"${mail}"`,
  ];
  for (const write of forms) {
    const written = write(desk.person('单小雨').email);
    expect(await fromAll(written, 'email'), written).toEqual(everywhere('单小雨'));
  }
});

it('a name leads to the same person in every form, and so does a search for it', async () => {
  const forms: readonly (readonly [name: string, written: string])[] = [
    ['阿卜杜拉·买买提', '阿卜杜拉•买买提'],
    ['阿卜杜拉·买买提', '阿卜杜拉 ・ 买买提'],
    ['Álvaro Núñez', 'A\u0301lvaro Nu\u0301n\u0303ez'],
    ['Álvaro Núñez', 'ÁLVARO  Núñez'],
    ['张伟强（外包）', '张伟强(外包)'],
    ['张伟强（外包）', '张伟强 （外包）'],
    ['单小雨', '\u202a单小雨\u202c'],
    ['单小雨', '单　小雨'],
    ['单小雨', '单小雨\u200b'],
  ];
  for (const [name, written] of forms) {
    expect(await fromAll(written, 'name'), written).toEqual(everywhere(name));
    expect(search.search(written)[0]?.label, written).toBe(name);
  }
});

it('a search needs no accents and takes any width', () => {
  for (const [name, query] of [
    ['Álvaro Núñez', 'alvaro'],
    ['Álvaro Núñez', 'Núñ'],
    ['Álvaro Núñez', 'ALVARO nun'],
    ['单小雨', 'ＳＸＹ'],
    ['单小雨', 'ｓｈａｎ'],
    ['单小雨', '\u202a单小\u202c'],
  ] as const)
    expect(search.search(query)[0]?.label, query).toBe(name);
});
