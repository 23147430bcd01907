import { randomBytes } from 'node:crypto';
import { knownZone } from '../../../../contract/local-time';
import type { Board } from '../../../../contract/model/board';
import type { Locale } from '../../../../contract/model/settings';
import { createRelayCalls, type RelayAnswer, relayAddress } from '../../../hand-over/relay-calls';
import { boardText } from '../../app/output/board-text';
import { buzzJson, exitCodeOf } from '../../app/output/buzz-json';
import { rowJson, rowText } from '../../app/output/row-text';
import { createSpeaker, type Speaker } from '../../app/speaker';
import { isAwaited } from '../../app/wait-for-readers';
import type { CommandEnd, ExitCode, PrintedProblem } from '../../protocol/reply';
import { type ClientWord, printed } from '../arguments/client-words';
import type { UnpreparedCommand } from '../arguments/parse-result';
import { type FollowDeps, followBoard } from './follow-board';
import { readBoard, readRows } from './read-answers';

/** What commands at a relay are run with. */
export interface RelayClientDeps {
  /** The relay's address as it was given. */
  relay: string;
  /** The token from the environment; null: there is none. */
  token: string | null;
  locale: Locale;
  json: boolean;
  workspace: string | null;
  /** What the buzz is about; null: it does not say. */
  incident: string | null;
  stdout(text: string): void;
  stderr(text: string): void;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  pause(ms: number): Promise<void>;
  now(): number;
}

/** Commands that a relay carries out. */
type RelayCommand = Extract<UnpreparedCommand, { kind: 'send' | 'message' | 'show' | 'list' | 'stop' | 'recall' }>;
const kinds: ReadonlySet<UnpreparedCommand['kind']> = new Set(['send', 'message', 'show', 'list', 'stop', 'recall']);
const isForRelay = (command: UnpreparedCommand): command is RelayCommand => kinds.has(command.kind);

/** Longest time for which a relay that cannot be reached is tried again (ms): it may be starting. */
const reachMs = 30_000;
/** Longest time for which a wish without an answer is told again, and a board is looked for (ms). */
const againMs = 60_000;

/** The end of a command that a relay or the client has refused. */
class Refused extends Error {
  readonly exit: ExitCode;
  readonly problem: PrintedProblem;
  constructor(exit: ExitCode, problem: PrintedProblem) {
    super(problem.message);
    this.exit = exit;
    this.problem = problem;
  }
}

/**
 * Runs one command at a relay: the same words, object and exit code as with the app. A wish has a key, so that it is told
 * again after a lost answer and carried out once.
 */
export const runAtRelay = async (command: UnpreparedCommand, deps: RelayClientDeps): Promise<ExitCode> => {
  const { locale, json, stdout, stderr } = deps;
  try {
    const end = await run(command, deps);
    if (end.stderr) stderr(end.stderr);
    if (end.stdout) stdout(end.stdout);
    return end.exit;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { problem, exit } = error;
    if (json) stdout(`${JSON.stringify({ problem })}\n`);
    stderr(`${problem.message}\n${problem.advice}\n`);
    return exit;
  }

  function run(given: UnpreparedCommand, client: RelayClientDeps): Promise<CommandEnd> {
    const say = (exit: ExitCode, message: ClientWord, advice: ClientWord, values = {}) =>
      new Refused(exit, printed(locale, message, advice, values));
    if (!isForRelay(given)) throw say(2, 'not-at-relay', 'at-relay');
    if (given.kind === 'send' && given.climbs) throw say(2, 'climbs-at-relay', 'climbs-at-relay-advice');
    if (given.kind === 'send' && given.images) throw say(2, 'no-pictures-at-relay', 'no-pictures-at-relay-advice');
    const address = relayAddress(client.relay);
    if (address === null) throw say(2, 'relay-address', 'relay-address-advice');
    if (client.token === null) throw say(2, 'relay-token', 'relay-token-advice');
    const calls = createRelayCalls({ address, token: client.token, locale, fetch: client.fetch });
    const speaker = createSpeaker({ locale, zone: knownZone, json, tell: (text) => stderr(`${text}\n`) });
    const follow = { calls, pause: client.pause, now: client.now };
    return runCommand(given, { client, speaker, follow, say });
  }
};

interface Context {
  client: RelayClientDeps;
  speaker: Speaker;
  follow: FollowDeps;
  say: (exit: ExitCode, message: ClientWord, advice: ClientWord, values?: Record<string, string>) => Refused;
}

const runCommand = async (command: RelayCommand, context: Context): Promise<CommandEnd> => {
  const { client, speaker, follow } = context;
  const { calls } = follow;
  switch (command.kind) {
    case 'send':
    case 'message':
      return buzz(command, context);
    case 'show':
      return show(() => calls.call('GET', `/v1/buzzes/${command.id}`), ofLook, context);
    case 'stop':
    case 'recall': {
      const path = `/v1/buzzes/${command.id}/${command.kind}`;
      return show(() => calls.call('POST', path), ofBoard, context);
    }
    case 'list': {
      const named = client.workspace === null ? '' : `&workspace=${encodeURIComponent(client.workspace)}`;
      const path = `/v1/buzzes?limit=${command.limit}${named}`;
      const rows = readRows((await ask(() => calls.call('GET', path), ofLook, context)).value);
      if (rows === null) throw strange(context);
      const text = rows.map((row) => rowText(row, speaker)).join('\n');
      return speaker.answer(0, { buzzes: rows.map(rowJson) }, text || speaker.say('noBuzzes'));
    }
  }
};

