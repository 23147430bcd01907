import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type Problem, problem } from '../../contract/advice/problem';
import { fileErrorCodeOf } from '../../core/text/error-code';
import { closeFolder, copyPrivate, makePrivateFolder } from '../../storage/private/private-files';
import { beginList, writtenList } from '../../storage/private/written-list';
import { isMoved } from './our-files';
import { writePointer } from './pointer';

/** The reason why the data cannot be moved there, or null. */
export const moveHindrance = (home: string, folder: string): Problem | null => {
  const way = relative(resolve(home), resolve(folder));
  if (way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !/^[A-Za-z]:/.test(way)))
    return problem('move-inside');
  try {
    return existsSync(folder) && readdirSync(folder).length > 0 ? problem('move-not-empty') : null;
  } catch (reason) {
    return problem('move-failed', { reason: fileErrorCodeOf(reason) });
  }
};

/**
 * Copies the data, reads the copy back, and only then writes the note that makes the next start use it. To be called once
 * nothing writes any more. The old data stay, as a copy of that day; of a failed copy only what was copied is deleted.
 */
export const moveData = (place: { base: string; home: string }, folder: string): Problem | null => {
  // Something may have been put there since the person chose it.
  const hindrance = moveHindrance(place.home, folder);
  if (hindrance) return hindrance;
  const made: string[] = [];
  const makeFolder = (path: string) => {
    const missing = missingOn(path);
    makePrivateFolder(path);
    made.push(...missing);
  };
  try {
    makeFolder(folder);
    if (closeFolder(folder) === 'foreign') return problem('move-foreign');
    for (const file of filesOf(place.home)) {
      const [from, to] = [join(place.home, file), join(folder, file)];
      makeFolder(dirname(to));
      copyPrivate(from, to);
      made.push(to);
      if (digest(from) !== digest(to)) throw Object.assign(new Error('the copy differs'), { code: 'EIO' });
    }
    if (beginList(folder)) made.push(join(folder, writtenList));
    writePointer(place.base, resolve(folder));
    return null;
  } catch (reason) {
    for (const path of made.reverse()) discard(path);
    return problem('move-failed', { reason: fileErrorCodeOf(reason) });
  }
};

/** The folders that have to be made for this one, outermost first. */
const missingOn = (path: string): readonly string[] =>
  existsSync(path) ? [] : [...missingOn(dirname(path)), resolve(path)];

/** Files to copy. Links to folders are left out: they may lead in a circle. */
const filesOf = (folder: string, below = ''): readonly string[] =>
  readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    if (below === '' && !isMoved(entry.name)) return [];
    const path = join(below, entry.name);
    if (entry.isDirectory()) return filesOf(folder, path);
    return statSync(join(folder, path), { throwIfNoEntry: false })?.isFile() ? [path] : [];
  });

const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Deletes a file, or an empty folder, as far as possible: the disk may be gone, which is why the move failed. */
const discard = (path: string): void => {
  try {
    if (lstatSync(path).isDirectory()) rmdirSync(path);
    else rmSync(path);
  } catch {
    // Nothing uses what is left there, or something else is in the folder by now.
  }
};
