import type Database from 'libsql';
import { summaryOf } from '../../core/buzz/record/board-of';
import { recordOf } from '../../core/buzz/record/record';
import { bitsOf, outcomeBits } from './outcome-bits';
import { readEntry } from './read-entry';
import { indexed } from './search-index';

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
