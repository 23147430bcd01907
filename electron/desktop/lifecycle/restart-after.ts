import { type Problem, problem } from '../../contract/advice/problem';
import { fileErrorCodeOf } from '../../core/text/error-code';
import { hiddenArgument } from '../command-line/launch/start-options';

export interface RestartDeps {
  app: { once(event: 'will-quit', listener: () => void): unknown };
  /** `process.argv`. */
  argv: readonly string[];
  /** Quits without asking. */
  quit(): void;
  /** Starts the program again with these arguments once this process is gone. */
  startAgain(args: readonly string[]): void;
}

/** The argument that tells the next start of a failure: this process ends before it could show one. */
const unfinished = '--unfinished=';

/** The problems with which the work may end. */
const outcomes = [
  ...(['move-failed', 'move-not-empty', 'move-inside', 'move-foreign'] as const),
  ...(['copies-left', 'storage-failed'] as const),
] satisfies readonly Problem['advice'][];

/**
 * Quits, does the work after every other `will-quit` listener (the engine's closes the ledger), and starts again, even after
 * a failure.
 */
export const createRestartAfter =
  ({ app, argv, quit, startAgain }: RestartDeps) =>
  (work: () => Problem | null): void => {
    app.once('will-quit', () => {
      const failure = attempt(work);
      const args = argv.slice(1).filter((arg) => !arg.startsWith(unfinished) && arg !== hiddenArgument);
      startAgain(
        failure
          ? [...args, `${unfinished}${new URLSearchParams({ advice: failure.advice, ...failure.params })}`]
          : args,
      );
    });
    quit();
  };

const attempt = (work: () => Problem | null): Problem | null => {
  try {
    return work();
  } catch (reason) {
    return problem('storage-failed', { reason: fileErrorCodeOf(reason) });
  }
};

/** The problem with which the work of the previous process ended, or null. */
export const unfinishedWork = (argv: readonly string[]): Problem | null => {
  const told = argv.find((arg) => arg.startsWith(unfinished));
  if (told === undefined) return null;
  const { advice, ...params } = Object.fromEntries(new URLSearchParams(told.slice(unfinished.length)));
  const known = outcomes.find((each) => each === advice);
  return known ? problem(known, params) : null;
};
