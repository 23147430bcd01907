import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { System } from '../protocol/endpoint';
import { type ConverseDeps, converse } from './converse';
import { keepListening } from './keep-listening';

export interface ServeDeps extends System, Pick<ConverseDeps, 'run' | 'quit'> {
  home: string;
  pid: number;
  virtual: boolean;
  /** Files in the data folder that are looked after with the socket, and what to do when anything of it has changed. */
  alsoWatched: readonly string[];
  onChanged(): void;
  /** Clients can reach the app no more, and the reason, or can again. */
  onReach(reached: boolean, reason: unknown): void;
  report(what: 'command-refused' | 'command-failed', detail: unknown): void;
}

export interface ServedCommandLine {
  /** null while the app cannot be reached. */
  socket(): string | null;
  close(): void;
}

/**
 * Serves the command line: a socket that only its owner can open, a token that only the owner can read, one strictly
 * checked command per connection.
 */
export const serveCommandLine = (deps: ServeDeps): Promise<ServedCommandLine> => {
  const { report } = deps;
  const token = randomBytes(32).toString('base64url');
  return keepListening({
    ...deps,
    token,
    onClient: (client: Socket, socket: string) => {
      client.on('error', () => client.destroy());
      converse(client, { socket, token }, deps).catch((reason: unknown) => {
        report('command-failed', reason);
        client.destroy();
      });
    },
    onReach: (reached, reason) => {
      if (!reached) report('command-failed', reason);
      deps.onReach(reached, reason);
    },
  });
};
