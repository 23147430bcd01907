import type { Log } from '../../storage/log';

/**
 * A log whose code is loaded with its first line, and which keeps the order of its lines until then: that code takes longer
 * to load than the tray takes to show.
 */
export const createLateLog = (load: () => Promise<Log>): Log => {
  let log: Log | null = null;
  let loading: Promise<Log> | null = null;
  const write = (level: keyof Log) => (what: string, detail?: unknown) => {
    if (log) return log[level](what, detail);
    loading ??= load().then((loaded) => {
      log = loaded;
      return loaded;
    });
    // A log that cannot be opened cannot report it either.
    void loading.then((loaded) => loaded[level](what, detail)).catch(() => undefined);
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
};
