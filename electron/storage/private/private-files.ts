import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { type FileHandle, open, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCodeOf } from '../../core/text/error-code';

// Everything that the program writes is for its owner alone. All ways to write a file lead through here (a test of the
// house looks), so that no file is readable by others because one place has forgotten its mode.

const fileMode = 0o600;
const folderMode = 0o700;
/** Rights of the group and of others. */
const ofOthers = 0o077;
/** The bit of a folder that many people write to, such as the one for temporary files. */
const sticky = 0o1000;

/** Closes to others whatever this process makes from now on, also what libraries and Chromium make. */
export const makeAllPrivate = (host: { umask(mask: number): number }): void => void host.umask(ofOthers);

export const makePrivateFolder = (path: string): void => void mkdirSync(path, { recursive: true, mode: folderMode });

/** A name beside `path` that no one can have prepared. */
const besideOf = (path: string): string =>
  join(dirname(path), `.feishu-buzz-${Buffer.from(crypto.getRandomValues(new Uint8Array(8))).toString('hex')}.tmp`);

/** Writes a file whole or not at all: beside, then moved into place, so that an older file leaves neither mode nor readers. */
export const writePrivateSync = (path: string, content: string): void => {
  const beside = besideOf(path);
  try {
    writeFileSync(beside, content, { mode: fileMode, flag: 'wx' });
    renameSync(beside, path);
  } catch (reason) {
    rmSync(beside, { force: true });
    throw reason;
  }
};

/** Opens a new file in place of one that may be there. */
export const openPrivate = async (path: string): Promise<FileHandle> => {
  await rm(path, { force: true });
  return open(path, 'wx', fileMode);
};

/** Makes a new, empty file in place of one that may be there. */
export const makePrivateFile = (path: string): void => {
  rmSync(path, { force: true });
  writeFileSync(path, '', { mode: fileMode, flag: 'wx' });
};

/** Copies a file to a name that is still free. */
export const copyPrivate = (from: string, to: string): void => {
  copyFileSync(from, to, constants.COPYFILE_EXCL);
  chmodSync(to, fileMode);
};

/** A file to which lines are added. */
export interface AppendedFile {
  /** Adds a text. It is on disk when this returns; throws when the disk does not take it. */
  append(text: string): void;
  close(): void;
}

/** Opens a file to add to it, and makes it where there is none. */
export const openAppended = (path: string): AppendedFile => {
  const fd = openSync(path, 'a', fileMode);
  return {
    append: (text) => {
      writeSync(fd, text);
      fsyncSync(fd);
    },
    close: () => closeSync(fd),
  };
};

const noRight = new Set(['EACCES', 'EPERM', 'EROFS']);

/**
 * Writes a file that a person has chosen, whole or not at all: what was there stays until the new one is on the disk. What
 * is no ordinary file (a pipe, a terminal) is written to as it is.
 */
export const writePrivate = async (
  chosen: string,
  content: string | ((file: FileHandle) => Promise<void>),
): Promise<void> => {
  const path = await realpath(chosen).catch(() => chosen);
  const there = statSync(path, { throwIfNoEntry: false });
  const fill = async (file: FileHandle, synced: boolean): Promise<void> => {
    try {
      if (typeof content === 'string') await file.writeFile(content);
      else await content(file);
      if (synced) await file.sync();
    } finally {
      await file.close();
    }
  };
  if (there && !there.isFile()) return fill(await open(path, 'w'), false);

  const beside = besideOf(path);
  const file = await open(beside, 'wx', fileMode).catch((reason: unknown) => {
    if (there && noRight.has(errorCodeOf(reason) ?? '')) return null;
    throw reason;
  });
  if (file === null) {
    // The folder takes no new file, but this one may be written to.
    const old = await open(path, 'w');
    await old.chmod(fileMode).catch(() => undefined);
    return fill(old, true);
  }
  try {
    await fill(file, true);
    await rename(beside, path);
  } catch (reason) {
    await rm(beside, { force: true });
    throw reason;
  }
};

/** Whether only this user can reach what is in a folder: others may have rights in it, or own it. */
export type Standing = 'private' | 'open' | 'foreign';

interface Who {
  platform: NodeJS.Platform;
  uid: number | null;
}

const thisUser = (): Who => ({ platform: process.platform, uid: process.getuid?.() ?? null });

/**
 * Closes a folder to others, and tells whether that was possible: a disk may know no rights, and another user's folder is
 * never ours. A folder that all may write to belongs to the system, not to the program, and stays as it is.
 */
export const closeFolder = (path: string, { platform, uid } = thisUser()): Standing => {
  if (platform === 'win32') return 'private';
  const { mode, uid: owner } = statSync(path);
  if (uid !== null && owner !== uid) return 'foreign';
  if ((mode & ofOthers) === 0) return 'private';
  if ((mode & sticky) !== 0) return 'open';
  return tighten(path, folderMode) && (statSync(path).mode & ofOthers) === 0 ? 'private' : 'open';
};

const tighten = (path: string, mode: number): boolean => {
  try {
    chmodSync(path, mode);
    return true;
  } catch {
    return false;
  }
};

/** Takes the rights of others from a file or folder of this user. A link is left alone, since it may lead anywhere. */
export const closePath = (path: string, { platform, uid } = thisUser()): void => {
  if (platform === 'win32') return;
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found || (found.mode & ofOthers) === 0 || (uid !== null && found.uid !== uid)) return;
  if (found.isDirectory()) tighten(path, folderMode);
  else if (found.isFile()) tighten(path, fileMode);
};
