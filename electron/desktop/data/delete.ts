import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isOurCopy, isOurs, pointerName } from './our-files';
import { movedFolders } from './pointer';

/**
 * Deletes everything this program wrote: in the folder in use, in the one it would use by itself, and in every folder the
 * data were ever moved to, since a move leaves a copy. To be called when nothing writes any more. Answers with the
 * folders where something may be left: they cannot be reached, or not be written to.
 */
export const deleteEverything = (place: { base: string; home: string }): readonly string[] => {
  const own = new Set([place.home, place.base]);
  const copies = movedFolders(place.base).filter((folder) => !own.has(folder));
  const left = [
    ...[...own].filter((folder) => !clear(folder, isOurs)),
    // A person may have used such a folder for other things since: only what has our names, in folders only beside it.
    ...copies.filter((folder) => !clear(folder, isOurCopy(existsSync(join(folder, 'ledger.db'))))),
  ];
  if (!remove(join(place.base, pointerName)) && !left.includes(place.base)) left.push(place.base);
  return left;
};

const clear = (folder: string, isMine: (name: string) => boolean): boolean => {
  try {
    // Each of them is tried, whatever became of the one before.
    return readdirSync(folder)
      .filter(isMine)
      .map((name) => remove(join(folder, name)))
      .every(Boolean);
  } catch {
    return false;
  }
};

const remove = (path: string): boolean => {
  try {
    rmSync(path, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
};
