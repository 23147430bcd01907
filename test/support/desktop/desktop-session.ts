import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { prepare, sandboxArgs } from '../../../build/prepare/prepare.mjs';
import { startVirtualDesktop } from '../../../build/screen/virtual-desktop.mjs';
import { desktopCount } from './desktop-count.mjs';

/** What a test needs to start programs on a desktop. */
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
    /** One for each worker, since a desktop has one screen, one tray and one focus. */
    desktops: readonly DesktopSession[];
  }
}

/** The desktop of this worker. No other file's app is on it while a test runs. */
export const ownDesktop = (): DesktopSession => {
  const worker = Number(process.env.VITEST_POOL_ID);
  const desktop = inject('desktops')[worker - 1];
  if (desktop === undefined) throw new Error(`Worker ${worker} has no desktop of its own.`);
  return desktop;
};

/** Prepares all desktop tests once: a current build, an Electron, and desktops of their own on any screen. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const { electron } = await prepare({ need: 'tests' });
  if (process.platform !== 'linux') {
    console.log('The tests that drive a desktop need an X session and run on Linux; here the packaged app is tried.');
    project.provide('desktops', [{ electron, sandboxArgs: [], keyringArgs: [], env: {} }]);
    return async () => undefined;
  }
  const desktops = await Promise.all(Array.from({ length: desktopCount }, () => startVirtualDesktop()));
  const forSandbox = await sandboxArgs(electron);
  project.provide(
    'desktops',
    desktops.map((desktop) => ({
      electron,
      sandboxArgs: forSandbox,
      keyringArgs: desktop.electronArgs,
      env: desktop.env,
    })),
  );
  return async () => {
    await Promise.all(desktops.map((desktop) => desktop.stop()));
  };
};
