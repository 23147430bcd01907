import { hiddenArgument } from '../launch/start-options';
import type { CommandArguments } from './arguments/command-names';
import { nodeDeps, startApp } from './node-deps';
import { runClient } from './run-client';

interface ExitHost {
  whenReady(): Promise<unknown>;
  exit(code: number): void;
  /** macOS: an app without a window of its own has no place in the dock. */
  dock?: { hide(): void };
}

const drained = (stream: NodeJS.WriteStream) => new Promise<void>((resolve) => stream.write('', () => resolve()));

/** Switches that the launcher (build/launcher) gives a client without windows; the app that it starts needs a screen. */
const clientSwitches: ReadonlySet<string> = new Set(['--ozone-platform=headless', '--disable-gpu', '--log-level=3']);

/** Without a screen Chromium would end without a word. */
const isScreenMissing = (): boolean =>
  process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;

/**
 * Runs the packaged app as a client: the same binary, before anything of the app has begun. It talks to the running app,
 * or starts one as a process of its own.
 */
export const runInApp = async (
  app: ExitHost,
  { command, switches, home, secret }: CommandArguments & { home: string; secret: string | null },
): Promise<void> => {
  app.dock?.hide();
  const args = [...switches.filter((each) => !clientSwitches.has(each)), hiddenArgument];
  const code = await runClient(
    nodeDeps({
      argv: command,
      home,
      env: process.env,
      secret,
      folder: process.cwd(),
      start: () =>
        isScreenMissing()
          ? Promise.reject(new Error('neither DISPLAY nor WAYLAND_DISPLAY is set'))
          : startApp(process.execPath, args, process.env),
    }),
  );
  await Promise.all([drained(process.stdout), drained(process.stderr)]);
  // Earlier, Electron would end by C's exit() beside threads of its own that are just starting, and may hang.
  await app.whenReady();
  app.exit(code);
};
