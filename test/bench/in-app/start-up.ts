import { setTimeout as wait } from 'node:timers/promises';
import { quantile, round } from '../in-node/quantile';
import type { BenchApp, BenchDesktop } from './electron-run';
import { startRun } from './electron-run';

const runs = 25;
/** Starts before the first measured one: Chromium keeps a script's compiled code some time after its second use. */
const warmUps = 3;
const warmUpMs = 3_000;
const goal = 1.25;

/** Measures spawn → tray icon and spawn → the popup's content, against a bare app: both warmed up, then by turns. */
export const startUp = async (
  desktop: BenchDesktop,
  homes: Readonly<Record<BenchApp, string>>,
  say: (what: string) => void,
) => {
  const times: Record<BenchApp, { tray: number[]; popup: number[] }> = {
    bare: { tray: [], popup: [] },
    ours: { tray: [], popup: [] },
  };
  say('starting each a few times, to warm the disk');
  for (let run = 0; run < warmUps; run += 1) {
    for (const app of ['bare', 'ours'] as const) {
      const started = startRun(desktop, app, homes[app]);
      await started.next('content');
      await wait(warmUpMs);
      await started.end();
    }
  }
  for (let run = 1; run <= runs; run += 1) {
    say(`starting both, ${run} of ${runs}`);
    for (const app of run % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const)) {
      const started = startRun(desktop, app, homes[app]);
      const tray = await started.next('tray');
      const popup = await started.next('content');
      await started.end();
      times[app].tray.push(tray.ms);
      times[app].popup.push(popup.ms);
    }
  }
  const row = (what: 'tray' | 'popup') => {
    const { [what]: bare } = times.bare;
    const { [what]: ours } = times.ours;
    // Compared pair by pair: when the computer is slower for a while, it is so for both of a pair.
    const ratios = ours.map((ms, run) => ms / (bare[run] ?? 0));
    const at = (share: number) => round(quantile(ratios, share), 3);
    const middle = (ms: readonly number[]) => round(quantile(ms, 0.5));
    return { bareMs: middle(bare), oursMs: middle(ours), ratio: at(0.5), ratioQuartiles: [at(0.25), at(0.75)], goal };
  };
  return { tray: row('tray'), popup: row('popup') };
};
