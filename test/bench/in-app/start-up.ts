import { setTimeout as wait } from 'node:timers/promises';
import { quantile, round } from '../in-node/quantile';
import type { BenchApp, BenchDesktop, BenchHomes } from './electron-run';
import { startRun } from './electron-run';

const runs = 25;
/** Starts before the first measured one: Chromium keeps a script's compiled code some time after its second use. */
const warmUps = 3;
const warmUpMs = 3_000;
const goal = 1.25;

/**
 * Measures spawn → tray icon and spawn → the popup's content, against a bare app: all warmed up, then by turns. With a
 * folder for an older build, ours against that one as well.
 */
export const startUp = async (desktop: BenchDesktop, homes: BenchHomes, say: (what: string) => void) => {
  const apps = Object.entries(homes) as [BenchApp, string][];
  const times: Record<BenchApp, { tray: number[]; popup: number[] }> = {
    bare: { tray: [], popup: [] },
    ours: { tray: [], popup: [] },
    before: { tray: [], popup: [] },
  };
  say('starting each a few times, to warm the disk');
  for (let run = 0; run < warmUps; run += 1) {
    for (const [app, home] of apps) {
      const started = startRun(desktop, app, home);
      await started.next('content');
      await wait(warmUpMs);
      await started.end();
    }
  }
  for (let run = 1; run <= runs; run += 1) {
    say(`starting each, ${run} of ${runs}`);
    for (const [app, home] of run % 2 === 0 ? apps : [...apps].reverse()) {
      const started = startRun(desktop, app, home);
      const tray = await started.next('tray');
      const popup = await started.next('content');
      await started.end();
      times[app].tray.push(tray.ms);
      times[app].popup.push(popup.ms);
    }
  }
  const row = (what: 'tray' | 'popup') => {
    const middle = (app: BenchApp) => round(quantile(times[app][what], 0.5));
    /** Ours as a multiple of another, pair by pair: when the computer is slower for a while, it is so for both. */
    const against = (other: BenchApp) => {
      const ratios = times.ours[what].map((ms, run) => ms / (times[other][what][run] ?? 0));
      const at = (share: number) => round(quantile(ratios, share), 3);
      return { ratio: at(0.5), ratioQuartiles: [at(0.25), at(0.75)] };
    };
    return {
      bareMs: middle('bare'),
      oursMs: middle('ours'),
      ...against('bare'),
      goal,
      ...(homes.before ? { before: { ms: middle('before'), ...against('before') } } : {}),
    };
  };
  return { tray: row('tray'), popup: row('popup') };
};
