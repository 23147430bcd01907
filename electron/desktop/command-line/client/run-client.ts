import { terminalLocale } from '../../../contract/terminal-locale';
import { localeFor, type Values } from '../../../contract/words';
import type { FoundOwner } from '../../../storage/data-owner';
import { type Endpoint, readEndpoint, removeEndpoint } from '../protocol/endpoint';
import type { CommandEnd, ExitCode, PrintedProblem } from '../protocol/reply';
import { type TalkEnd, talk } from '../protocol/talk';
import { type ClientWord, printed, printedUsage, sayOf } from './arguments/client-words';
import { helpText } from './arguments/help-text';
import { parseCommand } from './arguments/parse-command';
import type { UnpreparedCommand } from './arguments/parse-result';
import { type PrepareDeps, prepareCommand, reasonOf } from './prepare-command';
import type { Whereabouts } from './whereabouts';

/** An app that the client has started. `ended` resolves when its process ends: with the reason if badly, else with null. */
export interface StartedApp {
  ended: Promise<string | null>;
}

/** The client's view of the machine it runs on. */
export interface ClientDeps extends PrepareDeps {
  /** The arguments after the program's name. */
  argv: readonly string[];
  /** The app's data folder. */
  home: string;
  env: Readonly<Record<string, string | undefined>>;
  /** What is unusual about the data folder; null: nothing. */
  whereabouts: Whereabouts | null;
  writeFile(path: string, content: string): Promise<void>;
  stdout(text: string): void;
  stderr(text: string): void;
  /** The way to a relay. */
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Starts the app hidden and detached. */
  start(): Promise<StartedApp>;
  isAlive(pid: number): boolean;
  /** Looks whether a process owns the data folder. */
  findOwner(): FoundOwner;
  pause(ms: number): Promise<void>;
  now(): number;
}

/** Longest start of the app on a cold machine (ms). */
const startMs = 60_000;
/** Longest time in which an app that runs makes anew a socket that it has lost (ms). Mostly it takes a moment. */
const mendMs = 10_000;
/** Most starts of the app for one command. */
const mostStarts = 3;
/** Longest time for a quitting app to be gone (ms). */
const quitMs = 20_000;
/** Time between two attempts (ms). */
const retryMs = 50;

/** Commands with which the use of a data folder may begin, or end. */
const startsHere: ReadonlySet<UnpreparedCommand['kind']> = new Set([
  'connect',
  'scan',
  'open',
  'toggle',
  'quick',
  'quit',
]);

