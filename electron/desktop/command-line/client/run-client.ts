import type { Locale } from '../../../contract/model/settings';
import { errorCodeOf } from '../../../core/text/error-code';
import { localeFor } from '../../words/locale';
import type { Command } from '../protocol/command';
import { groupsFileLimit, protocolVersion } from '../protocol/command-limits';
import { readEndpoint } from '../protocol/endpoint';
import type { CommandEnd, ExitCode } from '../protocol/reply';
import { type Talk, talk } from '../protocol/talk';
import type { Asked, CommandLine } from './arguments/asked';
import { say, type ToldProblem, told, usageProblem } from './arguments/client-words';
import { parseCommand } from './arguments/parse-command';
import { usage } from './arguments/usage';

/** An app that was started: `failed` resolves with the reason when it ends badly, and otherwise never. */
export interface StartedApp {
  failed: Promise<string>;
}

/** What the client needs of the machine it runs on. */
export interface ClientParts {
  /** The arguments after the program's name. */
  argv: readonly string[];
  /** The app's data folder. */
  home: string;
  env: Readonly<Record<string, string | undefined>>;
  /** The secret that was in the environment, already taken out of it. */
  secret: string | null;
  /** The secret from standard input, asked for with these words where somebody can read them. */
  readSecret(prompt: string): Promise<string>;
  readFile(path: string): Promise<string>;
  writeFile(path: string, content: string): Promise<void>;
  stdout(text: string): void;
  stderr(text: string): void;
  /** Starts the app hidden and detached. */
  start(): Promise<StartedApp>;
  isAlive(pid: number): boolean;
  pause(ms: number): Promise<void>;
  now(): number;
}

/** A cold machine needs this long at most until the app answers, ms. */
const patienceMs = 60_000;
const quitPatienceMs = 20_000;
const askAgainMs = 50;

type Prepared = { ok: true; command: Command } | { ok: false; problem: ToldProblem };

const reasonOf = (error: unknown): string =>
  errorCodeOf(error) ?? (error instanceof Error ? error.message : String(error));

/** Adds what only this side can read: files, named as seen from here, and the secret. */
const prepare = async (asked: Asked, parts: ClientParts, locale: Locale): Promise<Prepared> => {
  switch (asked.kind) {
    case 'groups-export':
      return { ok: true, command: { kind: 'groups-export', format: formatOf(asked.file) } };
    case 'groups-import': {
      const { file } = asked;
      try {
        const content = await parts.readFile(file);
        if (content.length > groupsFileLimit) {
          return { ok: false, problem: told(locale, 'file-too-large', 'checkFile', { file }) };
        }
        const called = (file.split(/[\\/]/).at(-1) ?? '').replace(/\.[^.]*$/, '').slice(0, 300);
        return { ok: true, command: { kind: 'groups-import', format: formatOf(file), content, called } };
      } catch (error) {
        const reason = reasonOf(error);
        return { ok: false, problem: told(locale, 'file-unreadable', 'checkFile', { file, reason }) };
      }
    }
    case 'connect': {
      const secret = (parts.secret || (await parts.readSecret(say(locale, 'secretPrompt')))).trim();
      if (secret === '') return { ok: false, problem: told(locale, 'secret-missing', 'giveSecret') };
      return { ok: true, command: { ...asked, secret } };
    }
    default:
      return { ok: true, command: asked };
  }
};

const formatOf = (file: string) => (/\.json$/i.test(file) ? 'json' : 'csv');

