interface LockHost {
  requestSingleInstanceLock(): boolean;
  on(event: 'second-instance', listener: (event: unknown, argv: string[]) => void): unknown;
  on(event: 'activate', listener: (event: unknown, hasVisibleWindows: boolean) => void): unknown;
}

/**
 * Claims to be the one instance of this data folder (`settleDataHome` comes first). False: another instance runs and has
 * just been told, so this one must quit. True: `onSecond` gets the arguments of every later start.
 */
export const claimSingleInstance = (app: LockHost, onSecond: (argv: readonly string[]) => void): boolean => {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', (_event, argv) => onSecond(argv));
  // macOS starts no second instance: it tells the running one, and brings its visible windows forward by itself.
  app.on('activate', (_event, hasVisibleWindows) => {
    if (!hasVisibleWindows) onSecond([]);
  });
  return true;
};
