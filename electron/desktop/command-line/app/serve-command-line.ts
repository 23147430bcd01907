import { randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { parseJson } from '../../../core/text/read-text';
import { CommandRequest } from '../protocol/command';

import { removeEndpoint, socketPath, writeEndpoint } from '../protocol/endpoint';
import { type CommandEnd, groupsFileLimit, protocolVersion, type ReplyLine } from '../protocol/reply';

export interface ServeDeps {
  home: string;
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  uid: number | null;
  pid: number;
  virtual: boolean;
  /** Carries a command out; `tell` reaches the client at once, `signal` ends when the client is gone. */
  run(request: CommandRequest, tell: (text: string) => void, signal: AbortSignal): Promise<CommandEnd>;
  /** Ends the program, once a `quit` was answered. */
  quit(): void;
  report(what: 'command-refused' | 'command-failed', detail: unknown): void;
}

export interface ServedCommandLine {
  /** null: the app could not listen, so there is no command line. */
  socket: string | null;
  close(): void;
}

/** Largest request (bytes). It is one line; the largest holds a file of groups, at up to three bytes per character. */
const requestLimit = groupsFileLimit * 3 + 100_000;
/** Time within which a client sends its request (ms). */
const requestMs = 10_000;
/** Most clients at a time. */
const connections = 64;

const sameToken = (a: string, b: string): boolean => {
  const [given, wanted] = [Buffer.from(a), Buffer.from(b)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};

/** The first line from a client; null when it went away, took too long or sent too much. */
const firstLine = (socket: Socket): Promise<string | null> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (line: string | null) => {
      clearTimeout(timer);
      socket.off('data', hear);
      socket.off('close', gone);
      resolve(line);
    };
    const gone = () => end(null);
    const hear = (chunk: Buffer) => {
      const at = chunk.indexOf(0x0a);
      chunks.push(at < 0 ? chunk : chunk.subarray(0, at));
      size += chunk.length;
      if (size > requestLimit) end(null);
      else if (at >= 0) end(Buffer.concat(chunks).toString('utf8'));
    };
    const timer = setTimeout(gone, requestMs);
    socket.on('data', hear);
    socket.once('close', gone);
  });

const isOtherVersion = (raw: unknown): boolean =>
  typeof raw === 'object' && raw !== null && 'version' in raw && raw.version !== protocolVersion;

const tokenOf = (raw: unknown): string =>
  typeof raw === 'object' && raw !== null && 'token' in raw && typeof raw.token === 'string' ? raw.token : '';

/**
 * Serves the command line: a socket that only its owner can open, a token that only the owner can read, one strictly
 * checked command per connection. A client without the token gets no answer at all.
 */
export const serveCommandLine = async (deps: ServeDeps): Promise<ServedCommandLine> => {
  const { home, platform, run, report } = deps;
  const nowhere = { socket: null, close: () => undefined };
  const path = socketPath(home, deps);
  if (path === null) return nowhere;
  const token = randomBytes(32).toString('base64url');

  const answer = async (socket: Socket): Promise<void> => {
    const send = (line: ReplyLine) => {
      if (socket.writable) socket.write(`${JSON.stringify(line)}\n`);
    };
    const line = await firstLine(socket);
    const raw = line === null ? null : parseJson(line);
    if (!sameToken(tokenOf(raw), token)) {
      report('command-refused', { reason: 'token' });
      socket.destroy();
      return;
    }
    const request = CommandRequest.safeParse(raw);
    if (!request.success) {
      // Only the place of the mistake, never the content: it may be a secret.
      report('command-refused', { reason: request.error.issues.map((issue) => issue.path.join('.')) });
      send({ kind: isOtherVersion(raw) ? 'wrong-version' : 'refused' });
      socket.end();
      return;
    }
    // Sent before anything is done: a client that has not received it may safely send the command again.
    send({ kind: 'accepted' });
    const gone = new AbortController();
    socket.once('close', () => gone.abort());
    const end = await run(request.data, (text) => send({ kind: 'progress', text }), gone.signal);
    send({ kind: 'end', end });
    if (request.data.command.kind === 'quit' && end.exit === 0) {
      // The client waits until this process is gone; the answer has to be on its way before that.
      socket.end(() => deps.quit());
      return;
    }
    socket.end();
  };

  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    answer(socket).catch((reason: unknown) => {
      report('command-failed', reason);
      socket.destroy();
    });
  });
  server.maxConnections = connections;
  // This process holds the lock of the data folder, so a socket there was left behind by one that died.
  if (platform !== 'win32') rmSync(path, { force: true });
  const listening = await new Promise<boolean>((resolve) => {
    server.once('error', (reason) => {
      report('command-failed', reason);
      resolve(false);
    });
    server.listen(path, () => resolve(true));
  });
  if (!listening) return nowhere;
  if (platform !== 'win32') chmodSync(path, 0o600);
  try {
    writeEndpoint(home, { socket: path, token, pid: deps.pid, virtual: deps.virtual });
  } catch (reason) {
    report('command-failed', reason);
    server.close();
    return nowhere;
  }
  return {
    socket: path,
    close: () => {
      removeEndpoint(home, token);
      server.close();
      if (platform !== 'win32') rmSync(path, { force: true });
    },
  };
};
