import { setTimeout as pause } from 'node:timers/promises';
import { readEndpoint } from '../protocol/endpoint';
import { protocolVersion } from '../protocol/reply';
import { talk } from '../protocol/talk';
import type { StartReason } from './start-options';

/** Longest time for the other app to end (ms). */
const endMs = 15_000;
/** Time between two attempts (ms). */
const retryMs = 50;

/**
 * Takes the place of an instance on a virtual screen, which the command line started and no person sees, when the app is
 * started on a real screen. Answers whether it did.
 */
export const takeOver = async (deps: {
  home: string;
  screen: 'real' | 'virtual';
  reason: StartReason;
  /** Tries to become the one instance of this data folder. */
  claim: () => boolean;
}): Promise<boolean> => {
  const endpoint = readEndpoint(deps.home);
  if (!endpoint?.virtual || deps.screen === 'virtual' || deps.reason.kind === 'nothing') return false;
  // Armed ladders are no hindrance: they are on the disk, and go on in the instance that starts next.
  const command = { kind: 'quit', force: true } as const;
  const request = { version: protocolVersion, locale: null, json: false, workspace: null, command } as const;
  const ended = await talk(endpoint, request, () => undefined);
  if (ended.kind !== 'ended' || ended.end.exit !== 0) return false;
  for (const end = Date.now() + endMs; Date.now() < end; await pause(retryMs)) {
    if (deps.claim()) return true;
  }
  return false;
};
