import type { TestProject } from 'vitest/node';
import { prepare, sandboxArgs } from '../../../build/prepare/prepare.mjs';
import { startVirtualDesktop } from '../../../build/screen/virtual-desktop.mjs';

/** Environment that the desktop tests share, by `inject('desktop')`. */
export interface DesktopSession {
  electron: string;
  /** Arguments that Electron needs as root. */
  sandboxArgs: readonly string[];
  /** Arguments that make Electron use the keyring of this desktop. */
  keyringArgs: readonly string[];
  env: Record<string, string>;
}

declare module 'vitest' {
  export interface ProvidedContext {
    desktop: DesktopSession;
  }
}

/** Prepares all desktop tests once: a current build, an Electron, and a desktop of their own on any screen. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const { electron } = await prepare({ need: 'tests' });
  if (process.platform !== 'linux') {
    console.log('The tests that drive a desktop need an X session and run on Linux; here the packaged app is tried.');
    project.provide('desktop', { electron, sandboxArgs: [], keyringArgs: [], env: {} });
    return async () => undefined;
  }
  const desktop = await startVirtualDesktop();
  project.provide('desktop', {
    electron,
    sandboxArgs: await sandboxArgs(electron),
    keyringArgs: desktop.electronArgs,
    env: desktop.env,
  });
  return desktop.stop;
};
