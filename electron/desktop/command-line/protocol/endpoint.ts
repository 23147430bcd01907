import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The socket of the running app, and the token that it wants. The file is readable by its owner only. */
export interface Endpoint {
  socket: string;
  token: string;
  pid: number;
  /** True for an app on a virtual display, where no person sees its windows. */
  virtual: boolean;
}

interface System {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  uid: number | null;
}

/** Longest path of a socket (bytes): its address holds 108 on Linux and 104 on macOS. */
const longest = 99;

const fileOf = (home: string) => join(home, 'command-line.json');

/** Makes a folder that only this user can enter; null when another user owns it, or a link stands in its place. */
const privateFolder = (path: string, uid: number | null): string | null => {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const { mode, uid: owner } = lstatSync(path);
    const folder = (mode & 0o170000) === 0o040000;
    if (!folder || (uid !== null && owner !== uid)) return null;
    if ((mode & 0o077) !== 0) chmodSync(path, 0o700);
    return path;
  } catch {
    return null;
  }
};

/**
 * The socket for this data folder, named by a hash of the folder's path, since the path itself may be too long. On Windows
 * a named pipe. null when this user has no private folder to put it in.
 */
export const socketPath = (home: string, { platform, env, uid }: System): string | null => {
  const name = createHash('sha256').update(resolve(home)).digest('hex').slice(0, 16);
  if (platform === 'win32') return `\\\\.\\pipe\\feishu-buzz-${name}`;
  const own = `feishu-buzz-${uid ?? 'me'}`;
  const folders = [env.XDG_RUNTIME_DIR && join(env.XDG_RUNTIME_DIR, 'feishu-buzz'), join(tmpdir(), own), `/tmp/${own}`];
  for (const folder of folders) {
    if (!folder) continue;
    const path = join(folder, `${name}.sock`);
    if (Buffer.byteLength(path) <= longest && privateFolder(folder, uid)) return path;
  }
  return null;
};

/** Tells clients where to find the app. Written beside and moved into place, so that no client reads half of it. */
export const writeEndpoint = (home: string, endpoint: Endpoint): void => {
  const beside = `${fileOf(home)}.${endpoint.pid}`;
  rmSync(beside, { force: true });
  writeFileSync(beside, JSON.stringify(endpoint), { mode: 0o600, flag: 'wx' });
  renameSync(beside, fileOf(home));
};

/** Finds the running app; null when no app has written its endpoint, or the file cannot be read. */
export const readEndpoint = (home: string): Endpoint | null => {
  try {
    const { socket, token, pid, virtual }: Partial<Endpoint> = JSON.parse(readFileSync(fileOf(home), 'utf8'));
    if (typeof socket !== 'string' || typeof token !== 'string' || typeof pid !== 'number') return null;
    return { socket, token, pid, virtual: virtual === true };
  } catch {
    return null;
  }
};

/** Removes the endpoint, unless another instance has put its own there meanwhile. */
export const removeEndpoint = (home: string, token: string): void => {
  if (readEndpoint(home)?.token === token) rmSync(fileOf(home), { force: true });
};
