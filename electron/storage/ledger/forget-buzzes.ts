import type Database from 'libsql';
import type { BuzzId } from '../../contract/model/ids';
import { readEntry } from '../../core/buzz/record/entry';
import { dropInbox } from '../inbox/inbox-table';
import { dropHeard } from './heard';
import { indexed } from './search-index';

/**
 * Deletes settled buzzes made before `before` in one transaction, except those in `kept`. Nothing of them stays on disk:
 * `secure_delete` overwrites their rows, the index drops their words, and the log is folded into the file.
 */
export const forgetBuzzes = (
  db: Database.Database,
  before: number,
  kept: ReadonlySet<BuzzId>,
  countedSince: number,
): readonly BuzzId[] => {
  const settled = `SELECT rowid AS n, id FROM buzz WHERE created_at < ? AND state <> 'running' AND armed = 0
     AND id NOT IN (SELECT buzz_id FROM reminding)`;
  const old = db.prepare(settled).all(before) as { n: number; id: BuzzId }[];
  const gone = old.filter(({ id }) => !kept.has(id));
  const first = db.prepare('SELECT body FROM entry WHERE buzz_id = ? ORDER BY seq LIMIT 1');
  const unindex = db.prepare("INSERT INTO found (found, rowid, words) VALUES ('delete', ?, ?)");
  const dropEntries = db.prepare('DELETE FROM entry WHERE buzz_id = ?');
  const dropMessages = db.prepare('DELETE FROM message WHERE buzz_id = ?');
  const dropBuzz = db.prepare('DELETE FROM buzz WHERE id = ?');
  const dropPictures = db.prepare('DELETE FROM picture WHERE buzz_id = ?');
  const last = db.prepare('SELECT max(at) AS at FROM entry WHERE buzz_id = ?');
  const lastOf = (id: BuzzId) => (last.all(id) as { at: number | null }[])[0]?.at ?? 0;
  const others = db.transaction(() => {
    // What people answered to these buzzes is not to come back as a message to the bot.
    const newest = gone.reduce((time, { id }) => Math.max(time, lastOf(id)), 0);
    for (const { n, id } of gone) {
      const [row] = first.all(id) as { body: string }[];
      const entry = row ? readEntry(row.body) : null;
      // The index keeps no text: the words to remove come from the entry.
      if (entry?.kind === 'confirmed') unindex.run(n, indexed(entry));
      dropEntries.run(id);
      dropMessages.run(id);
      dropBuzz.run(id);
      dropPictures.run(id);
    }
    // Each of these rows has a person's id. The newer ones are still needed for the month's budget.
    db.prepare('DELETE FROM paid WHERE at < ?').run(Math.min(before, countedSince));
    db.prepare('DELETE FROM setback WHERE at < ?').run(before);
    db.prepare('DELETE FROM name WHERE at < ?').run(before);
    db.prepare('DELETE FROM used_up WHERE at < ?').run(before);
    const prepare = (sql: string) => db.prepare(sql);
    return dropHeard(prepare, before, 'all') + dropInbox(prepare, before, newest);
  })();
  if (gone.length + others > 0) db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
  return gone.map(({ id }) => id);
};
