import { createConnection } from 'node:net';
import type { CommandRequest } from './command';
import type { Endpoint } from './endpoint';
import { type CommandEnd, type ReplyLine, readReply } from './reply';

/**
 * The end of a conversation with the app. `away`: nothing listens there, or it does not know the client's token, and the
 * command was not taken. `gone`: the app took the command, or may have, and went away.
 */
export type TalkEnd =
  | { kind: 'ended'; end: CommandEnd }
  | { kind: 'wrong-version' }
  | { kind: 'refused' }
  | { kind: 'away' }
  | { kind: 'gone' };

/** Time within which the app takes a command (ms); an app that does not is stuck. */
const acceptMs = 15_000;

/** Sends one command to the app and passes on its progress. Never rejects. */
export const talk = (
  endpoint: Endpoint,
  request: Omit<CommandRequest, 'token'>,
  onProgress: (text: string) => void,
): Promise<TalkEnd> =>
  new Promise((resolve) => {
    const socket = createConnection(endpoint.socket);
    let taken = false;
    let rest = '';
    // The app may still take the command after we have left, so this is not `away`: nothing may be sent twice.
    const stuck = setTimeout(() => {
      taken = true;
      socket.destroy();
    }, acceptMs);
    const follow = (reply: ReplyLine): void => {
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
        const reply = readReply(line);
        if (reply) follow(reply);
      }
    });
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      clearTimeout(stuck);
      resolve({ kind: taken ? 'gone' : 'away' });
    });
  });
