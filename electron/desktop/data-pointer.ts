import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { pointerName } from './data-files';

/** Where the data that belong to `base` are; `missing` is the folder they were moved to when it is not there now. */
export interface DataPlace {
  home: string;
  missing: string | null;
}

/** Follows the note that a move left in the folder the app would use by itself. */
export const followPointer = (base: string): DataPlace => {
  const moved = read(join(base, pointerName));
  if (moved === null) return { home: base, missing: null };
  // Made anew on a disk that is not connected, it would be an empty folder in the wrong place.
  return existsSync(moved) ? { home: moved, missing: null } : { home: base, missing: moved };
};

/** Leaves the note: from the next start on the data are in `folder`. */
export const writePointer = (base: string, folder: string): void =>
  writeFileSync(join(base, pointerName), `${JSON.stringify({ folder })}\n`, { mode: 0o600 });

const read = (file: string): string | null => {
  try {
    const note: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof note !== 'object' || note === null || !('folder' in note)) return null;
    return typeof note.folder === 'string' && isAbsolute(note.folder) ? note.folder : null;
  } catch {
    return null;
  }
};
