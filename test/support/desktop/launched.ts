import { afterAll, beforeAll } from 'vitest';
import { sharedTempFolder } from '../disk/temp-folder';
import { type LaunchedApp, type LaunchOptions, launchApp, launchShown } from './launch-app';

export interface SharedApp extends LaunchedApp {
  /** Quits the app and starts it again with its data. */
  restart(): Promise<void>;
}

/**
 * The app for all tests of a file or of a `describe`, called at its top: a `beforeAll` starts it and an `afterAll` quits it,
 * both in their order among the others. Its data folder stays until then, also through a restart.
 */
export const launched = ({ shown = false, ...options }: LaunchOptions & { shown?: boolean } = {}): SharedApp => {
  const home = options.home ?? sharedTempFolder();
  const launch = () => (shown ? launchShown : launchApp)({ ...options, home });
  let running: LaunchedApp | null = null;
  const current = (): LaunchedApp => {
    if (running === null) throw new Error('The app has not been started yet');
    return running;
  };
  const close = async (): Promise<void> => running?.close();
  beforeAll(async () => {
    running = await launch();
  });
  afterAll(close);
  return {
    get app() {
      return current().app;
    },
    get page() {
      return current().page;
    },
    home,
    output: () => current().output(),
    close,
    restart: async () => {
      await close();
      running = await launch();
    },
    [Symbol.asyncDispose]: close,
  };
};
