import { readdirSync } from 'node:fs';
import { type Problem, problem } from '../contract/advice/problem';
import { draftsShape, groupsShape, recentShape, roomsShape, settingsShape } from './file-shapes';
import { type FileShape, readAside } from './stored-file';
import { vaultShape } from './vault';

const shapes: readonly FileShape<unknown>[] = [
  settingsShape,
  groupsShape,
  draftsShape,
  roomsShape,
  recentShape,
  vaultShape,
];

/**
 * Finds the damage that this data folder has had. The files that were set aside tell of it: whatever becomes of the program
 * that found the damage, the next one knows.
 */
export const findDamage = (folder: string): readonly Problem[] => {
  const files = filesAside(folder);
  return files.flatMap(({ file, name }) => {
    if (name === 'ledger') return problem('ledger-damaged', { file });
    const shape = shapes.find((each) => each.name === name);
    return shape ? readAside(shape, folder, file) : [];
  });
};

/** The names of files that were set aside, and of what they held. */
export const filesAside = (folder: string): readonly { file: string; name: string }[] => {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  // Of a ledger only its log may have been left.
  const files = new Set(names.map((name) => name.replace(/-wal$/, '')));
  return [...files].sort().flatMap((file) => {
    const [, name] = /^([a-z]+)\.damaged-[^.]*\.(?:json|db)$/.exec(file) ?? [];
    return name === undefined ? [] : { file, name };
  });
};
