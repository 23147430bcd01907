import { hiddenArgument } from '../launch/start-reason';
import type { CommandArguments } from './arguments/command-arguments';
import { nodeParts } from './node-parts';
import { runClient } from './run-client';
import { startApp } from './start-app';

interface ExitHost {
  whenReady(): Promise<unknown>;
  exit(code: number): void;
  /** macOS: an app without a window of its own has no place in the dock. */
  dock?: { hide(): void };
}

const drained = (stream: NodeJS.WriteStream) => new Promise<void>((resolve) => stream.write('', () => resolve()));

/** Said by the launcher (build/launcher) to a client that shows nothing; not meant for the app that it starts. */
const forTheClient: ReadonlySet<string> = new Set(['--ozone-platform=headless', '--disable-gpu', '--log-level=3']);

/** Chromium would end without a word of it. */
const screenIsMissing = (): boolean =>
  process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;

/**
 * The command line of the packaged app: the same binary, before anything of the app has begun. It talks to the running
 * app, which it starts as a process of its own when there is none.
 */
export const runInApp = async (
  app: ExitHost,
  { command, switches, home, secret }: CommandArguments & { home: string; secret: string | null },
): Promise<void> => {
  app.dock?.hide();
  const args = [...switches.filter((each) => !forTheClient.has(each)), hiddenArgument];
  const code = await runClient(
    nodeParts({
      argv: command,
      home,
      env: process.env,
      secret,
      folder: process.cwd(),
      start: () =>
        screenIsMissing()
          ? Promise.reject(new Error('neither DISPLAY nor WAYLAND_DISPLAY is set'))
          : startApp(process.execPath, args, process.env),
    }),
  );
  await Promise.all([drained(process.stdout), drained(process.stderr)]);
  // Before that Electron would end by C's exit(), beside threads of its own that are just starting, and may hang.
  await app.whenReady();
  app.exit(code);
};
