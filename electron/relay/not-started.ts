import { fileErrorCodeOf } from '../core/text/error-code';
import type { Config } from './config/config';
import type { SayServe } from './words/serve-words';

/** A reason not to start: what is said, and the exit code. */
export class NotStarted extends Error {
  readonly exit: 1 | 2;
  readonly lines: readonly string[];

  constructor(exit: 1 | 2, ...lines: readonly string[]) {
    super(lines[0]);
    this.exit = exit;
    this.lines = lines;
  }
}

/** The reason why an address could not be listened at. */
export const notListening = (
  error: NodeJS.ErrnoException,
  { host, port }: Config['listen'],
  say: SayServe,
): NotStarted => {
  const code = fileErrorCodeOf(error);
  const isFile = error.syscall === 'open' || code.startsWith('ERR_OSSL') || code.startsWith('ERR_SSL');
  return new NotStarted(1, say(isFile ? 'tls-unreadable' : 'port-taken', { host, port: String(port), reason: code }));
};
