import { createConnection } from 'node:net';
import type { CommandRequest } from './command';
import { type Endpoint, standingAt } from './endpoint';
import { makeNonce, proofOf, sameProof } from './prove';
import { type ClientHello, type CommandEnd, protocolVersion, type ReplyLine, readReply } from './reply';

/**
 * The end of a conversation with the app. `away`: no app answers there, and the command was not taken. `foreign`: what is
 * there is not the app, and was told nothing. `gone`: the app took the command, or may have, and went away.
 */
export type TalkEnd =
  | { kind: 'ended'; end: CommandEnd }
  | { kind: 'wrong-version' }
  | { kind: 'refused' }
  | { kind: 'away' }
  | { kind: 'foreign' }
  | { kind: 'gone' };

/** Time within which the app answers the hello, and then takes the command (ms); an app that does not is stuck. */
const acceptMs = 15_000;

const here = { platform: process.platform, uid: process.getuid?.() ?? null };

/** Sends one command to the app, once it has proved to be the app, and passes on its progress. Never rejects. */
export const talk = (
  endpoint: Endpoint,
  request: Omit<CommandRequest, 'proof'>,
  onProgress: (text: string) => void,
): Promise<TalkEnd> => {
  const standing = standingAt(endpoint.socket, here);
  if (standing !== 'ours') return Promise.resolve({ kind: standing === 'gone' ? 'away' : 'foreign' });
  return new Promise((resolve) => {
    const socket = createConnection(endpoint.socket);
    const nonce = makeNonce();
    let told = false;
    let taken = false;
    let rest = '';
    const write = (line: object) => socket.write(`${JSON.stringify(line)}\n`);
    // The app may still take a command that it was told, so this is not `away`: nothing may be sent twice.
    const giveUp = () => {
      taken = told;
      socket.destroy();
    };
    let stuck = setTimeout(giveUp, acceptMs);
    const leave = (end: TalkEnd) => {
      resolve(end);
      socket.destroy();
    };
    const follow = (reply: ReplyLine): void => {
      switch (reply.kind) {
        case 'hello': {
          if (told) break;
          const wanted = proofOf('app', endpoint, nonce, String(reply.nonce));
          if (!sameProof(String(reply.proof), wanted)) {
            leave({ kind: 'foreign' });
            break;
          }
          told = true;
          clearTimeout(stuck);
          stuck = setTimeout(giveUp, acceptMs);
          write({ proof: proofOf('client', endpoint, nonce, reply.nonce), ...request });
          break;
        }
        case 'accepted':
          clearTimeout(stuck);
          taken = told;
          break;
        case 'progress':
          if (told) onProgress(reply.text);
          break;
        case 'end':
          // An answer to a command that was never told does not come from the app.
          if (!told) leave({ kind: 'foreign' });
          resolve({ kind: 'ended', end: reply.end });
          // A connection that a quitting app leaves to end by itself must not hold us.
          socket.unref();
          break;
        case 'wrong-version':
        case 'refused':
          leave({ kind: reply.kind });
          break;
      }
    };
    socket.setEncoding('utf8');
    socket.once('connect', () => {
      // An app of another version listens there; it may take another hello for a stranger's.
      if (endpoint.protocol !== protocolVersion) leave({ kind: 'wrong-version' });
      else {
        const proof = proofOf('client-hello', endpoint, nonce);
        write({ version: protocolVersion, nonce, proof } satisfies ClientHello);
      }
    });
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
};