/** Runs one command to its end and answers with the exit code. stdout gets the answer and nothing else. */
export const runClient = async (parts: ClientParts): Promise<ExitCode> => {
  const spoken = terminalLocale(parts.env);
  const locale = spoken ?? localeFor('system', [Intl.DateTimeFormat().resolvedOptions().locale]);
  const fail = (json: boolean, exit: ExitCode, problem: ToldProblem): ExitCode => {
    if (json) parts.stdout(`${JSON.stringify({ problem })}\n`);
    parts.stderr(`${problem.message}\n${problem.advice}\n`);
    return exit;
  };

  const parsed = parseCommand(parts.argv);
  if (parsed.kind === 'help') {
    parts.stdout(usage[locale]);
    return 0;
  }
  if (parsed.kind === 'problem') return fail(parsed.json, 2, usageProblem(locale, parsed.problem));
  const { asked, json, workspace } = parsed.line;

  const prepared = await prepare(asked, parts, locale);
  if (!prepared.ok) return fail(json, 2, prepared.problem);
  const request = { version: protocolVersion, locale: spoken, json, workspace, command: prepared.command } as const;
  const ask = async (): Promise<Talk> => {
    const endpoint = readEndpoint(parts.home);
    return endpoint ? talk(endpoint, request, (text) => parts.stderr(`${text}\n`)) : { kind: 'away' };
  };

  const finish = async (end: CommandEnd): Promise<ExitCode> => {
    if (end.file !== null && asked.kind === 'groups-export') {
      const { file } = asked;
      try {
        await parts.writeFile(file, end.file);
      } catch (error) {
        const reason = reasonOf(error);
        return fail(json, 2, told(locale, 'file-unwritable', 'checkFile', { file, reason }));
      }
      if (!json) parts.stderr(`${say(locale, 'exported', { file })}\n`);
    }
    if (end.stderr) parts.stderr(end.stderr);
    if (end.stdout) parts.stdout(end.stdout);
    return end.exit;
  };

  /** An app that took the command and went away may have done any part of it. */
  const wentAway = ({ asked: { kind } }: CommandLine): ExitCode =>
    kind === 'send' || kind === 'message'
      ? fail(json, 4, told(locale, 'app-gone', 'app-gone-buzz'))
      : fail(json, 5, told(locale, 'app-gone', 'app-gone-other'));

  const pid = readEndpoint(parts.home)?.pid ?? null;
  let started: StartedApp | null = null;
  let failed: string | null = null;
  const deadline = parts.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    switch (answer.kind) {
      case 'ended':
        if (asked.kind === 'quit' && answer.end.exit === 0 && pid !== null && !(await isGone(parts, pid))) {
          return fail(json, 5, told(locale, 'still-there', 'quit-again', { pid: String(pid) }));
        }
        return finish(answer.end);
      case 'gone':
        return wentAway(parsed.line);
      case 'wrong-version':
        return fail(json, 5, told(locale, 'no-app', 'app-older'));
      case 'refused':
        return fail(json, 2, told(locale, 'usage', 'seeHelp'));
      case 'away':
        break;
    }
    if (asked.kind === 'quit') {
      if (json) parts.stdout(`${JSON.stringify({ ok: true })}\n`);
      parts.stderr(`${say(locale, 'notRunning')}\n`);
      return 0;
    }
    if (started === null) {
      parts.stderr(`${say(locale, 'starting')}\n`);
      try {
        started = await parts.start();
      } catch (error) {
        return fail(json, 5, told(locale, 'no-app', 'app-failed', { reason: reasonOf(error) }));
      }
      started.failed.then((reason) => {
        failed = reason;
      });
    }
    if (failed !== null) return fail(json, 5, told(locale, 'no-app', 'app-failed', { reason: failed }));
    if (parts.now() > deadline) {
      return fail(json, 5, told(locale, 'no-app', 'app-silent', { seconds: String(patienceMs / 1000) }));
    }
    await parts.pause(askAgainMs);
  }
};

const isGone = async (parts: ClientParts, pid: number): Promise<boolean> => {
  const deadline = parts.now() + quitPatienceMs;
  while (parts.isAlive(pid)) {
    if (parts.now() > deadline) return false;
    await parts.pause(askAgainMs);
  }
  return true;
};

/** The language of a terminal, from what POSIX puts into the environment; null when it says nothing (`C`, Windows). */
const terminalLocale = (env: Readonly<Record<string, string | undefined>>): Locale | null => {
  const said = [...(env.LANGUAGE ?? '').split(':'), env.LC_ALL, env.LC_MESSAGES, env.LANG];
  for (const tag of said) {
    const [primary] = (tag ?? '').toLowerCase().split(/[-_.@]/);
    if (primary === 'zh') return 'zh-CN';
    if (primary === 'en') return 'en-US';
  }
  return null;
};
