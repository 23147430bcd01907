import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { type Problem, problem } from '../../contract/advice/problem';
import { fileErrorCodeOf } from '../../core/text/error-code';
import { closeFolder, copyPrivate, makePrivateFolder } from '../../storage/private/private-files';
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
 * nothing writes any more. The old data stay, as a copy of that day; a failed copy is deleted.
 */
export const moveData = (place: { base: string; home: string }, folder: string): Problem | null => {
  try {
    makePrivateFolder(folder);
    if (closeFolder(folder) === 'foreign') return problem('move-foreign');
    for (const file of filesOf(place.home)) {
      const [from, to] = [join(place.home, file), join(folder, file)];
      makePrivateFolder(resolve(to, '..'));
      copyPrivate(from, to);
      if (digest(from) !== digest(to)) throw Object.assign(new Error('the copy differs'), { code: 'EIO' });
    }
    writePointer(place.base, resolve(folder));
    return null;
  } catch (reason) {
    discard(folder);
    return problem('move-failed', { reason: fileErrorCodeOf(reason) });
  }
};

const filesOf = (folder: string, below = ''): readonly string[] =>
  readdirSync(join(folder, below)).flatMap((name) => {
    if (below === '' && !isMoved(name)) return [];
    const path = join(below, name);
    const kind = statSync(join(folder, path), { throwIfNoEntry: false });
    if (kind?.isDirectory()) return filesOf(folder, path);
    return kind?.isFile() ? [path] : [];
  });

const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Deletes a failed copy as far as possible: the disk may be gone, which is why the move failed. */
const discard = (folder: string): void => {
  try {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
  } catch {
    // Nothing uses the files that are left there.
  }
};
