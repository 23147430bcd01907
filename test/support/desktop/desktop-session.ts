import type { TestProject } from 'vitest/node';
import { prepare, sandboxArgs } from '../../../build/prepare/prepare.mjs';
import { startVirtualDesktop } from '../../../build/screen/virtual-desktop.mjs';

/** What the desktop tests share; ask for it with `inject('desktop')`. */
export interface DesktopSession {
  electron: string;
  /** What Electron needs as root. */
  sandboxArgs: readonly string[];
  /** What Electron needs to use this desktop's keyring. */
  keyringArgs: readonly string[];
  env: Record<string, string>;
}

declare module 'vitest' {
  export interface ProvidedContext {
    desktop: DesktopSession;
  }
}

/** Once for all desktop tests: an up-to-date build, an Electron, and a desktop of their own, whatever screen there is. */
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
