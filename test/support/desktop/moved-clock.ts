import { join } from 'node:path';
import type { ElectronApplication } from 'playwright-core';

/** Switches and environment that start an app with a clock that is `off` (ms) from the real one, and can be moved. */
export const withClock = (off = 0) => ({
  switches: ['-r', join(import.meta.dirname, 'clock-that-moves.cjs')],
  env: { CLOCK_IS_OFF: String(off) },
});

/** Moves the clock of a running app that was started with one. */
export const setClock = ({ app }: { app: ElectronApplication }, off: number): Promise<void> =>
  app.evaluate((_, off) => void Object.assign(globalThis, { clockIsOff: off }), off);

/** Moves the clock as a computer does that slept: so much more time has passed (ms), and the system says so. */
export const sleepFor = ({ app }: { app: ElectronApplication }, ms: number): Promise<void> =>
  app.evaluate(({ powerMonitor }, ms) => {
    Object.assign(globalThis, { clockIsOff: Number(Reflect.get(globalThis, 'clockIsOff')) + ms });
    powerMonitor.emit('resume');
  }, ms);
