import { parseJson } from '../../../core/text/read-text';

// Loaded by the client as well, so no validation code is in here.

/** Raised whenever the messages between client and app change: an older client is told instead of misread. */
export const protocolVersion = 2;

/**
 * 0: all accepted, or done · 1: none accepted, or Feishu refused · 2: wrong usage, or refused before any call · 3: some
 * accepted · 4: some outcome unknown · 5: no app.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5;

/** The end of a command: its exit code, its text for stdout and stderr, and the content of the file it named. */
export interface CommandEnd {
  exit: ExitCode;
  stdout: string;
  stderr: string;
  file: string | null;
}

/** A problem as the command line prints it: what happened, and what to do. `code` is Feishu's, or null. */
export interface PrintedProblem {
  code: number | null;
  message: string;
  advice: string;
}

/** The client's first line. It says nothing that an app of another version, or a stranger, could not be told. */
export interface ClientHello {
  version: number;
  nonce: string;
  proof: string;
}

/**
 * A line from the app: `hello`, its proof, before it is told the command; `accepted` before anything is done, `progress`
 * (for stderr) as often as there is news, then `end`. After `wrong-version` and `refused` nothing was done.
 */
export type ReplyLine =
  | { kind: 'hello'; nonce: string; proof: string }
  | { kind: 'accepted' }
  | { kind: 'progress'; text: string }
  | { kind: 'end'; end: CommandEnd }
  | { kind: 'wrong-version' }
  | { kind: 'refused' };

const isReply = (line: unknown): line is ReplyLine =>
  typeof line === 'object' && line !== null && 'kind' in line && typeof line.kind === 'string';

/** Reads one line from the app; null when it is none. */
export const readReply = (line: string): ReplyLine | null => {
  const reply = parseJson(line);
  return isReply(reply) ? reply : null;
};
