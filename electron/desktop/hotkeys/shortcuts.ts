/** What is used of Electron's `globalShortcut`. */
export interface ShortcutHost {
  /** False when another program has it; throws when Electron cannot read the accelerator. */
  register(accelerator: string, callback: () => void): boolean;
  unregister(accelerator: string): void;
}

/** The shortcuts this program holds: the window's own and those of groups. */
export interface HotkeyClaims {
  /** Takes a shortcut; false when somebody has it, another program or this one. */
  claim(accelerator: string, press: () => void): boolean;
  release(accelerator: string): void;
  /** Whether it could be had: tried for a moment, since there is no way to ask. */
  isFree(accelerator: string): boolean;
  /** Lets all of them go for a while (one is being recorded), so that they can be pressed like any other. */
  pause(): void;
  /** Takes them back; answers with those that somebody else has taken meanwhile. */
  resume(): readonly string[];
}

export const createHotkeyClaims = (host: ShortcutHost): HotkeyClaims => {
  const held = new Map<string, () => void>();
  let paused = false;

  const register = (accelerator: string, press: () => void): boolean => {
    try {
      return host.register(accelerator, press);
    } catch {
      return false;
    }
  };
  const isFree = (accelerator: string): boolean => {
    if (held.has(accelerator) || !register(accelerator, () => undefined)) return false;
    host.unregister(accelerator);
    return true;
  };

  return {
    claim: (accelerator, press) => {
      const had = !held.has(accelerator) && (paused ? isFree(accelerator) : register(accelerator, press));
      if (had) held.set(accelerator, press);
      return had;
    },
    release: (accelerator) => {
      if (held.delete(accelerator) && !paused) host.unregister(accelerator);
    },
    isFree,
    pause: () => {
      if (paused) return;
      paused = true;
      for (const accelerator of held.keys()) host.unregister(accelerator);
    },
    resume: () => {
      if (!paused) return [];
      paused = false;
      const lost = [...held].filter(([accelerator, press]) => !register(accelerator, press));
      for (const [accelerator] of lost) held.delete(accelerator);
      return lost.map(([accelerator]) => accelerator);
    },
  };
};
