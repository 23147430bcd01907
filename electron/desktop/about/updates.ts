import { dayMs } from '../../core/ports/clock';

/** What is used of electron-updater's `autoUpdater`. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  logger: unknown;
  checkForUpdates(): Promise<{
    updateInfo: { version: string };
    isUpdateAvailable: boolean;
    /** Resolves once it is here. */
    downloadPromise?: Promise<unknown> | null;
  } | null>;
}

export interface UpdatesDeps {
  /** Why this copy never looks; null when it may. */
  never: NoUpdates | null;
  wanted(): boolean;
  /** Somebody is being buzzed, or a ladder is armed. */
  busy(): boolean;
  now(): number;
  /** Loaded when it is needed for the first time. */
  load(): Promise<Updater>;
  report(reason: unknown): void;
}

interface Updates {
  state(): UpdateState;
  /** Looks for a newer version, when it is time and nothing is going on. Never asks anything, never restarts. */
  look(): Promise<void>;
  /** To be told before the app ends. */
  beforeQuit(): void;
}

/**
 * Newer versions of the app: looked for at most once a day, at moments when the app does something anyway, so that
 * no timer keeps it awake; fetched in the background, installed on quit. Reaching people comes first: nothing of it
 * happens while they are being reached.
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
    // It would write addresses and paths to the console.
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

/** Why this copy of the app does not look for newer versions. */
export type NoUpdates =
  /** Run from its sources. */
  | 'source'
  | 'test-build'
  /** Unpacked by hand, portable, or put there by the system's packages: whoever did that does it again. */
  | 'by-hand'
  /** Packaged by somebody who has nowhere to publish. */
  | 'no-place'
  /** Turned off in Settings. */
  | 'setting';

/** Where the app stands with newer versions of itself. Times are ms since 1970; null: not asked yet. */
export type UpdateState =
  | { kind: 'off'; why: NoUpdates }
  | { kind: 'current'; askedAt: number | null }
  /** It is here, and installed when the app quits. */
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
