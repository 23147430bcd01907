import { type Problem, problem } from '../../contract/advice/problem';
import { fileErrorCodeOf } from '../../core/text/error-code';
import { hiddenArgument } from '../command-line/launch/start-options';

export interface RestartDeps {
  app: { once(event: 'will-quit', listener: () => void): unknown };
  /** `process.argv`. */
  argv: readonly string[];
  /** Quits without asking. */
  quit(): void;
  /** Has the program start again with these arguments once it is gone. */
  startAgain(args: readonly string[]): void;
}

/** How the next start learns what became of the work: nobody is left to be told while the program ends. */
const unfinished = '--unfinished=';

/** What can have become of it, besides that it is done. */
const outcomes = ['move-failed', 'copies-left', 'storage-failed'] as const satisfies readonly Problem['advice'][];

/**
 * Quits, does the work after the program's own farewell (which closes the ledger), and starts again, whatever became of it.
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

/** What this start has to tell of the work that the one before ended with, or null. */
export const unfinishedWork = (argv: readonly string[]): Problem | null => {
  const told = argv.find((arg) => arg.startsWith(unfinished));
  if (told === undefined) return null;
  const { advice, ...params } = Object.fromEntries(new URLSearchParams(told.slice(unfinished.length)));
  const known = outcomes.find((each) => each === advice);
  return known ? problem(known, params) : null;
};
