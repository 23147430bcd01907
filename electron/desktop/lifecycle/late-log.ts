import type { Log } from '../../storage/log';

/**
 * A log that is loaded with the first word for it, and keeps the words in order until then: the code that writes files
 * takes longer to load than the tray to show.
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
    // Without a place to write to there is nobody to tell.
    void loading.then((loaded) => loaded[level](what, detail)).catch(() => undefined);
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
};
