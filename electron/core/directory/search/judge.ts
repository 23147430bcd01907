import type { Suggestion } from '../../../contract/model/directory';
import type { Recipient } from '../../../contract/model/draft';
import type { Candidate } from './candidate';
import { type Match, match, wordsOf } from './match';
import type { Syllable } from './pinyin-of';

/** How well a candidate meets a query. Tiers come first, then who was used recently, then the score; lower is better. */
export interface Standing {
  /** 0: at the beginning of a name, 1: inside one, 2: the department, 3: the e-mail, 4: each word somewhere. */
  tier: number;
  score: number;
}

/** Another name counts as much as if three syllables of the first one were missing. */
export const otherName = 3;
export const mostScore = 1023;
/** One letter is in nearly every e-mail. */
export const shortestMail = 2;

/** A query as each field is asked: names by letters and digits, e-mails literally. With an @ only e-mails are meant. */
export const mailOf = (query: string): string => query.trim().toLowerCase();
export const isMail = (query: string): boolean => query.includes('@');

/** What the words of a query come to together, each judged by itself. */
export const wordsTier = 4;
export const scoreOfWord = (tier: number, score: number): number => tier * 64 + score;

export type Read = (name: string) => readonly Syllable[];

/** Where in a candidate something was met. */
type Where =
  | { kind: 'name'; match: Match }
  | { kind: 'other'; name: string; match: Match }
  | { kind: 'department'; at: number; match: Match }
  | { kind: 'email'; at: number; length: number };

interface Judged extends Standing {
  where: Where;
}

const better = (a: Judged | null, b: Judged): Judged =>
  a && (a.tier < b.tier || (a.tier === b.tier && a.score <= b.score)) ? a : b;

/** As one word. */
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
    // Of no matter where something better was met: each of these is a tier of its own.
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

/** As a whole, which is better, or word by word. */
const find = (query: string, candidate: Candidate, read: Read): (Standing & { where: readonly Where[] }) | null => {
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

/** How well a candidate meets a query; null when it does not. */
export const judge = (query: string, candidate: Candidate, read: Read): Standing | null => find(query, candidate, read);

type Hits = readonly (readonly [number, number])[];

interface Part {
  text: string;
  hits: Hits;
}

/** Hits of several words in one text, in order, none within another. */
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

/** What was met in one kind of place; the first says which name, reading or department is shown, its hits are marked. */
const metIn = <Kind extends Where['kind']>(where: readonly Where[], kind: Kind) =>
  where.filter((each): each is Extract<Where, { kind: Kind }> => each.kind === kind);

/** The row a candidate is shown as for a query: what matched is marked, and shown if it would not be otherwise. */
export const rowOf = (query: string, candidate: Candidate, recipient: Recipient, read: Read): Suggestion => {
  const where = find(query, candidate, read)?.where ?? [];
  const { label, departments, email } = candidate;
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
    { text: reading, hits: together(names.flatMap((each) => (each.reading === reading ? each.said : []))) },
    { text: other, hits: together(others.flatMap((each) => (each.name === other ? each.match.written : []))) },
    department(),
    mails.length > 0 ? { text: email, hits: together(mails) } : { text: '', hits: [] },
  ];
  return { recipient, label, ...joined(parts), labelHits: together(names.flatMap((each) => each.written)) };
};
