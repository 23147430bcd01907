import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { prepare, sandboxArgs } from '../../../build/prepare/prepare.mjs';
import { startVirtualDesktop } from '../../../build/screen/virtual-desktop.mjs';
import { until } from '../clock/until';
import { desktopCount } from './desktop-count.mjs';

/** What a test needs to start programs on a desktop. */
export interface DesktopSession {
  electron: string;
  /** Arguments that Electron needs as root. */
  sandboxArgs: readonly string[];
  /** Arguments that make Electron use the keyring of this desktop. */
  keyringArgs: readonly string[];
  env: Record<string, string>;
  /** File that holds the process id of the worker whose desktop this is. */
  claim: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** One for each worker there can be, since a desktop has one screen, one tray and one focus. */
    desktops: readonly DesktopSession[];
  }
}

let own: DesktopSession | null = null;

/** True when the worker that claimed a desktop has ended without giving it back. */
const isDeserted = (claim: string): boolean => {
  try {
    const pid = Number(readFileSync(claim, 'utf8'));
    return pid === process.pid || !process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
};

const take = ({ claim }: DesktopSession): boolean => {
  if (isDeserted(claim)) rmSync(claim, { force: true });
  try {
    writeFileSync(claim, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
};

/**
 * Takes a desktop for the tests of a file. Vitest's number of a worker does not do: two that run at the same time can have
 * the same (4.1), and their apps would take the hotkey and the focus from each other.
 */
export const claimDesktop = async (): Promise<void> => {
  own = await until('a desktop is free', () => inject('desktops').find(take) ?? null);
};

export const leaveDesktop = (): void => {
  if (own) rmSync(own.claim, { force: true });
  own = null;
};

/** The desktop of this file's tests. No other file's app is on it. */
export const ownDesktop = (): DesktopSession => {
  if (own === null) throw new Error('This file has no desktop yet.');
  return own;
};

/** Prepares all desktop tests once: a current build, an Electron, and desktops of their own on any screen. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const { electron } = await prepare({ need: 'tests' });
  const claims = mkdtempSync(join(tmpdir(), 'feishu-buzz-desktops-'));
  if (process.platform !== 'linux') {
    console.log('The tests that drive a desktop need an X session and run on Linux; here the packaged app is tried.');
    project.provide('desktops', [{ electron, sandboxArgs: [], keyringArgs: [], env: {}, claim: join(claims, '0') }]);
    return async () => rmSync(claims, { recursive: true });
  }
  const desktops = await Promise.all(Array.from({ length: desktopCount }, () => startVirtualDesktop()));
  const forSandbox = await sandboxArgs(electron);
  project.provide(
    'desktops',
    desktops.map((desktop, number) => ({
      electron,
      sandboxArgs: forSandbox,
      keyringArgs: desktop.electronArgs,
      env: desktop.env,
      claim: join(claims, String(number)),
    })),
  );
  return async () => {
    await Promise.all(desktops.map((desktop) => desktop.stop()));
    rmSync(claims, { recursive: true });
  };
};
