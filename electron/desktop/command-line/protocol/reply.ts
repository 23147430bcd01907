/** 0 all accepted · 1 nobody, or refused · 2 usage, or refused before any call · 3 partly · 4 some unknown · 5 no app. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5;

/** How a command ended: its exit code, what belongs on stdout and stderr, and what belongs into the file it named. */
export interface CommandEnd {
  exit: ExitCode;
  stdout: string;
  stderr: string;
  file: string | null;
}

/**
 * Lines from the app: `accepted` before anything is done, what goes on (for stderr) as often as there is news, then the
 * end. `wrong-version` and `refused`: nothing was done.
 */
export type ReplyLine =
  | { kind: 'accepted' }
  | { kind: 'progress'; text: string }
  | { kind: 'end'; end: CommandEnd }
  | { kind: 'wrong-version' }
  | { kind: 'refused' };
