import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { writePrivateSync } from '../../storage/private/private-files';
import { pointerName } from './our-files';

/** The folder of the data that belong to `base`; `missing` is the folder they were moved to, while it cannot be found. */
export interface DataPlace {
  home: string;
  missing: string | null;
}

/** Follows the note that a move has left in the folder that the app would use by itself. */
export const followPointer = (base: string): DataPlace => {
  const moved = read(base)?.folder;
  if (moved === undefined) return { home: base, missing: null };
  // A missing folder is not made anew: its disk is not connected, and the new one would be empty and in the wrong place.
  return existsSync(moved) ? { home: moved, missing: null } : { home: base, missing: moved };
};

/** True if there is a note that cannot be read: then the newest data may be anywhere. */
export const isPointerDamaged = (base: string): boolean => existsSync(join(base, pointerName)) && read(base) === null;

/** Every folder that the data of `base` were ever moved to: each still holds them as they were on that day. */
export const movedFolders = (base: string): readonly string[] => {
  const note = read(base);
  return note ? [note.folder, ...note.earlier] : [];
};

/** Writes the note: from the next start on the data are in `folder`. Earlier folders stay in the note. */
export const writePointer = (base: string, folder: string): void => {
  const earlier = movedFolders(base).filter((each) => each !== folder && each !== resolve(base));
  writePrivateSync(join(base, pointerName), `${JSON.stringify({ folder, earlier })}\n`);
};

const isFolder = (value: unknown): value is string => typeof value === 'string' && isAbsolute(value);

const read = (base: string): { folder: string; earlier: readonly string[] } | null => {
  try {
    const note: unknown = JSON.parse(readFileSync(join(base, pointerName), 'utf8'));
    if (typeof note !== 'object' || note === null || !('folder' in note) || !isFolder(note.folder)) return null;
    const earlier: readonly unknown[] = 'earlier' in note && Array.isArray(note.earlier) ? note.earlier : [];
    return { folder: note.folder, earlier: earlier.filter(isFolder) };
  } catch {
    return null;
  }
};
