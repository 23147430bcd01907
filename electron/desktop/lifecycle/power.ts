/** The parts of Electron's `powerMonitor` and `powerSaveBlocker` used here. */
export interface PowerDeps {
  powerMonitor: { on(event: 'resume' | 'unlock-screen', listener: () => void): unknown };
  powerSaveBlocker: { start(type: 'prevent-app-suspension'): number; stop(id: number): unknown };
  /** Called after the computer woke up: steps that are due have to be decided anew. */
  wake: () => void;
}

export interface Power {
  /** Keeps the computer from falling asleep by itself; a person may still put it to sleep. */
  keepAwake(awake: boolean): void;
}

/** Tells the program that the computer woke up, and keeps the computer awake while a ladder is armed. */
export const createPower = ({ powerMonitor, powerSaveBlocker, wake }: PowerDeps): Power => {
  // Not every desktop reports a wake-up; most report that the screen was unlocked.
  powerMonitor.on('resume', wake);
  powerMonitor.on('unlock-screen', wake);
  let blocker: number | null = null;
  return {
    keepAwake: (awake) => {
      if (awake && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
      if (!awake && blocker !== null) {
        powerSaveBlocker.stop(blocker);
        blocker = null;
      }
    },
  };
};
