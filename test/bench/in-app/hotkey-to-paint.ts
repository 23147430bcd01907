import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { quantile, round } from '../in-node/quantile';
import { type BenchApp, type BenchDesktop, type BenchHomes, startRun } from './electron-run';

const presses = 40;
const goal = 1.5;
const press = () => promisify(execFile)('xdotool', ['key', 'ctrl+alt+shift+b']);

const measure = async (desktop: BenchDesktop, app: BenchApp, home: string): Promise<number[]> => {
  const run = startRun(desktop, app, home);
  const times: number[] = [];
  try {
    await run.next('watching');
    const hide = async () => {
      await press();
      await run.next('pressed');
      await run.next('hidden');
      // A person does not press again before the last press is done with.
      await wait(200);
    };
    /** A window can get the focus twice: ignores frames painted before the key was pressed. */
    const paintedAfter = async (from: number): Promise<number> => {
      const { ms } = await run.next('painted');
      return ms < from ? paintedAfter(from) : ms;
    };
    // Not measured: the first press is not warm.
    await press();
    await paintedAfter((await run.next('pressed')).ms);
    await hide();
    for (let count = 0; count < presses; count += 1) {
      await press();
      const { ms } = await run.next('pressed');
      times.push((await paintedAfter(ms)) - ms);
      await hide();
    }
    return times;
  } finally {
    await run.end();
  }
};

/** Measures real key → two painted frames of the shown window, warm, against a bare app. */
export const hotkeyToPaint = async (desktop: BenchDesktop, homes: BenchHomes, say: (what: string) => void) => {
  say(`pressing the hotkey ${presses} times for each`);
  const bare = await measure(desktop, 'bare', homes.bare);
  const ours = await measure(desktop, 'ours', homes.ours);
  const bareP95 = quantile(bare, 0.95);
  const oursP95 = quantile(ours, 0.95);
  return {
    bareMs: { p50: round(quantile(bare, 0.5)), p95: round(bareP95) },
    oursMs: { p50: round(quantile(ours, 0.5)), p95: round(oursP95) },
    ratio: round(oursP95 / bareP95, 3),
    goal,
  };
};
