import { realpathSync, statSync } from 'node:fs';
import { parseJson } from '../../core/text/read-text';

/** Where a ledger's file lies, as it is noted inside it: a copy of the file brings the note of the original along. */
interface Place {
  /** Number of the file on its disk. */
  ino: string;
  /** Time at which it was made (ns since the epoch); 0 where the disk does not note it. */
  born: string;
  path: string;
}

/** The place of a file, as text; empty when it cannot be told. */
export const placeOf = (file: string): string => {
  try {
    const { ino, birthtimeNs } = statSync(file, { bigint: true });
    const place: Place = { ino: String(ino), born: String(birthtimeNs), path: realpathSync(file) };
    return JSON.stringify(place);
  } catch {
    return '';
  }
};

const isPlace = (value: unknown): value is Place =>
  typeof value === 'object' && value !== null && 'ino' in value && 'born' in value && 'path' in value;

/**
 * Tells whether a file that is `here` is the one that was noted, under whatever name, rather than its copy. Some disks
 * number their files anew, so one of the same age at the same path is taken for the same. Without a note it is no copy.
 */
export const isSamePlace = (noted: string, here: string): boolean => {
  const [then, now] = [parseJson(noted), parseJson(here)];
  if (!isPlace(then) || !isPlace(now)) return true;
  if (then.born === '0' || now.born === '0') return then.ino === now.ino;
  return then.born === now.born && (then.ino === now.ino || then.path === now.path);
};
