import type { Recipient } from '../../contract/draft';
import type { Suggestion } from '../../contract/search';
import type { Candidate } from './candidate';
import { type Match, match } from './match';
import type { Syllable } from './pinyin-of';

/** How well a candidate meets a query. Tiers come first, then who was used recently, then the score; lower is better. */
export interface Standing {
  /** 0: at the beginning of a name, 1: inside one, 2: the department, 3: the e-mail. */
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

export type Read = (name: string) => readonly Syllable[];

interface Judged extends Standing {
  where:
    | { kind: 'name'; match: Match }
    | { kind: 'other'; name: string; match: Match }
    | { kind: 'department'; at: number; match: Match }
    | { kind: 'email'; at: number };
}

const better = (a: Judged | null, b: Judged): Judged =>
  a && (a.tier < b.tier || (a.tier === b.tier && a.score <= b.score)) ? a : b;

const find = (query: string, candidate: Candidate, read: Read): Judged | null => {
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
  return at < 0 ? null : { tier: 3, score: score(at), where: { kind: 'email', at } };
};

/** How well a candidate meets a query; null when it does not. */
export const judge = (query: string, candidate: Candidate, read: Read): Standing | null => find(query, candidate, read);

interface Part {
  text: string;
  hits: readonly (readonly [number, number])[];
}

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

/** The row a candidate is shown as for a query: what matched is marked, and shown if it would not be otherwise. */
export const rowOf = (query: string, candidate: Candidate, recipient: Recipient, read: Read): Suggestion => {
  const found = find(query, candidate, read)?.where ?? null;
  const { label, departments, email } = candidate;
  const name = found?.kind === 'name' ? found.match : match('', read(label));
  const innermost = departments.length - 1;
  const department = (): Part => {
    const text = departments[innermost] ?? '';
    if (found?.kind !== 'department') return { text, hits: [] };
    if (found.at === innermost) return { text, hits: found.match.written };
    return { text: `${departments[found.at] ?? ''} / ${text}`, hits: found.match.written };
  };
  const parts: Part[] = [
    { text: name?.reading ?? '', hits: found?.kind === 'name' ? found.match.said : [] },
    found?.kind === 'other' ? { text: found.name, hits: found.match.written } : { text: '', hits: [] },
    department(),
    found?.kind === 'email'
      ? { text: email, hits: [[found.at, found.at + mailOf(query).length]] }
      : { text: '', hits: [] },
  ];
  return { recipient, label, ...joined(parts), labelHits: found?.kind === 'name' ? found.match.written : [] };
};
