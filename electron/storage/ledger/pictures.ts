import type { BuzzId } from '../../contract/model/ids';
import type { PictureId } from '../../contract/model/message/picture';
import type { Entry } from '../../core/buzz/record/entry';
import type { Prepare } from './statements';

/** The pictures of buzzes: which files are still needed, and which app has a key for one. */
export const pictureTable = `CREATE TABLE picture (
     buzz_id TEXT NOT NULL,
     id TEXT NOT NULL,
     app TEXT,
     key TEXT,
     at INTEGER NOT NULL,
     PRIMARY KEY (buzz_id, id)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX picture_of_app ON picture (id, app);`;

/** Notes what an entry says of pictures. A key that Feishu refused is forgotten, also for the buzz it came from. */
export const storePictures = (prepare: Prepare, buzz: BuzzId, entry: Entry): void => {
  switch (entry.kind) {
    case 'confirmed':
      for (const { id } of entry.pictures ?? [])
        prepare('INSERT OR REPLACE INTO picture (buzz_id, id, at) VALUES (?, ?, ?)').run(buzz, id, entry.at);
      return;
    case 'picture-uploaded':
      prepare('UPDATE picture SET app = ?, key = ?, at = ? WHERE buzz_id = ? AND id = ?').run(
        entry.app,
        entry.key,
        entry.at,
        buzz,
        entry.picture,
      );
      return;
    case 'picture-failed':
      prepare(
        `UPDATE picture SET key = NULL WHERE id = ?1 AND key = (SELECT key FROM picture WHERE buzz_id = ?2 AND id = ?1)`,
      ).run(entry.picture, buzz);
      return;
  }
};

/** The key that an app got last for a picture; null: none that still works. */
export const pictureKey = (prepare: Prepare, app: string, id: PictureId): string | null => {
  const [row] = prepare(
    'SELECT key FROM picture WHERE id = ? AND app = ? AND key IS NOT NULL ORDER BY at DESC LIMIT 1',
  ).all(id, app) as { key: string }[];
  return row?.key ?? null;
};

/** The pictures of all buzzes. */
export const picturesOf = (prepare: Prepare): ReadonlySet<PictureId> =>
  new Set((prepare('SELECT DISTINCT id FROM picture').all() as { id: PictureId }[]).map(({ id }) => id));
