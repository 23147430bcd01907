import { failed, ok, type Problem, problem } from '../../../../contract/advice/problem';
import { longestGroupName, mostRows } from '../../../../contract/limits';
import type { Person } from '../../../../contract/model/person';
import type { GroupsFile } from '../groups-file';
import type { Column } from '../table/columns';
import { readMember } from '../table/read-member';
import { contentLines, type Property } from './content-lines';

/** A value taken apart at a separator that is not escaped, its escapes removed: `Zhang\, Wei;…`. */
const split = (value: string, separator: string): string[] => {
  const parts = [''];
  for (let at = 0; at < value.length; at += 1) {
    const char = value[at] ?? '';
    const isEscape = char === '\\' && at + 1 < value.length;
    if (char === separator) parts.push('');
    else {
      if (isEscape) at += 1;
      const next = isEscape ? (value[at] ?? '') : char;
      parts[parts.length - 1] += isEscape && /n/i.test(next) ? ' ' : next;
    }
  }
  return parts.map((part) => part.trim());
};
const whole = (value: string) => split(value, '\0').join('');

/** A contact card, until its end. */
interface Card {
  line: number;
  uid: string;
  properties: Property[];
}

const cardsOf = (text: string): readonly Card[] => {
  const cards: Card[] = [];
  let card: Card | null = null;
  for (const property of contentLines(text)) {
    const { name, value, line } = property;
    if (name === 'BEGIN' && /^VCARD$/i.test(value.trim())) card = { line, uid: '', properties: [] };
    else if (name === 'END' && card) {
      cards.push(card);
      card = null;
    } else if (card) {
      if (name === 'UID') card.uid = value.trim().replace(/^urn:uuid:/i, '');
      card.properties.push(property);
    }
  }
  return cards;
};

/** Values of a property, those marked as preferred first. */
const valuesOf = ({ properties }: Card, name: string): readonly Property[] =>
  properties
    .filter((each) => each.name === name && each.value.trim() !== '')
    .toSorted((a, b) => Number(b.types.includes('PREF')) - Number(a.types.includes('PREF')));

const isMobile = ({ types }: Property) => types.includes('CELL') || types.includes('IPHONE');
const isNoPhone = ({ types }: Property) => types.includes('FAX') || types.includes('PAGER');

/** A card as the cells of a row, so that its person is read like that of a table. */
const cellsOf = (card: Card): ReadonlyMap<Column, string> => {
  const first = (name: string) => valuesOf(card, name)[0]?.value ?? '';
  const phones = valuesOf(card, 'TEL').filter((each) => !isNoPhone(each));
  const phone = phones.find(isMobile) ?? phones[0];
  const [family = '', given = '', middle = ''] = split(first('N'), ';');
  const [organization = '', department = ''] = split(first('ORG'), ';');
  return new Map<Column, string>([
    ['name', whole(first('FN'))],
    ['family', family],
    ['given', given],
    ['middle', middle],
    ['alias', whole(first('NICKNAME')) || organization],
    ['email', whole(first('EMAIL')).replace(/^mailto:/i, '')],
    ['mobile', whole(phone?.value ?? '').replace(/^tel:/i, '')],
    ['department', department],
  ]);
};

const isGroup = (card: Card): boolean =>
  card.properties.some(
    ({ name, value }) => /^(?:X-ADDRESSBOOKSERVER-)?KIND$/.test(name) && /^group$/i.test(value.trim()),
  );
const memberIds = (card: Card): readonly string[] =>
  card.properties
    .filter(({ name }) => /^(?:X-ADDRESSBOOKSERVER-)?MEMBER$/.test(name))
    .map(({ value }) => value.trim().replace(/^urn:uuid:/i, ''));

/** Groups that address books make by themselves. */
const own = /^(?:\*|mycontacts$|starred$)/i;

/**
 * Reads groups from contact cards (vCard), as phones, Apple, Google and Outlook write them. People are in the groups that
 * the file has (`CATEGORIES`, or cards of groups), the others in one called `called`.
 */
export const readContactsFile = (text: string, called: string): GroupsFile => {
  const cards = cardsOf(text);
  if (cards.length > mostRows) return failed(problem('file-long', { most: String(mostRows) }));
  const groups = new Map<string, Person[]>();
  const wrong: { line: number; problem: Problem }[] = [];
  const groupsOf = new Map<string, string[]>();
  for (const card of cards.filter(isGroup)) {
    const name = cellsOf(card).get('name') ?? '';
    for (const id of memberIds(card)) {
      const names = groupsOf.get(id) ?? [];
      groupsOf.set(id, names);
      names.push(name);
    }
  }
  for (const card of cards.filter((each) => !isGroup(each))) {
    const cells = cellsOf(card);
    const { person, problems } = readMember((column) => cells.get(column) ?? '');
    for (const each of problems) wrong.push({ line: card.line, problem: each });
    if (!person) {
      wrong.push({ line: card.line, problem: problem('card-no-person') });
      continue;
    }
    const categories = valuesOf(card, 'CATEGORIES').flatMap(({ value }) => split(value, ','));
    const names = [...categories, ...(groupsOf.get(card.uid) ?? [])].filter((name) => name !== '' && !own.test(name));
    for (const name of names.length > 0 ? new Set(names) : [called]) {
      const kept = name.trim().slice(0, longestGroupName).trim();
      if (kept === '') {
        wrong.push({ line: card.line, problem: problem('line-group-none') });
        continue;
      }
      const members = groups.get(kept) ?? [];
      groups.set(kept, members);
      members.push(person);
    }
  }
  if (groups.size === 0) return failed(problem('file-no-cards'));
  return ok({
    groups: [...groups].map(([name, members]) => ({ name, members })),
    wrong,
    ignored: [],
    grouped: true,
  });
};
