import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Answer, failed, ok, problem } from '../../contract/advice/problem';
import { PictureId } from '../../contract/model/message/picture';
import { fileErrorCodeOf } from '../../core/text/error-code';
import { makePrivateFolder, writePrivate } from '../private/private-files';

/** The files of pictures, one each, in drafts and in buzzes that are kept. */
export interface KeptPictures {
  /** Keeps a picture, on disk when this answers. The same bytes have the same id, so that they are kept and uploaded once. */
  keep(bytes: Uint8Array): Promise<Answer<PictureId>>;
  /** The bytes of a picture; null: its file is gone, or cannot be read. */
  read(id: PictureId): Promise<Uint8Array | null>;
  has(id: PictureId): Promise<boolean>;
  /**
   * Deletes every file but those that are needed, and (unless `atOnce`) those used in the last minutes: a person may take a
   * step back.
   */
  sweep(needed: ReadonlySet<PictureId>, atOnce?: boolean): Promise<void>;
}

/** Time for which a file stays after its last use, needed or not (ms). */
const graceMs = 5 * 60_000;
/** Most files that stay for that: a page that was taken over could give pictures without end. */
const mostUnneeded = 20;

/** Keeps pictures in `folder`, which is made with the first one. `report` takes what could not be deleted, as codes. */
export const openKeptPictures = (deps: {
  folder: string;
  now: () => number;
  report: (what: string, code: string) => void;
}): KeptPictures => {
  const { folder, now, report } = deps;
  const used = new Map<PictureId, number>();
  const pathOf = (id: PictureId) => join(folder, id);
  const has = (id: PictureId) =>
    stat(pathOf(id)).then(
      (found) => found.isFile(),
      () => false,
    );
  return {
    has,
    keep: async (bytes) => {
      const { createHash } = process.getBuiltinModule('node:crypto');
      const id = PictureId.parse(`pic_${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}`);
      used.set(id, now());
      try {
        if (await has(id)) return ok(id);
        makePrivateFolder(folder);
        await writePrivate(pathOf(id), (file) => file.writeFile(bytes));
        return ok(id);
      } catch (reason) {
        return failed(problem('storage-failed', { reason: fileErrorCodeOf(reason) }));
      }
    },
    read: async (id) => {
      used.set(id, now());
      return readFile(pathOf(id)).catch(() => null);
    },
    sweep: async (needed, atOnce = false) => {
      const names = await readdir(folder).catch(() => []);
      const usedAt = (id: PictureId) => used.get(id) ?? Number.NEGATIVE_INFINITY;
      // A name that this program does not give is not its file.
      const unneeded = names
        .flatMap((name) => PictureId.safeParse(name).data ?? [])
        .filter((id) => !needed.has(id))
        .sort((one, other) => usedAt(other) - usedAt(one));
      for (const [index, id] of unneeded.entries()) {
        if (!atOnce && index < mostUnneeded && now() - usedAt(id) < graceMs) continue;
        await rm(pathOf(id), { force: true }).catch((reason: unknown) => report('pictures', fileErrorCodeOf(reason)));
      }
    },
  };
};
