import { createConnection } from 'node:net';
import { parseJson } from '../../../core/text/parse-json';
import type { CommandRequest } from './command';
import type { Endpoint } from './endpoint';
import type { CommandEnd, ReplyLine } from './reply';

/**
 * How a talk with the app ended. `away`: nobody listens there, or they do not know our word; the command was not taken.
 * `gone`: they took the command, or may have, and went away.
 */
export type Talk =
  | { kind: 'ended'; end: CommandEnd }
  | { kind: 'wrong-version' }
  | { kind: 'refused' }
  | { kind: 'away' }
  | { kind: 'gone' };

/** An app that has not even taken the command after this is stuck, ms. */
const acceptMs = 15_000;

const isReply = (line: unknown): line is ReplyLine =>
  typeof line === 'object' && line !== null && 'kind' in line && typeof line.kind === 'string';

const readLine = (line: string): ReplyLine | null => {
  const read = parseJson(line);
  return isReply(read) ? read : null;
};

/** Sends one command to the app and passes on what it says. */
export const talk = (
  endpoint: Endpoint,
  request: Omit<CommandRequest, 'token'>,
  onProgress: (text: string) => void,
): Promise<Talk> =>
  new Promise((resolve) => {
    const socket = createConnection(endpoint.socket);
    let taken = false;
    let rest = '';
    // It may still take the command after we have left, so this is not `away`: nothing may be asked twice.
    const stuck = setTimeout(() => {
      taken = true;
      socket.destroy();
    }, acceptMs);
    const hear = (reply: ReplyLine): void => {
      clearTimeout(stuck);
      switch (reply.kind) {
        case 'accepted':
          taken = true;
          break;
        case 'progress':
          onProgress(reply.text);
          break;
        case 'end':
          resolve({ kind: 'ended', end: reply.end });
          // A connection that a quitting app leaves to end by itself must not hold us.
          socket.unref();
          break;
        case 'wrong-version':
        case 'refused':
          resolve({ kind: reply.kind });
          break;
      }
    };
    socket.setEncoding('utf8');
    socket.once('connect', () => socket.write(`${JSON.stringify({ ...request, token: endpoint.token })}\n`));
    socket.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const reply = readLine(line);
        if (reply) hear(reply);
      }
    });
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      clearTimeout(stuck);
      resolve({ kind: taken ? 'gone' : 'away' });
    });
  });
