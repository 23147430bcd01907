import type { Suggestion } from '../../../contract/model/directory';
import type { Recipient } from '../../../contract/model/draft';
import { personKey } from '../../../contract/rules/person-key';
import {
  type Candidate,
  chatCandidate,
  groupCandidate,
  type Known,
  personCandidate,
  strangersIn,
  toChat,
  toGroup,
  toPerson,
} from './candidate';
import { judge, rowOf } from './judge';
import { pinyinOf, type Syllable } from './pinyin-of';

/** How many rows a search answers with at most. */
export const mostRows = 50;
const readings = new Map<string, readonly Syllable[]>();
const readingsKept = 100_000;

const read = (name: string): readonly Syllable[] => {
  const known = readings.get(name);
  if (known) return known;
  const syllables = pinyinOf(name);
  if (readings.size >= readingsKept) readings.clear();
  readings.set(name, syllables);
  return syllables;
};

const never = Number.POSITIVE_INFINITY;

/**
 * Groups, people (each once) and chats that a query means, best first: by looking at each of them. For few, and as what the index
 * is measured by; it gives the same rows. `recent` holds the keys used last, the newest first.
 */
export const search = (query: string, known: Known, recent: readonly string[] = []): readonly Suggestion[] => {
  const people = new Map([...known.people].reverse().map((person) => [personKey(person), person]));
  const once = known.people.filter((person) => people.get(personKey(person)) === person);
  const everybody = [...once, ...strangersIn(known.groups, (key) => people.has(key))];
  const all: { candidate: Candidate; recipient: () => Recipient }[] = [
    ...known.groups.map((group) => ({ candidate: groupCandidate(group), recipient: () => toGroup(group) })),
    ...everybody.map((person) => ({ candidate: personCandidate(person), recipient: () => toPerson(person) })),
    ...known.chats.map((chat) => ({ candidate: chatCandidate(chat), recipient: () => toChat(chat) })),
  ];
  const used = new Map(recent.map((key, index) => [key, index]));
  return all
    .flatMap(({ candidate, recipient }) => {
      const standing = judge(query, candidate, read);
      return standing ? [{ ...standing, used: used.get(candidate.key) ?? never, candidate, recipient }] : [];
    })
    .sort((a, b) => a.tier - b.tier || (a.used === b.used ? a.score - b.score : a.used - b.used))
    .slice(0, mostRows)
    .map(({ candidate, recipient }) => rowOf(query, candidate, recipient(), read));
};
