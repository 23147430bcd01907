import { setTimeout as pause } from 'node:timers/promises';
import { readEndpoint } from '../protocol/endpoint';
import { protocolVersion } from '../protocol/reply';
import { talk } from '../protocol/talk';
import type { StartReason } from './start-options';

/** An app that ends needs this long at most, ms. */
const patienceMs = 15_000;
const askAgainMs = 50;

/**
 * Somebody started the app on a real screen while another instance of it runs on a virtual one, where nobody sees it
 * (the command line started it). That one ends, and this one takes its place. Answers whether it does.
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
  // Armed ladders are no hindrance: they are on the disk, and go on with whoever starts next.
  const command = { kind: 'quit', force: true } as const;
  const request = { version: protocolVersion, locale: null, json: false, workspace: null, command } as const;
  const ended = await talk(endpoint, request, () => undefined);
  if (ended.kind !== 'ended' || ended.end.exit !== 0) return false;
  for (const end = Date.now() + patienceMs; Date.now() < end; await pause(askAgainMs)) {
    if (deps.claim()) return true;
  }
  return false;
};
