import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  futimesSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { errorCodeOf, fileErrorCodeOf } from '../core/text/error-code';

// One process owns a data folder, and a lock of the system on a file inside it proves so. The system drops the lock with
// the process, however it ends; nothing outside of the folder has a say. Loaded before the tray shows, so kept small.

/**
 * The file that carries the lock. It is never deleted by the program: a process that opens a new file would get a lock of
 * its own. Its content, the owner's process id, is for messages alone.
 */
export const ownerFile = 'owner.lock';

/** The process that owns the folder, until it ends. */
export interface DataOwner {
  /**
   * To be called when the lock's file may have been removed or replaced, which opens the folder to another process: locks
   * the one that stands there now. False: another process was faster.
   */
  renew(): boolean;
  /** Gives the folder up while the process goes on. */
  release(): void;
}

/**
 * `taken`: another process owns the folder, or looks this very moment whether one does. `unproven`: this folder or system
 * has no such locks (`reason` is a code), so the folder has no owner that could be proved.
 */
export type Claim = { kind: 'owned'; owner: DataOwner } | { kind: 'taken' } | { kind: 'unproven'; reason: string };

/** What can be known of a folder's owner without becoming it. Times in ms since the epoch. */
export type FoundOwner = { kind: 'none' } | { kind: 'owned'; pid: number | null; since: number } | { kind: 'unknown' };

/** The used part of fs-native-extensions. Throws an error with the system's code. */
interface Locks {
  tryLock(fd: number, offset: number, length: number, exclusive: boolean): void;
}

/**
 * Locks its range at most once per open file, and drops it with that file alone: Linux by an open file description lock,
 * macOS by flock, Windows by LockFileEx. The native part is loaded directly, since its loader takes longer than the tray.
 */
const locks = (): Locks =>
  createRequire(import.meta.url)(
    `fs-native-extensions/prebuilds/${process.platform}-${process.arch}/fs-native-extensions.node`,
  );

/** The locked range. On Windows nothing else may touch it, so it lies behind the content: backups can read the file. */
const range = process.platform === 'win32' ? { offset: 2 ** 30, length: 1 } : { offset: 0, length: 0 };

/** Codes of a lock that another process holds. */
const heldCodes = new Set(['EAGAIN', 'EWOULDBLOCK', 'EBUSY', 'EACCES']);

const openFlags = constants.O_RDWR | (constants.O_NOFOLLOW ?? 0);

const isFileAt = (fd: number, path: string): boolean => {
  try {
    const there = statSync(path, { bigint: true });
    const held = fstatSync(fd, { bigint: true });
    return there.ino === held.ino && there.dev === held.dev;
  } catch {
    return false;
  }
};

/** Locks the file, or answers with the system's reason. */
const tryLock = (fd: number): 'locked' | 'held' | { reason: string } => {
  try {
    locks().tryLock(fd, range.offset, range.length, true);
    return 'locked';
  } catch (error) {
    const code = errorCodeOf(error) ?? 'ENOLCK';
    return heldCodes.has(code) ? 'held' : { reason: code };
  }
};

/** Notes who holds the lock since when. A full disk takes no content: then the time alone is noted. */
const sign = (fd: number): void => {
  try {
    ftruncateSync(fd);
    const now = new Date();
    futimesSync(fd, now, now);
    writeSync(fd, `${process.pid}\n`, 0);
  } catch {
    // The lock is what counts.
  }
};

/** Opens and locks the file; answers with its descriptor. */
const lockFile = (path: string): { fd: number } | Exclude<Claim, { kind: 'owned' }> => {
  for (;;) {
    let fd: number;
    try {
      fd = openSync(path, openFlags | constants.O_CREAT, 0o600);
    } catch (error) {
      return { kind: 'unproven', reason: fileErrorCodeOf(error) };
    }
    const locked = tryLock(fd);
    if (locked === 'locked' && isFileAt(fd, path)) {
      sign(fd);
      return { fd };
    }
    closeSync(fd);
    if (locked === 'held') return { kind: 'taken' };
    if (locked !== 'locked') return { kind: 'unproven', reason: locked.reason };
    // The file was replaced between opening and locking it.
  }
};

/** Makes this process the owner of a data folder, if no other one is. Writes nothing but the lock's own file. */
export const claimData = (home: string): Claim => {
  const path = join(home, ownerFile);
  const locked = lockFile(path);
  if (!('fd' in locked)) return locked;
  let { fd } = locked;
  return {
    kind: 'owned',
    owner: {
      renew: () => {
        if (isFileAt(fd, path)) return true;
        const again = lockFile(path);
        if (!('fd' in again)) return false;
        closeSync(fd);
        ({ fd } = again);
        return true;
      },
      release: () => closeSync(fd),
    },
  };
};

/** Looks whether a process owns the folder. Takes the lock for a moment, so a claim of that moment has to be repeated. */
export const findOwner = (home: string): FoundOwner => {
  const path = join(home, ownerFile);
  let fd: number;
  try {
    fd = openSync(path, openFlags);
  } catch (error) {
    return { kind: errorCodeOf(error) === 'ENOENT' ? 'none' : 'unknown' };
  }
  try {
    const locked = tryLock(fd);
    if (locked === 'locked') return { kind: 'none' };
    if (locked !== 'held') return { kind: 'unknown' };
    const pid = Number.parseInt(readFileSync(fd, 'utf8'), 10);
    return { kind: 'owned', pid: pid > 0 ? pid : null, since: Math.floor(fstatSync(fd).mtimeMs) };
  } finally {
    closeSync(fd);
  }
};
