import type { Suggestion } from '../../../contract/model/directory';
import type { Recipient } from '../../../contract/model/draft';
import { personKey } from '../../../contract/rules/person-key';
import {
  type Candidate,
  chatCandidate,
  departmentCandidate,
  groupCandidate,
  personCandidate,
  type SearchSources,
  strangersIn,
  toChat,
  toDepartment,
  toGroup,
  toPerson,
} from './candidate';
import { judge, rowOf, usedPlace } from './judge';
import { pinyinOf, type Syllable } from './pinyin-of';

/** Most rows of an answer. */
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

/**
 * Finds groups, people (once each), chats and departments for a query, best first, by looking at each of them. For short lists, and as the
 * definition that `SearchIndex` has to agree with. `recent`: keys of recent recipients, the newest first.
 */
export const search = (
  query: string,
  sources: SearchSources,
  recent: readonly string[] = [],
): readonly Suggestion[] => {
  const people = new Map([...sources.people].reverse().map((person) => [personKey(person), person]));
  const once = sources.people.filter((person) => people.get(personKey(person)) === person);
  const allPeople = [...once, ...strangersIn(sources.groups, (key) => people.has(key))];
  const entries: { candidate: Candidate; recipient: () => Recipient }[] = [
    ...sources.groups.map((group) => ({ candidate: groupCandidate(group), recipient: () => toGroup(group) })),
    ...allPeople.map((person) => ({ candidate: personCandidate(person), recipient: () => toPerson(person) })),
    ...sources.chats.map((chat) => ({ candidate: chatCandidate(chat), recipient: () => toChat(chat) })),
    ...(sources.departments ?? []).map((department) => ({
      candidate: departmentCandidate(department),
      recipient: () => toDepartment(department),
    })),
  ];
  const used = new Map(recent.map((key, index) => [key, index]));
  return entries
    .flatMap(({ candidate, recipient }) => {
      const rank = judge(query, candidate, read);
      return rank ? [{ ...rank, used: usedPlace(candidate.kind, used.get(candidate.key)), candidate, recipient }] : [];
    })
    .sort((a, b) => a.tier - b.tier || (a.used === b.used ? a.score - b.score : a.used - b.used))
    .slice(0, mostRows)
    .map(({ candidate, recipient }) => rowOf(query, candidate, recipient(), read));
};
