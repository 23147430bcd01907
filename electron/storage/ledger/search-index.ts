import type Database from 'libsql';
import type { Outcome } from '../../contract/model/channel';
import { summaryOf } from '../../core/buzz/record/board-of';
import { type Confirmed, readEntry, searchedTexts } from '../../core/buzz/record/entry';
import { recordOf } from '../../core/buzz/record/open-record';
import { searchForm } from '../../core/text/search-form';

/**
 * Writes a character as four letters or digits, so that no tokenizer, quote or operator of FTS5 interferes. Chinese has no
 * spaces, so FTS5's tokenizers find neither 告警 inside a sentence nor a single 电. Here every pair of neighboring characters
 * is a token: a word is found as the phrase of its pairs, a single character as a prefix.
 */
const code = (char: string): string => (char.codePointAt(0) ?? 0).toString(36).padStart(4, '0');

/** The tokens of a text, in the form in which all searches compare: without accents, full width, case and traditional characters. */
const grams = (text: string): string[] => {
  const codes = [...searchForm(text)].map(code);
  return codes.map((one, index) => one + (codes[index + 1] ?? ''));
};

/** The searchable words of a buzz, as the index stores them. */
export const indexed = (confirmed: Confirmed): string => searchedTexts(confirmed).flatMap(grams).join(' ');

/** The FTS5 query for words that must all be found; null: no words. */
export const matching = (query: string): string | null => {
  // A word of nothing but invisible characters is none.
  const words = query.split(/\s+/u).flatMap((word) => {
    const pairs = grams(word);
    return pairs.length === 0 ? [] : [pairs];
  });
  if (words.length === 0) return null;
  return words
    .map((pairs) => (pairs.length === 1 ? `${pairs[0]}*` : `"${pairs.slice(0, -1).join(' ')}"`))
    .join(' AND ');
};

/** Bits of outcomes in the ledger, and of an answer. Their meaning never changes, as ledgers contain them. */
export const outcomeBits: Record<Outcome | 'acknowledged', number> = {
  pending: 1,
  accepted: 2,
  'not-in-chat': 4,
  unreachable: 8,
  'too-many-unread': 16,
  quota: 32,
  refused: 64,
  unknown: 128,
  'not-called': 256,
  acknowledged: 512,
};

/** The outcomes of a buzz as one number. */
export const bitsOf = (outcomes: Iterable<Outcome | 'acknowledged'>): number => {
  let bits = 0;
  for (const outcome of outcomes) bits |= outcomeBits[outcome];
  return bits;
};

/** Outcomes with an index. Nearly every buzz has a person with `accepted`: its index would contain nearly everything. */
const rare = Object.entries(outcomeBits).flatMap(([outcome, bit]) =>
  // Answers came later, with an index of their own (`answerIndex`).
  outcome === 'accepted' || outcome === 'acknowledged' ? [] : [bit],
);

/**
 * The search index. `found` has the tokens of each buzz under its row number in `buzz`, which is never vacuumed, so that the
 * number stays. The texts are in the entries. `secure-delete` removes deleted tokens at once.
 */
export const searchTables = `
  ALTER TABLE buzz ADD COLUMN outcomes INTEGER NOT NULL DEFAULT 0;
  ${rare.map((bit) => `CREATE INDEX buzz_outcome_${bit} ON buzz (created_at DESC, id DESC) WHERE outcomes & ${bit};`).join('\n')}
  CREATE VIRTUAL TABLE found USING fts5(words, content = '', columnsize = 0, tokenize = 'ascii', prefix = '4');
  INSERT INTO found (found, rank) VALUES ('secure-delete', 1);`;

/** The index of buzzes that a person has acknowledged. */
export const answerIndex = `CREATE INDEX buzz_outcome_${outcomeBits.acknowledged} ON buzz (created_at DESC, id DESC)
  WHERE outcomes & ${outcomeBits.acknowledged};`;

/** Indexes all buzzes anew: the form in which texts are compared has changed since they were written. */
export const refillSearch = (db: Database.Database): void => {
  db.exec("INSERT INTO found (found) VALUES ('delete-all')");
  const first = db.prepare('SELECT body FROM entry WHERE buzz_id = ? ORDER BY seq LIMIT 1');
  const index = db.prepare('INSERT INTO found (rowid, words) VALUES (?, ?)');
  for (const { n, id } of db.prepare('SELECT rowid AS n, id FROM buzz').all() as { n: number; id: string }[]) {
    const [row] = first.all(id) as { body: string }[];
    const entry = row ? readEntry(row.body) : null;
    if (entry?.kind === 'confirmed') index.run(n, indexed(entry));
  }
};

/** Indexes the backups of buzzes that were written before a search found them by those. */
export const indexBackups = (db: Database.Database): void => {
  const opened = `SELECT buzz.rowid AS n, body FROM entry JOIN buzz ON buzz.id = entry.buzz_id WHERE body LIKE '%"backups":{%'`;
  const unindex = db.prepare("INSERT INTO found (found, rowid, words) VALUES ('delete', ?, ?)");
  const index = db.prepare('INSERT INTO found (rowid, words) VALUES (?, ?)');
  for (const { n, body } of db.prepare(opened).all() as { n: number; body: string }[]) {
    const entry = readEntry(body);
    if (entry?.kind !== 'confirmed' || !entry.backups) continue;
    unindex.run(n, indexed({ ...entry, backups: undefined }));
    index.run(n, indexed(entry));
  }
};

/** Fills outcomes and words from the entries of an older ledger. */
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
