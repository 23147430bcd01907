/** Electron's `powerMonitor` and `powerSaveBlocker`, as far as they are used. */
export interface PowerDeps {
  powerMonitor: { on(event: 'resume' | 'unlock-screen', listener: () => void): unknown };
  powerSaveBlocker: { start(type: 'prevent-app-suspension'): number; stop(id: number): unknown };
  /** What is due is to be decided anew. */
  wake: () => void;
}

export interface Power {
  /** While true the computer does not go to sleep by itself; a person may still send it there. */
  keepAwake(awake: boolean): void;
}

/** Tells the program that the computer woke up, and keeps it awake while a ladder is to be climbed. */
export const createPower = ({ powerMonitor, powerSaveBlocker, wake }: PowerDeps): Power => {
  // Not every desktop reports that it woke up; most report that its screen was unlocked.
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
