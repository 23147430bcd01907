import { knownZone, type Zone } from '../../electron/contract/local-time';

/** Time for which a page goes by the zone it was told (ms): asking takes longer than writing a time. */
const believedMs = 1000;

let known: { zone: Zone; at: number } | null = null;

/** The computer's zone. Chromium tells pages when it changes. */
export const pageZone = (): Zone => {
  const at = performance.now();
  if (known === null || at - known.at > believedMs || at < known.at) known = { zone: knownZone(), at };
  return known.zone;
};
