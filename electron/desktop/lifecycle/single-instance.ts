import type { Claim } from '../../storage/data-owner';
import type { Instance } from '../command-line/launch/hand-over';

interface LockHost {
  requestSingleInstanceLock(): boolean;
  releaseSingleInstanceLock(): void;
  on(event: 'second-instance', listener: (event: unknown, argv: string[]) => void): unknown;
  on(event: 'activate', listener: (event: unknown, hasVisibleWindows: boolean) => void): unknown;
}

export interface SingleInstanceDeps {
  app: LockHost;
  platform: NodeJS.Platform;
  /** Claims the data folder of this process (`claimData`). */
  claimData: () => Claim;
  /** Hears the arguments of later starts that the system hands over. */
  onSecond(argv: readonly string[]): void;
}

/**
 * Claims to be the one instance of the data folder. May be asked again and again.
 *
 * The lock in the folder decides (electron/desktop/README.md#one-owner). Chromium's own lock stands beside it: on Windows
 * it hands a start over together with the right to come to the front, which no other way does; and where the folder has
 * no locks it is the second best.
 */
export const claimSingleInstance = ({ app, platform, claimData, onSecond }: SingleInstanceDeps): Instance => {
  const windows = platform === 'win32';
  const claim = claimData();
  if (claim.kind === 'taken') {
    if (!windows) return 'second';
    if (!app.requestSingleInstanceLock()) return 'told';
    // The owner does not have it, because an instance that has ended meanwhile was faster.
    app.releaseSingleInstanceLock();
    return 'second';
  }
  if (claim.kind === 'unproven' || windows) {
    const first = app.requestSingleInstanceLock();
    if (!first && claim.kind === 'unproven') return windows ? 'told' : 'second';
  }
  if (windows) app.on('second-instance', (_event, argv) => onSecond(argv));
  // macOS starts no second instance: it tells the running one, and brings its visible windows forward by itself.
  app.on('activate', (_event, hasVisibleWindows) => {
    if (!hasVisibleWindows) onSecond([]);
  });
  return 'first';
};
