import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isOurCopy, isOurs, pointerName } from './our-files';
import { movedFolders } from './pointer';

/**
 * Deletes everything this program wrote: in the folder in use, in the one it would use by itself, and in every folder the
 * data were ever moved to, since a move leaves a copy. To be called once nothing writes any more. Answers with the
 * folders that may still hold files: they cannot be reached, or not be written to.
 */
export const deleteEverything = (place: { base: string; home: string }): readonly string[] => {
  const own = new Set([place.home, place.base]);
  const copies = movedFolders(place.base).filter((folder) => !own.has(folder));
  const left = [
    ...[...own].filter((folder) => !clear(folder, isOurs)),
    // A person may use such a folder for other things by now: only files by this program's names are deleted.
    ...copies.filter((folder) => !clear(folder, isOurCopy(existsSync(join(folder, 'ledger.db'))))),
  ];
  if (!remove(join(place.base, pointerName)) && !left.includes(place.base)) left.push(place.base);
  return left;
};

const clear = (folder: string, isMine: (name: string) => boolean): boolean => {
  try {
    // `map` before `every`: the first failure must not keep the others.
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
