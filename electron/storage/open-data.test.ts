import { expect, it } from 'vitest';
import { loadElectronStore } from '../../test/support/disk/electron-store';
import { tempFolder } from '../../test/support/disk/temp-folder';
import { openData } from './open-data';

const Store = await loadElectronStore();
const open = (folder: string) =>
  openData({
    folder,
    Store,
    now: () => 0,
    platform: 'linux',
    safeStorage: {
      isEncryptionAvailable: () => false,
      encryptString: (plain) => Buffer.from(plain),
      decryptString: (cipher) => cipher.toString(),
      getSelectedStorageBackend: () => 'basic_text',
    },
  });

it('calls a folder new only until something was kept in it', () => {
  const folder = tempFolder();
  expect(open(folder).isNew).toBe(true);
  open(folder).store.changeSettings({ welcomed: true });
  expect(open(folder).isNew).toBe(false);
});
