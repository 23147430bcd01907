import { chmodSync, lstatSync, mkdtempSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makePrivateFolder, writePrivateSync } from '../../../storage/private/private-files';

/** The socket of the running app, and the token that both ends know. The file is readable by its owner only. */
export interface Endpoint {
  /** Version of the messages that are understood there. */
  protocol: number;
  socket: string;
  token: string;
  pid: number;
  /** True for an app on a virtual display, where no person sees its windows. */
  virtual: boolean;
}

/** A stored endpoint also names the data folder that it was written for. */
type StoredEndpoint = Endpoint & { folder: string };

export interface System {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  uid: number | null;
}

const pipePrefix = '\\\\.\\pipe\\feishu-buzz-';

/** Longest path of a socket (bytes): its address holds 108 on Linux and 104 on macOS. */
const longest = 99;

export const endpointFile = 'command-line.json';
const fileOf = (home: string) => join(home, endpointFile);

/** The folder in the data folder that holds the socket and nothing else, so that changes in it can be watched. */
export const socketFolder = 'command-line';
const socketName = 'app.sock';
/** Name of such a folder among temporary files; six letters of chance follow. */
const temporaryName = 'feishu-buzz-';

const isFolder = (mode: number): boolean => (mode & 0o170000) === 0o040000;

const isPrivate = (path: string, uid: number | null): boolean => {
  const { mode, uid: owner } = lstatSync(path);
  return isFolder(mode) && (uid === null || owner === uid) && (mode & 0o077) === 0;
};

/** The folder in the data folder, closed to others and without an old socket; null when there cannot be one. */
const ownFolder = (home: string, uid: number | null): string | null => {
  const path = join(home, socketFolder);
  try {
    makePrivateFolder(path);
    // A copied folder may be open to others; a link, or another user's folder, is not ours to use.
    if (isFolder(lstatSync(path).mode)) chmodSync(path, 0o700);
    if (!isPrivate(path, uid)) return null;
    rmSync(join(path, socketName), { force: true });
    return path;
  } catch {
    return null;
  }
};

/** A folder of an unguessable name for temporary files; null where there cannot be one. */
const temporaryFolder = (parent: string): string | null => {
  try {
    return mkdtempSync(join(parent, temporaryName));
  } catch {
    return null;
  }
};

/**
 * Places for a socket, best first, each made when it is asked for: in the data folder, where nothing is aged or wiped and
 * no other user can stand in its place; else, where the path would be too long or the disk has no sockets, among
 * temporary files. On Windows a pipe of an unguessable name.
 */
export function* socketPlaces(home: string, { platform, env, uid }: System): Generator<string> {
  if (platform === 'win32') {
    yield `${pipePrefix}${Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('hex')}`;
    return;
  }
  const fits = (folder: string) => Buffer.byteLength(join(folder, socketName)) <= longest;
  if (fits(join(home, socketFolder))) {
    const own = ownFolder(home, uid);
    if (own !== null) yield join(own, socketName);
  }
  for (const parent of [env.XDG_RUNTIME_DIR, tmpdir(), '/tmp']) {
    const folder = parent && fits(join(parent, `${temporaryName}123456`)) ? temporaryFolder(parent) : null;
    if (folder !== null) yield join(folder, socketName);
  }
}

/** Removes a socket, and its folder unless something else is in it. */
export const removeSocket = (socket: string, platform: NodeJS.Platform): void => {
  if (platform === 'win32') return;
  try {
    rmSync(socket, { force: true });
    rmdirSync(dirname(socket));
  } catch {
    // It is gone, or used by others.
  }
};

/**
 * Who can stand at a socket: `ours` if it and its folder belong to this user alone, else `foreign`; `gone` if there is
 * none. Pipes of Windows cannot be looked at: there the app's proof is the check.
 */
export const standingAt = (
  socket: string,
  { platform, uid }: Pick<System, 'platform' | 'uid'>,
): 'ours' | 'foreign' | 'gone' => {
  if (platform === 'win32') return socket.startsWith(pipePrefix) ? 'ours' : 'foreign';
  try {
    const { mode, uid: owner } = lstatSync(socket);
    const ours = (mode & 0o170000) === 0o140000 && (uid === null || owner === uid);
    return ours && isPrivate(dirname(socket), uid) ? 'ours' : 'foreign';
  } catch {
    return 'gone';
  }
};

/** Which folder this is, whatever its name: its copy is another one, and so is one that has taken its place. */
const folderOf = (home: string): string | null => {
  try {
    const { dev, ino } = statSync(home, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return null;
  }
};

/** Tells clients where to find the app: whole, so that no client reads half of it. */
export const writeEndpoint = (home: string, endpoint: Endpoint): void => {
  const stored: StoredEndpoint = { ...endpoint, folder: folderOf(home) ?? '' };
  writePrivateSync(fileOf(home), JSON.stringify(stored));
};

/**
 * Finds the running app. null: no app has written its endpoint, the file cannot be read, or it came here with a copy of
 * another data folder and leads to that one's app. An app of another version may have written less: `protocol` is 0 then.
 */
export const readEndpoint = (home: string): Endpoint | null => {
  try {
    const stored: Partial<StoredEndpoint> = JSON.parse(readFileSync(fileOf(home), 'utf8'));
    const { protocol = 0, socket, token, pid, virtual, folder } = stored;
    if (typeof socket !== 'string' || typeof token !== 'string' || typeof pid !== 'number') return null;
    if (protocol !== 0 && folder !== folderOf(home)) return null;
    return { protocol: typeof protocol === 'number' ? protocol : -1, socket, token, pid, virtual: virtual === true };
  } catch {
    return null;
  }
};

/** Removes the endpoint: the one with this token, unless another has taken its place meanwhile; without, whatever stands there. */
export const removeEndpoint = (home: string, token?: string): void => {
  if (token === undefined || readEndpoint(home)?.token === token) rmSync(fileOf(home), { force: true });
};