/** Runs one command to its end and answers with the exit code. stdout gets the answer and nothing else. */
export const runClient = async (deps: ClientDeps): Promise<ExitCode> => {
  const spoken = terminalLocale(deps.env);
  const locale = spoken ?? localeFor('system', [Intl.NumberFormat().resolvedOptions().locale]);
  const say = sayOf(locale);
  const fail = (json: boolean, exit: ExitCode, problem: PrintedProblem): ExitCode => {
    if (json) deps.stdout(`${JSON.stringify({ problem })}\n`);
    deps.stderr(`${problem.message}\n${problem.advice}\n`);
    return exit;
  };

  const parsed = parseCommand(deps.argv);
  if (parsed.kind === 'help') {
    deps.stdout(helpText[locale]);
    return 0;
  }
  if (parsed.kind === 'problem') return fail(parsed.json, 2, printedUsage(locale, parsed.problem));
  const { command, json } = parsed.line;
  const workspace = parsed.line.workspace ?? (deps.env.FEISHU_BUZZ_WORKSPACE?.trim() || null);
  const relay = parsed.line.relay ?? (deps.env.FEISHU_BUZZ_RELAY?.trim() || null);
  if (relay !== null) {
    const { runAtRelay } = await import('./at-relay/run-at-relay');
    const token = deps.env.FEISHU_BUZZ_RELAY_TOKEN?.trim() || null;
    return runAtRelay(command, { ...deps, relay, token, locale, json, workspace, incident: parsed.line.incident });
  }
  if (parsed.line.incident !== null) {
    return fail(json, 2, printed(locale, 'incident-at-relay', 'incident-at-relay-advice'));
  }
  // The first line of all: a script that uses other data than its author thinks must not learn it from an unanswered alarm.
  const { whereabouts } = deps;
  if (whereabouts?.kind === 'other-home') deps.stderr(`${say('other-home', whereabouts)}\n`);
  if (whereabouts?.kind === 'new' && !startsHere.has(command.kind)) deps.stderr(`${say('new-folder', whereabouts)}\n`);

  const prepared = await prepareCommand(command, locale, deps);
  if (!prepared.ok) return fail(json, 2, prepared.problem);
  const request = { locale: spoken, json, workspace, command: prepared.command } as const;
  const attempt = (endpoint: Endpoint | null): Promise<TalkEnd> =>
    endpoint ? talk(endpoint, request, (text) => deps.stderr(`${text}\n`)) : Promise.resolve({ kind: 'away' });

  const finish = async (end: CommandEnd): Promise<ExitCode> => {
    if (end.file !== null && command.kind === 'groups-export') {
      const { file } = command;
      try {
        await deps.writeFile(file, end.file);
      } catch (error) {
        const reason = reasonOf(error);
        return fail(json, 2, printed(locale, 'file-unwritable', 'checkFile', { file, reason }));
      }
      if (!json) deps.stderr(`${say('exported', { file })}\n`);
    }
    if (end.stderr) deps.stderr(end.stderr);
    if (end.stdout) deps.stdout(end.stdout);
    return end.exit;
  };

  /** An app that took the command and went away may have done any part of it. */
  const wentAway = (): ExitCode =>
    command.kind === 'send' || command.kind === 'message'
      ? fail(json, 4, printed(locale, 'app-gone', 'app-gone-buzz'))
      : fail(json, 5, printed(locale, 'app-gone', 'app-gone-other'));

  const said = new Set<ClientWord>();
  /** Says something about the wait, once. */
  const mention = (word: ClientWord, values: Values = {}): void => {
    if (!said.has(word)) deps.stderr(`${say(word, values)}\n`);
    said.add(word);
  };
  const begun = deps.now();
  let starts = 0;
  let started: { ended: boolean } | null = null;
  let failed: string | null = null;
  for (; ; await deps.pause(retryMs)) {
    const endpoint = readEndpoint(deps.home);
    const answer = await attempt(endpoint);
    switch (answer.kind) {
      case 'ended':
        if (command.kind === 'quit' && answer.end.exit === 0 && endpoint && !(await isGone(deps, endpoint.pid))) {
          return fail(json, 5, printed(locale, 'still-there', 'quit-again', { pid: String(endpoint.pid) }));
        }
        return finish(answer.end);
      case 'gone':
        return wentAway();
      case 'wrong-version':
        return fail(json, 5, printed(locale, 'no-app', 'app-older'));
      case 'refused':
        return fail(json, 2, printed(locale, 'usage', 'seeHelp'));
      case 'foreign':
        mention('foreign', { socket: endpoint?.socket ?? '' });
        break;
      case 'away':
        break;
    }

    const owner = deps.findOwner();
    if (owner.kind === 'owned') {
      // It lives, so it is starting, or has lost its socket, or is stuck: another one must not be started.
      const pid = String(owner.pid ?? endpoint?.pid ?? '?');
      const patience = starting(owner, deps.now()) ? startMs : mendMs;
      if (deps.now() - begun > patience) return fail(json, 5, printed(locale, 'deaf', 'deaf-advice', { pid }));
      if (patience === mendMs) mention('deafNow', { pid });
      // The app watches this file: it looks after its socket when the file goes.
      if (endpoint && patience === mendMs) removeEndpoint(deps.home, endpoint.token);
      continue;
    }
    // Where a folder has no locks, a process of the endpoint's number is the best sign of life there is.
    const alive = owner.kind === 'unknown' && endpoint !== null && deps.isAlive(endpoint.pid);
    if (command.kind === 'quit') {
      const pid = String(endpoint?.pid ?? '?');
      if (alive) return fail(json, 5, printed(locale, 'deaf', 'deaf-advice', { pid }));
      if (json) deps.stdout(`${JSON.stringify({ ok: true })}\n`);
      deps.stderr(`${say('notRunning')}\n`);
      return 0;
    }
    // One that ended well found another instance, which has ended meanwhile.
    if (started === null || (started.ended && failed === null && starts < mostStarts)) {
      mention('starting');
      starts += 1;
      const mine = { ended: false };
      started = mine;
      try {
        void (await deps.start()).ended.then((reason) => {
          mine.ended = true;
          failed = reason;
        });
      } catch (error) {
        return fail(json, 5, printed(locale, 'no-app', 'app-failed', { reason: reasonOf(error) }));
      }
    }
    if (failed !== null) return fail(json, 5, printed(locale, 'no-app', 'app-failed', { reason: failed }));
    if (deps.now() - begun > startMs) {
      return fail(json, 5, printed(locale, 'no-app', 'app-silent', { seconds: String(startMs / 1000) }));
    }
  }
};

/** True for an owner that may not have come to listening yet. */
const starting = ({ since }: { since: number }, now: number): boolean => now >= since && now - since < startMs;

const isGone = async (deps: ClientDeps, pid: number): Promise<boolean> => {
  const deadline = deps.now() + quitMs;
  while (deps.isAlive(pid)) {
    if (deps.now() > deadline) return false;
    await deps.pause(retryMs);
  }
  return true;
};
