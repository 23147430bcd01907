import type { Suggestion } from '../../../contract/model/directory';
import type { Recipient } from '../../../contract/model/draft';
import { plainText } from '../../../contract/plain-text';
import type { Candidate } from './candidate';
import { type Match, match, wordsOf } from './match';
import type { Syllable } from './pinyin-of';

/** Rank of a candidate for a query. The tier counts first, then groups and recent use, then the score; lower is better. */
export interface MatchRank {
  /** 0: the beginning of a name, 1: inside a name, 2: the department, 3: the e-mail, 4: each word in some field. */
  tier: number;
  score: number;
}

/** Place of an entry that was not used lately, behind all that were. */
export const neverUsed = 1023;

/** Recent use with groups first: of two that match as well, a group stands before a person, however recent that one is. */
export const usedPlace = (kind: Candidate['kind'], used: number | undefined): number => {
  const most = 511;
  if (kind === 0) return Math.min(used ?? most, most);
  return used === undefined ? neverUsed : most + 1 + Math.min(used, most - 1);
};

/** Penalty for a match in another name, as if three syllables of the first name were missing. */
export const otherName = 3;
export const mostScore = 1023;
/** Shortest query for e-mails (characters): a single letter is in nearly all of them. */
export const shortestMail = 2;

/** A query as it is looked for in e-mails: literally. With an @ only e-mails are searched. */
export const mailOf = (query: string): string => plainText(query).toLowerCase();
export const isMail = (query: string): boolean => mailOf(query).includes('@');

/** Tier of a query whose words match in different fields; its score is the sum of the words' scores. */
export const wordsTier = 4;
export const scoreOfWord = (tier: number, score: number): number => tier * 64 + score;

/** Reads a name, syllable by syllable. */
export type Read = (name: string) => readonly Syllable[];

/** The place in a candidate where a query matched. */
type Where =
  | { kind: 'name'; match: Match }
  | { kind: 'other'; name: string; match: Match }
  | { kind: 'department'; at: number; match: Match }
  | { kind: 'email'; at: number; length: number };

interface Judged extends MatchRank {
  where: Where;
}

const better = (a: Judged | null, b: Judged): Judged =>
  a && (a.tier < b.tier || (a.tier === b.tier && a.score <= b.score)) ? a : b;

/** Matches the query as one word. */
const findOne = (query: string, candidate: Candidate, read: Read): Judged | null => {
  const { kind } = candidate;
  const score = (rank: number) => Math.min(mostScore, rank * 4 + kind);
  let best: Judged | null = null;
  if (!isMail(query)) {
    const name = match(query, read(candidate.label));
    if (name) best = { tier: name.first ? 0 : 1, score: score(name.rank), where: { kind: 'name', match: name } };
    for (const other of candidate.others) {
      const met = match(query, read(other));
      if (met) {
        const where = { kind: 'other', name: other, match: met } as const;
        best = better(best, { tier: met.first ? 0 : 1, score: score(met.rank + otherName), where });
      }
    }
    // Each field is a tier of its own: a better one ends the search.
    if (best) return best;
    for (const [at, department] of candidate.departments.entries()) {
      const met = match(query, read(department));
      if (met) best = better(best, { tier: 2, score: score(met.rank), where: { kind: 'department', at, match: met } });
    }
    if (best) return best;
  }
  const mail = mailOf(query);
  const at = mail.length < shortestMail ? -1 : candidate.email.toLowerCase().indexOf(mail);
  return at < 0 ? null : { tier: 3, score: score(at), where: { kind: 'email', at, length: mail.length } };
};

/** Matches the query as a whole, which is better, or word by word. */
const find = (query: string, candidate: Candidate, read: Read): (MatchRank & { where: readonly Where[] }) | null => {
  const whole = findOne(query, candidate, read);
  if (whole) return { ...whole, where: [whole.where] };
  const words = wordsOf(query);
  if (words.length === 0) return null;
  const found: Judged[] = [];
  for (const word of words) {
    const met = findOne(word, candidate, read);
    if (!met) return null;
    found.push(met);
  }
  const score = found.reduce((sum, each) => sum + scoreOfWord(each.tier, each.score), 0);
  return { tier: wordsTier, score: Math.min(mostScore, score), where: found.map(({ where }) => where) };
};

/** The rank of a candidate for a query; null: no match. */
export const judge = (query: string, candidate: Candidate, read: Read): MatchRank | null =>
  find(query, candidate, read);

type Hits = readonly (readonly [number, number])[];

interface Part {
  text: string;
  hits: Hits;
}

/** Merges the hits of several words in one text, in order and without overlaps. */
const together = (hits: Hits): [number, number][] => {
  const merged: [number, number][] = [];
  for (const [from, to] of [...hits].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from < last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
};

const joined = (parts: readonly Part[]): Pick<Suggestion, 'hint' | 'hintHits'> => {
  let hint = '';
  const hintHits: [number, number][] = [];
  for (const { text, hits } of parts) {
    if (text === '') continue;
    if (hint !== '') hint += ' · ';
    for (const [from, to] of hits) hintHits.push([hint.length + from, hint.length + to]);
    hint += text;
  }
  return { hint, hintHits };
};

/** The matches in one kind of place. The first decides which name, reading or department is shown with its hits. */
const metIn = <Kind extends Where['kind']>(where: readonly Where[], kind: Kind) =>
  where.filter((each): each is Extract<Where, { kind: Kind }> => each.kind === kind);

/** The row of a candidate for a query: matches are marked, and shown even if the row would not show them otherwise. */
export const rowOf = (query: string, candidate: Candidate, recipient: Recipient, read: Read): Suggestion => {
  const where = find(query, candidate, read)?.where ?? [];
  const { label, departments, email, members } = candidate;
  const names = metIn(where, 'name').map((each) => each.match);
  const others = metIn(where, 'other');
  const innermost = departments.length - 1;
  const department = (): Part => {
    const text = departments[innermost] ?? '';
    const met = metIn(where, 'department');
    const at = met[0]?.at;
    if (at === undefined) return { text, hits: [] };
    const hits = together(met.flatMap((each) => (each.at === at ? each.match.written : [])));
    return { text: at === innermost ? text : `${departments[at] ?? ''} / ${text}`, hits };
  };
  const reading = (names[0] ?? match('', read(label)))?.reading ?? '';
  const other = others[0]?.name ?? '';
  const mails = metIn(where, 'email').map(({ at, length }): [number, number] => [at, at + length]);
  const parts: Part[] = [
    // A department is known by its name and those above it.
    {
      text: candidate.kind === 3 ? '' : reading,
      hits: together(names.flatMap((each) => (each.reading === reading ? each.said : []))),
    },
    { text: other, hits: together(others.flatMap((each) => (each.name === other ? each.match.written : []))) },
    department(),
    mails.length > 0 ? { text: email, hits: together(mails) } : { text: '', hits: [] },
  ];
  return { recipient, label, members, ...joined(parts), labelHits: together(names.flatMap((each) => each.written)) };
};
