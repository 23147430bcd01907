import { sentenceOf } from '../../../contract/advice/advice-words';
import type { Problem } from '../../../contract/advice/problem';
import type { Zone } from '../../../contract/local-time';
import type { Locale } from '../../../contract/model/settings';
import type { CommandEnd, ExitCode, PrintedProblem } from '../protocol/reply';
import { type AppWord, type Say, sayOf } from './output/app-words';

/** Speaks to one terminal, in its language and its form (text or JSON). */
export interface Speaker {
  locale: Locale;
  /** The zone of the computer that the app runs on. */
  zone: () => Zone;
  say: Say;
  /** Prints to stderr at once. */
  tell(text: string): void;
  /** Ends a command that was carried out: with the object for `--json`, otherwise with the text. */
  answer(exit: ExitCode, json: unknown, text: string, file?: string): CommandEnd;
  /** Ends a command that was not carried out: `what` happened, and the advice for the problem. */
  refuse(exit: ExitCode, what: AppWord, problem: Problem): CommandEnd;
  /** The same with advice of the command line's own. */
  object(exit: ExitCode, what: AppWord, advice: string): CommandEnd;
}

const lines = (...texts: readonly string[]) =>
  texts
    .filter((text) => text !== '')
    .map((text) => `${text}\n`)
    .join('');

export const createSpeaker = (deps: Pick<Speaker, 'locale' | 'zone' | 'tell'> & { json: boolean }): Speaker => {
  const { locale, zone, json, tell } = deps;
  const say = sayOf(locale);
  const refused = (exit: ExitCode, problem: PrintedProblem): CommandEnd => ({
    exit,
    stdout: json ? `${JSON.stringify({ problem })}\n` : '',
    stderr: lines(problem.message, problem.advice),
    file: null,
  });
  return {
    locale,
    zone,
    say,
    tell,
    answer: (exit, object, text, file) => ({
      exit,
      stdout: json ? `${JSON.stringify(object)}\n` : lines(text.trimEnd()),
      stderr: '',
      file: file ?? null,
    }),
    refuse: (exit, what, problem) => {
      const { code, logId } = problem;
      const said = code === null ? say(what) : `${say(what)} · ${say('feishuSaid', { code })}`;
      const message = logId === null ? said : say('withLog', { what: said, logId });
      return refused(exit, { code, message, advice: sentenceOf(problem, locale) });
    },
    object: (exit, what, advice) => refused(exit, { code: null, message: say(what), advice }),
  };
};
