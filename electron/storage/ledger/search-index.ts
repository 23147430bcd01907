import type Database from 'libsql';
import type { Outcome } from '../../contract/model/channel';
import { summaryOf } from '../../core/buzz/record/board-of';
import { recordOf } from '../../core/buzz/record/buzz-record';
import { type Confirmed, readEntry } from '../../core/buzz/record/entry';

/**
 * Chinese has no spaces, so FTS5's own tokenizers find neither 告警 inside a sentence nor a single 电. Here every pair of
 * neighbouring characters is a token: a word is found as the phrase of its pairs, a single character as a prefix. Characters
 * are written as four letters or digits each, so that no tokenizer, quote or operator of FTS5 has a say.
 */
const code = (char: string): string => (char.codePointAt(0) ?? 0).toString(36).padStart(4, '0');

/** Full width, compatibility forms and case are one and the same to whoever searches. */
const fold = (text: string): string[] => [...text.normalize('NFKC').toLowerCase()];

const grams = (text: string): string[] => {
  const codes = fold(text).map(code);
  return codes.map((one, index) => one + (codes[index + 1] ?? ''));
};

/** Everything of a buzz that can be searched for, as the index stores it. */
export const indexed = ({ title, text, chat, people }: Confirmed): string =>
  [title, text, chat?.name ?? '', ...people.map((person) => person.name)].flatMap(grams).join(' ');

/** What to ask the index for words that must all be there; null when nothing is asked. */
export const matching = (query: string): string | null => {
  const words = query.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  return words
    .map((word) => {
      const pairs = grams(word);
      return pairs.length === 1 ? `${pairs[0]}*` : `"${pairs.slice(0, -1).join(' ')}"`;
    })
    .join(' AND ');
};

/** The outcomes of a buzz as one number. What a bit means never changes: ledgers are full of them. */
export const outcomeBits: Record<Outcome, number> = {
  pending: 1,
  accepted: 2,
  'not-in-chat': 4,
  unreachable: 8,
  'too-many-unread': 16,
  quota: 32,
  refused: 64,
  unknown: 128,
  'not-called': 256,
};

export const bitsOf = (outcomes: Iterable<Outcome>): number => {
  let bits = 0;
  for (const outcome of outcomes) bits |= outcomeBits[outcome];
  return bits;
};

/** Nearly every buzz has somebody who was reached: an index of those would hold nearly everything. */
const rare = Object.entries(outcomeBits).flatMap(([outcome, bit]) => (outcome === 'accepted' ? [] : [bit]));

/**
 * `found` holds the words of each buzz under its row number in `buzz` (which is never vacuumed, so the number stays), and
 * nothing else: the words themselves are in the entries. `secure-delete` takes deleted words out of it at once.
 */
export const searchTables = `
  ALTER TABLE buzz ADD COLUMN outcomes INTEGER NOT NULL DEFAULT 0;
  ${rare.map((bit) => `CREATE INDEX buzz_outcome_${bit} ON buzz (created_at DESC, id DESC) WHERE outcomes & ${bit};`).join('\n')}
  CREATE VIRTUAL TABLE found USING fts5(words, content = '', columnsize = 0, tokenize = 'ascii', prefix = '4');
  INSERT INTO found (found, rank) VALUES ('secure-delete', 1);`;

/** Reads every buzz of an older ledger once more, for its outcomes and words. */
export const fillSearch = (db: Database.Database): void => {
  const entries = db.prepare('SELECT body FROM entry WHERE buzz_id = ? ORDER BY seq');
  const keep = db.prepare('UPDATE buzz SET outcomes = ? WHERE rowid = ?');
  const index = db.prepare('INSERT INTO found (rowid, words) VALUES (?, ?)');
  for (const { n, id } of db.prepare('SELECT rowid AS n, id FROM buzz').all() as { n: number; id: string }[]) {
    const rows = entries.all(id) as { body: string }[];
    const record = recordOf(rows.flatMap(({ body }) => readEntry(body) ?? []));
    if (!record) continue;
    keep.run(bitsOf(summaryOf(record).outcomes), n);
    index.run(n, indexed(record.confirmed));
  }
};