const show = async (call: () => Promise<RelayAnswer>, exits: Exits, context: Context): Promise<CommandEnd> => {
  const { answer, locale, zone } = context.speaker;
  const board = boardOf((await ask(call, exits, context)).value, context);
  return answer(0, buzzJson(board, locale), boardText(board, locale, zone()));
};

const strange = ({ say, client }: Context): Refused => say(5, 'no-relay', 'relay-strange', { relay: client.relay });

const boardOf = (value: unknown, context: Context): Board & { repeated?: boolean } => {
  const board = readBoard(value);
  if (board === null) throw strange(context);
  return board;
};

/** Exit codes of a call: when the relay refuses it, and when it may have been carried out without an answer. */
interface Exits {
  refused: ExitCode;
  lost: ExitCode;
}
const ofBoard: Exits = { refused: 1, lost: 5 };
const ofLook: Exits = { refused: 2, lost: 5 };

/** Makes a call that may be made again, until there is an answer or the patience is over. */
const ask = async (
  call: () => Promise<RelayAnswer>,
  exits: Exits,
  context: Context,
): Promise<{ value: unknown; attempts: number }> => {
  const { client, say } = context;
  const begun = client.now();
  let reached = false;
  for (let [wait, attempts] = [500, 1]; ; wait = Math.min(wait * 2, 8_000), attempts += 1) {
    const answer = await call();
    switch (answer.kind) {
      case 'value':
        return { value: answer.value, attempts };
      case 'strange':
        throw strange(context);
      case 'refused':
        // It is ending or has failed: another one may be there in a moment.
        if (answer.status < 500) throw new Refused(answer.status === 422 ? exits.refused : 2, answer.problem);
        reached ||= answer.status !== 503;
        break;
      case 'lost':
        reached ||= answer.stage !== 'not-sent';
        break;
    }
    if (client.now() - begun > (reached ? againMs : reachMs)) {
      const reason = answer.kind === 'lost' ? answer.reason : String(answer.status);
      throw reached
        ? say(exits.lost, 'relay-gone', 'relay-gone-advice')
        : say(5, 'no-relay', 'no-relay-advice', { relay: client.relay, reason });
    }
    await client.pause(wait);
  }
};

/** Tells a wish, waits until every call has its outcome, and then up to `wait` seconds for people to read. */
const buzz = async (
  command: Extract<RelayCommand, { kind: 'send' | 'message' }>,
  context: Context,
): Promise<CommandEnd> => {
  const { client, speaker, follow } = context;
  const { say, tell, locale, zone } = speaker;
  const { kind: _, wait, yes: paid, ...wish } = command;
  const key = randomBytes(16).toString('hex');
  const { workspace, incident } = client;
  const body = { ...wish, paid, workspace, ...(incident === null ? {} : { incident }) };
  const made = await ask(() => follow.calls.call('POST', '/v1/buzzes', body, key), { refused: 2, lost: 4 }, context);
  const first = boardOf(made.value, context);
  let board: Board = first;
  const { id } = board;
  // Told again after a lost answer, it is this very wish that was carried out before.
  const repeated = made.attempts === 1 && first.repeated === true;

  let told = 0;
  const look = (next: Board): boolean => {
    board = next;
    const now = next.people.filter(({ outcome }) => outcome !== 'pending').length;
    if (now > told && next.people.length > 1) tell(say('answered', { done: now, people: next.people.length }));
    told = now;
    return next.state !== 'running';
  };
  const ended = look(board) || (await followBoard(id, look, { until: null, giveUpMs: againMs }, follow)) === 'enough';
  if (!ended) throw context.say(4, 'relay-gone', 'relay-gone-advice');
  if (wait !== null) {
    const until = client.now() + wait * 1000;
    let read = -1;
    const enough = (next: Board): boolean => {
      board = next;
      const now = next.people.filter(({ readAt }) => readAt !== null).length;
      if (now > read) tell(say('waiting', { read: now, people: next.people.length }));
      read = now;
      return !isAwaited(next);
    };
    if (isAwaited(board)) {
      await followBoard(id, enough, { until, giveUpMs: againMs }, follow);
      // Asked once more at the end, as with the app.
      const last = isAwaited(board) ? await follow.calls.call('POST', `/v1/buzzes/${id}/receipts`) : null;
      board = (last?.kind === 'value' ? readBoard(last.value) : null) ?? board;
    }
  }
  if (board.practice) tell(say('practice'));
  const json = buzzJson(board, locale);
  const text = boardText(board, locale, zone());
  return speaker.answer(
    exitCodeOf(board.people),
    repeated ? { ...json, repeated } : json,
    repeated ? `${say('repeated')}\n${text}` : text,
  );
};
