import { vi } from 'vitest';
import type { StoreClass } from '../../../electron/storage/stored-file';

/** The real electron-store, outside Electron. */
export const loadElectronStore = async (): Promise<StoreClass> => {
  // The electron package would otherwise fetch a browser when electron-store asks it for its path.
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '/nowhere');
  return (await import('electron-store')).default;
};
