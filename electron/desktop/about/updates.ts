import { dayMs } from '../../core/ports/clock';

/** The parts of electron-updater's `autoUpdater` used here. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  logger: unknown;
  checkForUpdates(): Promise<{
    updateInfo: { version: string };
    isUpdateAvailable: boolean;
    /** Resolves once the new version is downloaded. */
    downloadPromise?: Promise<unknown> | null;
  } | null>;
}

export interface UpdatesDeps {
  /** The reason why this copy never looks for updates; null when it may. */
  never: NoUpdates | null;
  wanted(): boolean;
  /** True while a buzz is under way or a ladder is armed. */
  busy(): boolean;
  now(): number;
  /** Loads the updater, with the first use. */
  load(): Promise<Updater>;
  report(reason: unknown): void;
}

interface Updates {
  state(): UpdateState;
  /** Looks for a newer version when it is due and the app is not busy. Never asks the person, never restarts. */
  look(): Promise<void>;
  /** To be called before the app quits. */
  beforeQuit(): void;
}

/**
 * Updates of the app: looked for at most once a day, at moments when the app does something anyway, so that no timer keeps
 * it awake; downloaded in the background, installed on quit. Reaching people comes first: none of it happens during a buzz.
 */
export const createUpdates = ({ never, wanted, busy, now, load, report }: UpdatesDeps): Updates => {
  let found: Exclude<UpdateState, { kind: 'off' }> = { kind: 'current', askedAt: null };
  let askedAt: number | null = null;
  let looking = false;
  let updater: Updater | null = null;

  const ask = async (at: number): Promise<typeof found> => {
    updater ??= await load();
    updater.autoDownload = true;
    updater.autoInstallOnAppQuit = true;
    // Its logger would write addresses and paths to the console.
    updater.logger = null;
    const answer = await updater.checkForUpdates();
    if (!answer?.isUpdateAvailable) return { kind: 'current', askedAt: at };
    await answer.downloadPromise;
    return { kind: 'ready', version: answer.updateInfo.version };
  };

  return {
    state: () => {
      if (never) return { kind: 'off', why: never };
      return wanted() || found.kind === 'ready' ? found : { kind: 'off', why: 'setting' };
    },
    look: async () => {
      const due = askedAt === null || now() - askedAt >= dayMs || now() < askedAt;
      if (never || looking || !due || !wanted() || busy() || found.kind === 'ready') return;
      looking = true;
      askedAt = now();
      try {
        found = await ask(askedAt);
      } catch (reason) {
        report(reason);
        found = { kind: 'failed', askedAt };
      } finally {
        looking = false;
      }
    },
    beforeQuit: () => {
      if (updater) updater.autoInstallOnAppQuit = wanted() && !busy();
    },
  };
};

/** The reasons why a copy of the app does not look for newer versions. */
export type NoUpdates =
  /** Run from its sources. */
  | 'source'
  | 'test-build'
  /** Unpacked by hand, portable, or installed by the system's packages: it is updated the same way. */
  | 'by-hand'
  /** Packaged without a place that publishes updates. */
  | 'no-place'
  /** Turned off in Settings. */
  | 'setting';

/** The state of updates. Times are ms since 1970; null: not asked yet. */
export type UpdateState =
  | { kind: 'off'; why: NoUpdates }
  | { kind: 'current'; askedAt: number | null }
  /** Downloaded; it is installed when the app quits. */
  | { kind: 'ready'; version: string }
  | { kind: 'failed'; askedAt: number };

export interface InstalledAs {
  packaged: boolean;
  testBuild: boolean;
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  /** True when the package says where updates come from (`app-update.yml` in its resources). */
  hasPlace: boolean;
}

/**
 * The reason why this copy must not replace itself; null when it may: an AppImage, an installed app on Windows (not the
 * portable one, which electron-builder's stub marks with a variable) or on macOS.
 */
export const whyNoUpdates = ({ packaged, testBuild, platform, env, hasPlace }: InstalledAs): NoUpdates | null => {
  if (!packaged) return 'source';
  if (testBuild) return 'test-build';
  if (platform === 'win32' ? env.PORTABLE_EXECUTABLE_DIR : platform !== 'darwin' && !env.APPIMAGE) return 'by-hand';
  return hasPlace ? null : 'no-place';
};
