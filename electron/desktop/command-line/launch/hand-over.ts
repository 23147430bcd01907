import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from '../protocol/command';
import { type Endpoint, readEndpoint, removeEndpoint } from '../protocol/endpoint';
import { talk } from '../protocol/talk';
import type { StartReason } from './start-options';

/** Longest time for the other instance to take the wish, or to end (ms). A cold start may take this long. */
const patienceMs = 60_000;
/** Time between two attempts (ms). */
const retryMs = 50;

/**
 * `first`: this process is the one instance of its data folder. `second`: another one is, and has to be told what this
 * start is for. `told`: it has been told already, so this process may end.
 */
export type Instance = 'first' | 'second' | 'told';

export interface HandOverDeps {
  home: string;
  screen: 'real' | 'virtual';
  reason: StartReason;
  /** The answer to the first claim: `second`, or `first` although an endpoint was left behind in the folder. */
  instance: 'first' | 'second';
  /** Tries to become the one instance of this data folder. */
  claim: () => Instance;
  now?: () => number;
}

/**
 * The end of a start that found another instance: `told`, and this process may end; `first`, since the other one has ended
 * meanwhile; `silent` or `other-version`, and the person has to be told.
 */
export type HandedOver = 'told' | 'first' | 'silent' | 'other-version';

/** The command that does in the other instance what this start was for; null: nothing is to be shown. */
const commandOf = (reason: StartReason): Command | null => {
  switch (reason.kind) {
    case 'show':
      return { kind: 'open' };
    case 'quick':
    case 'toggle':
      return { kind: reason.kind };
    case 'link':
      return { kind: 'link', link: reason.link.slice(0, 20_000) };
    case 'nothing':
      return null;
  }
};

const say = (endpoint: Endpoint, command: Command) =>
  talk(endpoint, { locale: null, json: false, workspace: null, command }, () => undefined);

/**
 * Hands the wish of this start to the instance that owns the data folder, which may still be starting. One on a virtual
 * screen, which the command line started and no person sees, ends instead when the app is started on a real screen.
 */
export const handOver = async (deps: HandOverDeps): Promise<HandedOver> => {
  const { home, screen, reason, claim, now = Date.now } = deps;
  const command = commandOf(reason);
  if (deps.instance === 'first') return askLeftBehind(home, command);
  const deadline = now() + patienceMs;
  for (let leaving = false; now() < deadline; await pause(retryMs)) {
    const endpoint = readEndpoint(home);
    if (endpoint && command === null) return 'told';
    if (endpoint && command !== null && !leaving) {
      const replaced = endpoint.virtual && screen === 'real';
      // Armed ladders are no hindrance: they are on the disk, and go on in the instance that starts next.
      const ended = await say(endpoint, replaced ? { kind: 'quit', force: true } : command);
      if (ended.kind === 'wrong-version') return 'other-version';
      if (replaced) leaving = ended.kind === 'ended' && ended.end.exit === 0;
      else if (ended.kind === 'ended' || ended.kind === 'gone') return 'told';
    }
    const instance = claim();
    if (instance !== 'second') return instance;
  }
  return 'silent';
};

/**
 * Asks the app of an endpoint that is there although this process could get the lock. Mostly it was killed; but it may be
 * of a version before the lock, or have lost the lock's file to a person or program that cleaned up.
 */
const askLeftBehind = async (home: string, command: Command | null): Promise<HandedOver> => {
  const endpoint = readEndpoint(home);
  const ended = endpoint && (await say(endpoint, command ?? { kind: 'list', limit: 1 }));
  switch (ended?.kind) {
    case 'wrong-version':
      return 'other-version';
    case 'ended':
    case 'gone':
      return 'told';
    default:
      removeEndpoint(home);
      return 'first';
  }
};
