import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Lists what others may do in a folder and with everything below it: `logs/main.log 644`. Links are left out, since their
 * mode means nothing. An empty list: all of it is its owner's alone.
 */
export const openToOthers = (folder: string, name = ''): readonly string[] => {
  const path = join(folder, name);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found || found.isSymbolicLink()) return [];
  const below = found.isDirectory() ? readdirSync(path).sort() : [];
  return [
    ...((found.mode & 0o077) === 0 ? [] : [`${name} ${(found.mode & 0o777).toString(8)}`]),
    ...below.flatMap((each) => openToOthers(folder, join(name, each))),
  ];
};
