import type { CommandArguments } from './command-arguments';
import { nodeParts } from './node-parts';
import { runClient } from './run-client';
import { startApp } from './start-app';
import { hiddenArgument } from './start-reason';

interface ExitHost {
  exit(code: number): void;
  /** macOS: an app without a window of its own has no place in the dock. */
  dock?: { hide(): void };
}

const drained = (stream: NodeJS.WriteStream) => new Promise<void>((resolve) => stream.write('', () => resolve()));

/** Enough for a client that shows nothing, and not for the app. */
const headless = '--ozone-platform=headless';

/**
 * The command line of the packaged app: the same binary, before anything of the app has begun. It talks to the running
 * app, which it starts as a process of its own when there is none.
 */
export const runInApp = async (
  app: ExitHost,
  { command, switches, home, secret }: CommandArguments & { home: string; secret: string | null },
): Promise<void> => {
  app.dock?.hide();
  const args = [...switches.filter((each) => each !== headless), hiddenArgument];
  const code = await runClient(
    nodeParts({
      argv: command,
      home,
      env: process.env,
      secret,
      folder: process.cwd(),
      start: () => startApp(process.execPath, args, process.env),
    }),
  );
  await Promise.all([drained(process.stdout), drained(process.stderr)]);
  app.exit(code);
};
