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

/**
 * The command line of the packaged app: the same binary, before anything of the app has begun. It talks to the running
 * app, which it starts as a process of its own when there is none.
 */
export const runInApp = async (
  app: ExitHost,
  { home, secret }: { home: string; secret: string | null },
): Promise<void> => {
  app.dock?.hide();
  const code = await runClient(
    nodeParts({
      argv: process.argv.slice(1),
      home,
      env: process.env,
      secret,
      folder: process.cwd(),
      start: () => startApp(process.execPath, [hiddenArgument], process.env),
    }),
  );
  await Promise.all([drained(process.stdout), drained(process.stderr)]);
  app.exit(code);
};
