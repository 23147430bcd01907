import type { NoUpdates } from './updates';

export interface InstalledAs {
  packaged: boolean;
  testBuild: boolean;
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  /** Whether the package says where updates come from (`app-update.yml` in its resources). */
  hasPlace: boolean;
}

/**
 * Why this copy must not replace itself; null when it may: an AppImage, an installed app on Windows (not the portable
 * one, which electron-builder's stub tells by a variable) or on macOS.
 */
export const whyNoUpdates = ({ packaged, testBuild, platform, env, hasPlace }: InstalledAs): NoUpdates | null => {
  if (!packaged) return 'source';
  if (testBuild) return 'test-build';
  if (platform === 'win32' ? env.PORTABLE_EXECUTABLE_DIR : platform !== 'darwin' && !env.APPIMAGE) return 'by-hand';
  return hasPlace ? null : 'no-place';
};
