import type Database from 'libsql';
import type { ActivityRow } from '../../contract/model/board';
import type { ActivityQuery } from '../../core/buzz/record/ledger';
import { parseJson } from '../../core/text/read-text';
import { matching, outcomeBits } from './search-index';

/** Lists a page of buzzes, newest first. A search answers in the order of their rows, whatever the clock said. */
export const listBuzzes = (db: Database.Database, page: ActivityQuery): readonly ActivityRow[] => {
  const { before, limit, query = '', outcome = null } = page;
  const match = matching(query);
  // Written out, not bound: SQLite uses a partial index only where it sees the index's own condition.
  const having = outcome === null ? '' : `AND outcomes & ${outcomeBits[outcome]}`;
  // A rare outcome with a common word: the few rows of the outcome come from its index, so that not every buzz with the
  // word is read. The plus keeps SQLite from asking the word index again for each of them.
  const among =
    outcome === null || outcome === 'accepted'
      ? having
      : `AND +found.rowid IN (SELECT rowid FROM buzz WHERE outcomes & ${outcomeBits[outcome]})`;
  const from = before === null ? [] : [before];
  const rows =
    match === null
      ? db
          .prepare(
            `SELECT row FROM buzz
             WHERE ${before === null ? 'true' : '(created_at, id) < (SELECT created_at, id FROM buzz WHERE id = ?)'} ${having}
             ORDER BY created_at DESC, id DESC LIMIT ?`,
          )
          .all(...from, limit)
      : db
          .prepare(
            `SELECT buzz.row AS row FROM found CROSS JOIN buzz ON buzz.rowid = found.rowid
             WHERE found MATCH ? ${before === null ? '' : 'AND found.rowid < (SELECT rowid FROM buzz WHERE id = ?)'} ${among}
             ORDER BY found.rowid DESC LIMIT ?`,
          )
          .all(match, ...from, limit);
  return (rows as { row: string }[]).flatMap(({ row }) => readRow(row) ?? []);
};

/** A row as it is stored. Version 0.1 stored no loudest channel, no recall, no answers and no pictures. */
const readRow = (stored: string): ActivityRow | undefined => {
  const row = parseJson(stored) as ActivityRow | undefined;
  return (
    row && {
      ...row,
      loudest: row.loudest ?? row.channel,
      recalled: row.recalled ?? false,
      acknowledged: row.acknowledged ?? 0,
      pictures: row.pictures ?? 0,
    }
  );
};
