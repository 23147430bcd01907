import { chmodSync, type FSWatcher, lstatSync, watch } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import {
  endpointFile,
  readEndpoint,
  removeEndpoint,
  removeSocket,
  type System,
  socketPlaces,
  writeEndpoint,
} from '../protocol/endpoint';
import { protocolVersion } from '../protocol/reply';

export interface KeepListeningDeps extends System {
  home: string;
  token: string;
  pid: number;
  virtual: boolean;
  /** Files in the data folder that are looked after as well. */
  alsoWatched: readonly string[];
  /** Called whenever anything that is watched has changed. */
  onChanged(): void;
  onClient(client: Socket, socket: string): void;
  /** The app can be reached, or cannot: told whenever that changes, at first only if it cannot. */
  onReach(reached: boolean, reason: unknown): void;
}

/** A socket that is looked after until it is closed. */
export interface KeptSocket {
  /** The path; null while nothing can be listened on. */
  socket(): string | null;
  close(): void;
}

/** Most clients at a time. */
const connections = 64;
/** First wait before another attempt to listen, and the longest; it doubles each time (ms). */
const [againMs, longestMs] = [1_000, 60_000];
/** Time between two looks where the system does not tell of changes (ms). */
const lookMs = 10_000;

const inodeOf = (path: string): bigint | null => {
  try {
    return lstatSync(path, { bigint: true }).ino;
  } catch {
    return null;
  }
};

/**
 * Listens for clients and tells them where, for as long as the program runs: a socket that was removed, with its folder or
 * the disk it was on, is made anew, and so is a file of the endpoint that was removed, damaged or replaced. The system
 * tells of such changes, so that nothing has to look.
 */
export const keepListening = async (deps: KeepListeningDeps): Promise<KeptSocket> => {
  const { home, platform, token } = deps;
  let server: Server | null = null;
  let socket: string | null = null;
  /** The socket's file as it was made; null on Windows, where a pipe cannot be removed. */
  let made: bigint | null = null;
  let reached = true;
  let closed = false;
  const closing = new AbortController();

  const listenAt = (path: string): Promise<Server> =>
    new Promise((resolve, reject) => {
      const next = createServer((client) => deps.onClient(client, path));
      next.maxConnections = connections;
      next.once('error', reject);
      next.listen(path, () => {
        next.off('error', reject);
        next.on('error', () => undefined);
        resolve(next);
      });
    });

  const leave = () => {
    // Clients that are being answered keep their connections. Closing also removes the file, so the next one comes after.
    server?.close();
    if (socket !== null) removeSocket(socket, platform);
    [server, socket, made] = [null, null, null];
  };

  const listen = async (): Promise<void> => {
    leave();
    let reason: unknown = new Error('no private folder for a socket');
    for (const path of socketPlaces(home, deps)) {
      try {
        server = await listenAt(path);
        socket = path;
        if (platform !== 'win32') {
          chmodSync(path, 0o600);
          made = inodeOf(path);
        }
        return;
      } catch (error) {
        reason = error;
        removeSocket(path, platform);
      }
    }
    throw reason;
  };

  const isListening = () => socket !== null && (platform === 'win32' || (made !== null && inodeOf(socket) === made));
  const isTold = () => {
    const told = readEndpoint(home);
    return told?.token === token && told.socket === socket && told.pid === deps.pid;
  };
  /** Makes anew what is not as it should be. */
  const mend = async (): Promise<void> => {
    if (!isListening()) await listen();
    if (socket === null || isTold()) return;
    writeEndpoint(home, { protocol: protocolVersion, socket, token, pid: deps.pid, virtual: deps.virtual });
  };

  // Watching
  const watchers: FSWatcher[] = [];
  let looking: NodeJS.Timeout | null = null;
  const unwatch = () => {
    for (const watcher of watchers.splice(0)) watcher.close();
    if (looking) clearInterval(looking);
    looking = null;
  };
  const watchAll = () => {
    unwatch();
    const files = [endpointFile, ...deps.alsoWatched].map((name) => join(home, name));
    const folders = socket !== null && platform !== 'win32' ? [dirname(socket)] : [];
    try {
      for (const path of [...folders, ...files]) {
        const watcher = watch(path, { persistent: false }, changed);
        watcher.on('error', changed);
        watchers.push(watcher);
      }
    } catch {
      // Too many watchers on this system, or a file that is gone already.
      looking = setInterval(changed, lookMs);
      looking.unref();
    }
  };

  let dirty = false;
  let working = false;
  const changed = (): void => {
    dirty = true;
    if (!working) void work();
  };
  /** Answers whether everything is as it should be. */
  const attempt = async (): Promise<boolean> => {
    dirty = false;
    try {
      deps.onChanged();
      await mend();
      if (closed) return true;
      watchAll();
      if (!reached) deps.onReach(true, null);
      reached = true;
      // What changed before the watchers were there was told by no one.
      return isListening() && isTold();
    } catch (reason) {
      if (reached) deps.onReach(false, reason);
      reached = false;
      return false;
    }
  };
  const work = async (): Promise<void> => {
    working = true;
    for (let wait = againMs; dirty && !closed; ) {
      if (await attempt()) wait = againMs;
      else {
        dirty = true;
        await later(wait, undefined, { ref: false, signal: closing.signal }).catch(() => undefined);
        wait = Math.min(wait * 2, longestMs);
      }
    }
    working = false;
  };

  working = true;
  const intact = await attempt();
  working = false;
  if (!intact || dirty) changed();
  return {
    socket: () => socket,
    close: () => {
      closed = true;
      closing.abort();
      unwatch();
      removeEndpoint(home, token);
      leave();
    },
  };
};
