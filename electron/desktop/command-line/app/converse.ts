import type { Socket } from 'node:net';
import { mostGroupsFileBytes } from '../../../contract/limits';
import { parseJson } from '../../../core/text/read-text';
import { CommandRequest } from '../protocol/command';
import { makeNonce, proofOf, sameProof } from '../protocol/prove';
import { type ClientHello, type CommandEnd, protocolVersion, type ReplyLine } from '../protocol/reply';
import { createLineReader } from './line-reader';

/** Largest first line (bytes): until its end the client may be a stranger. */
const helloLimit = 4_000;
/** Largest request (bytes). It is one line; the largest holds a file of groups in Base64. */
const requestLimit = Math.ceil(mostGroupsFileBytes / 3) * 4 + 100_000;
/** Time within which a client sends each of its lines (ms). */
const lineMs = 10_000;

export interface ConverseDeps {
  /** Carries a command out; `tell` reaches the client at once, `signal` ends when the client is gone. */
  run(request: CommandRequest, tell: (text: string) => void, signal: AbortSignal): Promise<CommandEnd>;
  /** Ends the program, once a `quit` was answered. */
  quit(): void;
  report(what: 'command-refused', detail: unknown): void;
}

const isHello = (raw: unknown): raw is ClientHello =>
  typeof raw === 'object' &&
  raw !== null &&
  'version' in raw &&
  'nonce' in raw &&
  typeof raw.nonce === 'string' &&
  'proof' in raw &&
  typeof raw.proof === 'string';

/** Clients of before the proofs said the token itself, in one line with their command. */
const saysToken = (raw: unknown, token: string): boolean =>
  typeof raw === 'object' &&
  raw !== null &&
  'token' in raw &&
  typeof raw.token === 'string' &&
  sameProof(raw.token, token);

/**
 * Talks with one client over `stream`: proves the client, proves the app, takes one strictly checked command, and answers
 * it. A client that does not know the token gets no answer at all.
 *
 * @param at the socket's path and the token, over which both prove themselves
 */
export const converse = async (
  stream: Socket,
  at: { socket: string; token: string },
  { run, quit, report }: ConverseDeps,
): Promise<void> => {
  const lines = createLineReader(stream, lineMs);
  const send = (line: ReplyLine) => {
    if (stream.writable) stream.write(`${JSON.stringify(line)}\n`);
  };
  const turnAway = (detail: unknown, line?: ReplyLine) => {
    report('command-refused', detail);
    if (!line) stream.destroy();
    else {
      send(line);
      stream.end();
    }
  };

  const hello = parseJson((await lines.next(helloLimit)) ?? '');
  if (saysToken(hello, at.token)) return turnAway({ reason: 'version' }, { kind: 'wrong-version' });
  if (!isHello(hello) || !sameProof(hello.proof, proofOf('client-hello', at, hello.nonce))) {
    return turnAway({ reason: 'token' });
  }
  if (hello.version !== protocolVersion) return turnAway({ reason: 'version' }, { kind: 'wrong-version' });
  const nonce = makeNonce();
  send({ kind: 'hello', nonce, proof: proofOf('app', at, hello.nonce, nonce) });

  const raw = parseJson((await lines.next(requestLimit)) ?? '');
  lines.end();
  const proof = typeof raw === 'object' && raw !== null && 'proof' in raw ? String(raw.proof) : '';
  if (!sameProof(proof, proofOf('client', at, hello.nonce, nonce))) return turnAway({ reason: 'token' });
  const request = CommandRequest.safeParse(raw);
  if (!request.success) {
    // Only the place of the mistake, never the content: it may be a secret.
    return turnAway({ reason: request.error.issues.map((issue) => issue.path.join('.')) }, { kind: 'refused' });
  }

  // Sent before anything is done: a client that has not received it may safely send the command again.
  send({ kind: 'accepted' });
  const gone = new AbortController();
  stream.once('close', () => gone.abort());
  const end = await run(request.data, (text) => send({ kind: 'progress', text }), gone.signal);
  send({ kind: 'end', end });
  if (request.data.command.kind === 'quit' && end.exit === 0) {
    // The client waits until this process is gone; the answer has to be on its way before that.
    stream.end(() => quit());
    return;
  }
  stream.end();
};
