import { rmdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, writtenIn, writtenList } from '../../storage/private/written-list';
import { pointerName } from './our-files';
import { movedFolders } from './pointer';

/**
 * Deletes what this program wrote, and nothing else: in the folder in use, in the one it would use by itself, and in every
 * folder the data were ever moved to, since a move leaves a copy. To be called once nothing writes any more. Answers with
 * the folders that may still hold something of it: they cannot be reached, or not be written to, or a file of a name that
 * the program gives is one it did not write.
 */
export const deleteEverything = (place: { base: string; home: string }): readonly string[] => {
  const folders = new Set([place.home, place.base, ...movedFolders(place.base)]);
  const left = [...folders].filter((folder) => !clear(folder));
  // The base stays the program's folder, and the runtime goes on writing there until the process is gone.
  for (const folder of folders)
    if (folder !== place.base && !left.includes(folder) && !remove(join(folder, writtenList))) left.push(folder);
  if (!remove(join(place.base, pointerName)) && !left.includes(place.base)) left.push(place.base);
  return left;
};

/** True if nothing that may be the program's is left. */
const clear = (folder: string): boolean => {
  // A link to a folder will do: it may lead to a disk.
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return false;
  const { files, trees, folders } = writtenIn(folder);
  // All are tried: the first failure must not keep the others.
  const removed = [...files, ...trees].map((name) => remove(join(folder, name))).every(Boolean);
  for (const name of folders) removeEmpty(join(folder, name));
  return removed && filesIn(folder).length === 0;
};

const remove = (path: string): boolean => {
  try {
    rmSync(path, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
};

const removeEmpty = (folder: string): void => {
  try {
    rmdirSync(folder);
  } catch {
    // Something else is in it, or it is a link.
  }
};
