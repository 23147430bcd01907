import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type ServeDeps,
  type ServedCommandLine,
  serveCommandLine,
} from '../../../electron/desktop/command-line/app/serve-command-line';
import { type ClientDeps, runClient } from '../../../electron/desktop/command-line/client/run-client';
import type { CommandRequest } from '../../../electron/desktop/command-line/protocol/command';
import { readEndpoint } from '../../../electron/desktop/command-line/protocol/endpoint';
import type { CommandEnd } from '../../../electron/desktop/command-line/protocol/reply';
import { claimData, findOwner } from '../../../electron/storage/data-owner';

type Run = ServeDeps['run'];

/** A command's end, as the app would answer it. */
export const answered = (change: Partial<CommandEnd> = {}): CommandEnd => ({
  exit: 0,
  stdout: '',
  stderr: '',
  file: null,
  ...change,
});

/** An app's process that never ends. */
export const lasting = { ended: new Promise<null>(() => undefined) };

export interface CommandLineDesk {
  home: string;
  /** Serves the command line as a running app does, which also owns the data folder unless `owns` is false. */
  listen(run?: Run, change?: Partial<ServeDeps>, owns?: boolean): Promise<ListeningApp>;
  /** Runs the client in this process; `start` stands in for starting the app. */
  client(argv: readonly string[], change?: Partial<ClientDeps>): Promise<RanClient>;
  close(): void;
}

export interface ListeningApp {
  served: ServedCommandLine;
  asked: readonly CommandRequest[];
  reports: readonly unknown[];
  /** Whether clients could reach the app, each time that changed. */
  reached: readonly boolean[];
  quits(): number;
  /** Ends it as a program does that quits. */
  end(): void;
}

export interface RanClient {
  exit: number;
  stdout: string;
  stderr: string;
  starts: number;
}

/** A data folder in `folder`, apps that serve it, and clients, all in this process. */
export const commandLineDesk = (folder: string): CommandLineDesk => {
  const home = join(folder, 'home');
  mkdirSync(home);
  const open: (() => void)[] = [];
  return {
    home,
    listen: async (run = async () => answered(), change = {}, owns = true) => {
      const claimed = owns ? claimData(change.home ?? home) : null;
      const release = claimed?.kind === 'owned' ? claimed.owner.release : () => undefined;
      const reports: unknown[] = [];
      const reached: boolean[] = [];
      const asked: CommandRequest[] = [];
      let quits = 0;
      const served = await serveCommandLine({
        home,
        platform: process.platform,
        env: { XDG_RUNTIME_DIR: folder },
        uid: process.getuid?.() ?? null,
        pid: process.pid,
        virtual: false,
        alsoWatched: [],
        onChanged: () => undefined,
        onReach: (yes) => void reached.push(yes),
        run: (request, tell, signal) => {
          asked.push(request);
          return run(request, tell, signal);
        },
        quit: () => {
          quits += 1;
        },
        report: (what, detail) => void reports.push({ what, detail }),
        ...change,
      });
      let ended = false;
      const end = () => {
        if (ended) return;
        ended = true;
        served.close();
        release();
      };
      open.push(end);
      return { served, asked, reports, reached, quits: () => quits, end };
    },
    client: async (argv, change = {}) => {
      let stdout = '';
      let stderr = '';
      let starts = 0;
      const exit = await runClient({
        argv,
        home,
        env: { LANG: 'en_US.UTF-8' },
        whereabouts: null,
        secret: null,
        readSecret: async () => '',
        readFile: (path) => readFile(path),
        writeFile: (path, content) => writeFile(path, content),
        stdout: (text) => {
          stdout += text;
        },
        stderr: (text) => {
          stderr += text;
        },
        fetch: (url, init) => fetch(url, init),
        isAlive: () => false,
        findOwner: () => findOwner(change.home ?? home),
        pause: (ms) => pause(ms),
        now: () => Date.now(),
        ...change,
        start: async () => {
          starts += 1;
          return change.start ? change.start() : lasting;
        },
      });
      return { exit, stdout, stderr, starts };
    },
    close: () => {
      for (const end of open.splice(0)) end();
    },
  };
};

/**
 * Writes a raw line to the app's socket and returns everything that comes back until it closes. With an `answer` it goes
 * on after the app's hello.
 */
export const sayTo = (socket: string, text: string | Uint8Array, answer?: (hello: string) => string): Promise<string> =>
  new Promise((resolve, reject) => {
    const connection = createConnection(socket);
    let heard = '';
    let asked = false;
    connection.setEncoding('utf8');
    connection.on('data', (chunk: string) => {
      heard += chunk;
      if (asked || !answer || !heard.includes('\n')) return;
      asked = true;
      connection.write(answer(heard));
    });
    connection.once('error', (error: NodeJS.ErrnoException) => {
      // The app hung up while the test was still writing.
      if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') reject(error);
    });
    connection.once('close', () => resolve(heard));
    connection.write(text);
    connection.write('\n');
  });

/** The proofs of the protocol, written down once more, so that a mistake in them cannot hide. */
export const proof = (at: { socket: string; token: string }, role: string, ...nonces: readonly string[]): string =>
  createHmac('sha256', at.token)
    .update(JSON.stringify([role, at.socket, ...nonces]))
    .digest('base64url');

/** Says hello as a client that knows the token does, then `request`; answers with the app's lines after its own hello. */
export const request = async (home: string, asked: object, change: { version?: number; proof?: string } = {}) => {
  const at = readEndpoint(home);
  if (!at) throw new Error('no app');
  const nonce = randomBytes(8).toString('hex');
  const hello = { version: change.version ?? 2, nonce, proof: proof(at, 'client-hello', nonce) };
  const heard = await sayTo(at.socket, JSON.stringify(hello), (line) => {
    const { nonce: theirs, proof: shown }: { nonce: string; proof: string } = JSON.parse(line);
    if (shown !== proof(at, 'app', nonce, theirs)) throw new Error('the app did not prove itself');
    const mine = change.proof ?? proof(at, 'client', nonce, theirs);
    return `${JSON.stringify({ proof: mine, ...asked })}\n`;
  });
  return heard
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('{"kind":"hello"'))
    .join('\n');
};
