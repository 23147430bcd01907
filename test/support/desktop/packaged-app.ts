import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureTestBuild, type Packaged } from '../../../build/package/test-build.mjs';
import { until } from '../clock/until';
import { removableFolder } from '../disk/temp-folder';
import { ownDesktop } from './desktop-session';
import { ownEnvironment } from './own-environment';
import { processesOf, type RanBuzz } from './run-buzz';

/**
 * The app as people install it, driven from outside: no debugger can attach to it, so there are the command line, the
 * keyboard, and the log of the practice server.
 */
export interface PackagedApp extends Packaged {
  /** Data folder. */
  home: string;
  /** Runs a command through the launcher to its end. */
  run(args: readonly string[], options?: RunOptions): Promise<RanBuzz>;
  /** Starts the app as a click on its icon does. */
  start(...args: readonly string[]): ChildProcess;
  /** Starts the app past its launcher, as another program could. */
  startBinary(...args: readonly string[]): ChildProcess;
  /** Ends all its processes and removes its data. */
  close(): Promise<void>;
}

export interface RunOptions {
  env?: Readonly<Record<string, string | undefined>>;
  /** Runtime switches before the command. */
  switches?: readonly string[];
  /** Content of standard input. */
  input?: string;
}

export const openPackaged = async (): Promise<PackagedApp> => {
  const desktop = ownDesktop();
  const packaged = await ensureTestBuild(desktop.electron);
  const { path: folder, remove } = removableFolder();
  const home = join(folder, 'data');
  const env = {
    ...ownEnvironment(),
    ...desktop.env,
    // An installed app registers links and autostart, which must not happen on the developer's desktop.
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_DATA_HOME: join(folder, 'share'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    FEISHU_BUZZ_HOME: home,
    LANGUAGE: 'en_US',
  };
  const switches = [...desktop.sandboxArgs, ...desktop.keyringArgs];

  const run: PackagedApp['run'] = (args, options = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn(packaged.command, [...switches, ...(options.switches ?? []), ...args], {
        env: { ...env, ...options.env },
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      child.stdin.on('error', () => undefined);
      child.stdin.end(options.input ?? '');
      const ran: RanBuzz = { exit: null, stdout: '', stderr: '' };
      child.stdout.on('data', (chunk: Buffer) => {
        ran.stdout += chunk.toString();
      });
      child.stderr.on('data', (chunk: Buffer) => {
        ran.stderr += chunk.toString();
      });
      child.once('error', reject);
      child.once('close', (exit) => resolve({ ...ran, exit }));
    });

  return {
    ...packaged,
    home,
    run,
    start: (...args) => spawn(packaged.command, [...switches, ...args], { env, stdio: 'ignore' }),
    startBinary: (...args) =>
      spawn(process.platform === 'darwin' ? packaged.command : packaged.binary, [...switches, ...args], {
        env,
        stdio: 'ignore',
      }),
    close: async () => {
      const quit = await run(['quit', '--force']);
      const gone = until('nothing of it runs any more', async () => (await processesOf(home)).length === 0);
      await gone.catch(async (reason: unknown) => {
        // What remains would keep the hotkey and an icon from the next app of this desktop.
        const left = await processesOf(home);
        for (const { pid } of left) process.kill(pid, 'SIGKILL');
        throw new Error(JSON.stringify({ quit, left: left.map(({ command }) => command) }), { cause: reason });
      });
      remove();
    },
  };
};
