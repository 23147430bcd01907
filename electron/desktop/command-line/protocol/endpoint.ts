import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where the running app listens, and the word that opens it. Readable by its owner only. */
export interface Endpoint {
  socket: string;
  token: string;
  pid: number;
  /** Whether the app's windows are on a virtual display, where nobody sees them. */
  virtual: boolean;
}

interface System {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  uid: number | null;
}

/** A socket's address holds 108 bytes on Linux and 104 on macOS; under 100 it fits on both. */
const longest = 99;

const fileOf = (home: string) => join(home, 'command-line.json');

/** A folder that only we can enter; null when somebody else owns it, or a link stands in its place. */
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
 * Where the app of this data folder listens: a name made from the folder's path, since the path itself may be too long
 * for a socket. On Windows a named pipe. null when there is no folder of our own to put it in.
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

/** Tells clients where to find the app. Written beside and moved into place, so that nobody reads half of it. */
export const writeEndpoint = (home: string, endpoint: Endpoint): void => {
  const beside = `${fileOf(home)}.${endpoint.pid}`;
  rmSync(beside, { force: true });
  writeFileSync(beside, JSON.stringify(endpoint), { mode: 0o600, flag: 'wx' });
  renameSync(beside, fileOf(home));
};

/** null when no app has said where it is, or what it said cannot be read. */
export const readEndpoint = (home: string): Endpoint | null => {
  try {
    const { socket, token, pid, virtual }: Partial<Endpoint> = JSON.parse(readFileSync(fileOf(home), 'utf8'));
    if (typeof socket !== 'string' || typeof token !== 'string' || typeof pid !== 'number') return null;
    return { socket, token, pid, virtual: virtual === true };
  } catch {
    return null;
  }
};

/** Takes the word back, unless another instance has put its own there meanwhile. */
export const removeEndpoint = (home: string, token: string): void => {
  if (readEndpoint(home)?.token === token) rmSync(fileOf(home), { force: true });
};
