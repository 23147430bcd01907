import type { Chat } from '../../contract/chat';
import type { Group } from '../../contract/group';
import { type Person, personKey } from '../../contract/person';
import type { Suggestion } from '../../contract/search';
import { match } from './match';
import { pinyinOf, type Syllable } from './pinyin-of';

const rows = 50;
const readings = new Map<string, readonly Syllable[]>();
const readingsKept = 100_000;

const reading = (name: string): readonly Syllable[] => {
  const known = readings.get(name);
  if (known) return known;
  const syllables = pinyinOf(name);
  if (readings.size >= readingsKept) readings.clear();
  readings.set(name, syllables);
  return syllables;
};

const said = (syllables: readonly Syllable[]) =>
  syllables.every((syllable) => syllable.written.toLowerCase() === syllable.said || syllable.said === '')
    ? ''
    : syllables.flatMap((syllable) => syllable.said || []).join(' ');

interface Candidate {
  recipient: Suggestion['recipient'];
  label: string;
  aside: string;
  /** Groups come before people, people before chats, when they match equally well. */
  kind: number;
  email: string;
}

const rank = (query: string, candidate: Candidate): { rank: number; row: Suggestion } | null => {
  const { recipient, label, aside, kind, email } = candidate;
  const syllables = reading(label);
  const hint = [said(syllables), aside].filter(Boolean).join(' · ');
  const found = match(query, syllables);
  if (found) {
    const hintHits = hint.startsWith(said(syllables)) && said(syllables) !== '' ? found.said : [];
    return { rank: found.rank * 4 + kind, row: { recipient, label, hint, labelHits: found.written, hintHits } };
  }
  const at = email.toLowerCase().indexOf(query.trim().toLowerCase());
  if (at < 0 || query.trim().length < 2) return null;
  const shown = [hint, email].filter(Boolean).join(' · ');
  const from = shown.length - email.length + at;
  return {
    rank: 400 + at + kind,
    row: { recipient, label, hint: shown, labelHits: [], hintHits: [[from, from + query.trim().length]] },
  };
};

/** Groups, people and chats that a query means, best first, at most 50. An empty query offers groups first. */
export const search = (
  query: string,
  known: { groups: readonly Group[]; people: readonly Person[]; chats: readonly Chat[] },
): readonly Suggestion[] => {
  const people = new Map(known.people.map((person) => [personKey(person), person]));
  for (const group of known.groups) {
    for (const member of group.members) if (!people.has(personKey(member))) people.set(personKey(member), member);
  }
  const candidates: Candidate[] = [
    ...known.groups.map(
      (group): Candidate => ({
        recipient: { kind: 'group', groupId: group.id },
        label: group.name,
        aside: '',
        kind: 0,
        email: '',
      }),
    ),
    ...[...people.values()].map(
      (person): Candidate => ({
        recipient: { kind: 'person', person },
        label: person.name,
        aside: person.department ?? '',
        kind: 1,
        email: person.email ?? '',
      }),
    ),
    ...known.chats.map(
      (chat): Candidate => ({
        recipient: { kind: 'chat', chatId: chat.chatId, name: chat.name.slice(0, 200) },
        label: chat.name,
        aside: '',
        kind: 2,
        email: '',
      }),
    ),
  ];
  return candidates
    .flatMap((candidate) => rank(query, candidate) ?? [])
    .sort((a, b) => a.rank - b.rank)
    .slice(0, rows)
    .map(({ row }) => row);
};
