import type { BenchApp, BenchDesktop } from './electron-run';
import { startRun } from './electron-run';
import { quantile, round } from './quantile';

const runs = 9;
const goal = 1.25;

/** Spawn → tray icon, and spawn → the popup's content is there, against a bare app. One warm-up each, then by turns. */
export const startUp = async (
  desktop: BenchDesktop,
  homes: Readonly<Record<BenchApp, string>>,
  say: (what: string) => void,
) => {
  const times: Record<BenchApp, { tray: number[]; popup: number[] }> = {
    bare: { tray: [], popup: [] },
    ours: { tray: [], popup: [] },
  };
  for (let run = 0; run <= runs; run += 1) {
    say(run === 0 ? 'starting each once, to warm the disk' : `starting both, ${run} of ${runs}`);
    for (const app of run % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const)) {
      const started = startRun(desktop, app, homes[app]);
      const tray = await started.next('tray');
      const popup = await started.next('content');
      await started.end();
      if (run === 0) continue;
      times[app].tray.push(tray.ms);
      times[app].popup.push(popup.ms);
    }
  }
  const row = (what: 'tray' | 'popup') => {
    const bareMs = quantile(times.bare[what], 0.5);
    const oursMs = quantile(times.ours[what], 0.5);
    return { bareMs: round(bareMs), oursMs: round(oursMs), ratio: round(oursMs / bareMs, 3), goal };
  };
  return { tray: row('tray'), popup: row('popup') };
};
