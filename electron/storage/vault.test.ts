import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadElectronStore } from '../../test/support/disk/electron-store';
import { tempFolder } from '../../test/support/disk/temp-folder';
import { WorkspaceId } from '../contract/model/ids';
import type { StoreClass } from './stored-file';
import { openVault, type SafeStorage } from './vault';

let folder = '';
let Store: StoreClass;

beforeAll(async () => {
  Store = await loadElectronStore();
});
beforeEach(() => {
  folder = tempFolder();
});

const id = WorkspaceId.parse('ws_1');
const secret = 'CanarySecretCanarySecretCanary42';

/** A toy cipher: another key cannot decrypt its output. */
const keyringOf = (key: string) => {
  const decryptString = vi.fn((cipher: Buffer) => {
    const [by, text] = [cipher.subarray(0, key.length).toString(), cipher.subarray(key.length).toString()];
    if (by !== key) throw new Error('wrong key');
    return [...text].reverse().join('');
  });
  return {
    isEncryptionAvailable: () => true,
    encryptString: (plain: string) => Buffer.from(key + [...plain].reverse().join('')),
    decryptString,
    getSelectedStorageBackend: () => 'gnome_libsecret',
  };
};
const noKeyring: SafeStorage = {
  isEncryptionAvailable: () => false,
  encryptString: () => {
    throw new Error('unavailable');
  },
  decryptString: () => {
    throw new Error('unavailable');
  },
  getSelectedStorageBackend: () => 'basic_text',
};

const open = (safeStorage: SafeStorage, platform: NodeJS.Platform = 'linux', store = Store) =>
  openVault({ folder, Store: store, now: () => 0, safeStorage, platform });
const onDisk = () =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join();

describe('the vault', () => {
  it('keeps a secret encrypted over a restart, and shows four characters without asking the keyring', () => {
    expect(open(keyringOf('k')).save(id, secret, null)).toEqual({ ok: true, value: undefined });
    expect(onDisk()).not.toContain(secret);
    const keyring = keyringOf('k');
    const vault = open(keyring);
    expect(vault.view(id)).toEqual({ configured: true, backend: 'keyring', last4: 'ry42' });
    expect(keyring.decryptString).not.toHaveBeenCalled();
    expect(vault.read(id)).toEqual({ ok: true, value: secret });
    vault.read(id);
    expect(keyring.decryptString).toHaveBeenCalledOnce();
  });

  it('refuses to choose for the person when there is no keyring', () => {
    const vault = open(noKeyring);
    expect(vault.keyring()).toBe(false);
    expect(vault.save(id, secret, null)).toMatchObject({ ok: false, problem: { advice: 'keyring-missing' } });
    expect(vault.view(id).configured).toBe(false);
  });

  it('counts a fixed key in a public source as no keyring', () => {
    const basic = { ...keyringOf('k'), getSelectedStorageBackend: () => 'basic_text' };
    expect(open(basic).keyring()).toBe(false);
    expect(open(basic, 'darwin').keyring()).toBe(true);
  });

  it('keeps a secret in memory only, until quit', () => {
    const vault = open(noKeyring);
    vault.save(id, secret, 'session');
    expect(vault.read(id)).toEqual({ ok: true, value: secret });
    expect(vault.view(id)).toEqual({ configured: true, backend: 'session', last4: 'ry42' });
    expect(onDisk()).not.toContain(secret);
    expect(open(noKeyring).read(id)).toMatchObject({ problem: { advice: 'secret-missing' } });
  });

  it('takes an earlier copy off the disk when the next is for this session only', () => {
    const vault = open(noKeyring);
    vault.save(id, secret, 'unprotected');
    vault.save(id, 'AnotherSecretAltogether', 'session');
    expect(onDisk()).not.toContain(secret);
    expect(vault.read(id)).toEqual({ ok: true, value: 'AnotherSecretAltogether' });
  });

  it('stores it unprotected only when that was chosen, and says so for ever', () => {
    open(noKeyring).save(id, secret, 'unprotected');
    const vault = open(keyringOf('k'));
    expect(vault.view(id)).toEqual({ configured: true, backend: 'unprotected', last4: 'ry42' });
    expect(vault.read(id)).toEqual({ ok: true, value: secret });
  });

  it('encrypts although unprotected was chosen, when there is a keyring', () => {
    open(keyringOf('k')).save(id, secret, 'unprotected');
    expect(onDisk()).not.toContain(secret);
  });

  it.each([
    ['another keyring', keyringOf('other')],
    ['no keyring', noKeyring],
  ])('says that it cannot be read with %s, and keeps it for the day it can', (_which, safeStorage) => {
    open(keyringOf('k')).save(id, secret, null);
    expect(open(safeStorage).read(id)).toMatchObject({ ok: false, problem: { advice: 'secret-unreadable' } });
    expect(open(keyringOf('k')).read(id)).toEqual({ ok: true, value: secret });
  });

  it('says of a closed keyring that it is closed, and never that there is none or that no secret is saved', () => {
    open(keyringOf('k')).save(id, secret, null);
    const closed = { ...noKeyring, getSelectedStorageBackend: () => 'gnome_libsecret' };
    const vault = open(closed);
    const store = { store: 'gnome-libsecret' };
    expect(vault.keyringProblem()).toMatchObject({ advice: 'keyring-closed', params: store });
    expect(vault.read(id)).toMatchObject({ problem: { advice: 'secret-locked', params: store } });
    expect(vault.save(id, secret, null)).toMatchObject({ problem: { advice: 'keyring-closed', params: store } });
    expect(vault.view(id)).toMatchObject({ configured: true, backend: 'keyring' });
    expect(open(keyringOf('k')).read(id)).toEqual({ ok: true, value: secret });
  });

  it('says what was asked when there is no keyring', () => {
    const vault = openVault({
      folder,
      Store,
      now: () => 0,
      safeStorage: noKeyring,
      platform: 'linux',
      tried: () => 'i3, org.freedesktop.secrets',
    });
    const problem = { advice: 'keyring-missing', params: { tried: 'i3, org.freedesktop.secrets' } };
    expect(vault.keyringProblem()).toMatchObject(problem);
    expect(vault.save(id, secret, null)).toMatchObject({ problem });
    expect(open(keyringOf('k')).keyringProblem()).toBeNull();
  });

  it('finds the id under which a secret is kept, apart from ids in use', () => {
    const vault = open(keyringOf('k'));
    vault.save(id, secret, null);
    expect(open(keyringOf('k')).findId(secret, new Set())).toBe(id);
    expect(open(keyringOf('k')).findId(secret, new Set([id]))).toBeNull();
    expect(open(keyringOf('k')).findId('AnotherSecretAltogether', new Set())).toBeNull();
    expect(open(keyringOf('other')).findId(secret, new Set())).toBeNull();
  });

  it('shows no part of a short secret', () => {
    const vault = open(keyringOf('k'));
    vault.save(id, 'elevenchars', null);
    expect(vault.view(id).last4).toBeNull();
  });

  it('forgets a removed secret in memory and on disk', () => {
    const vault = open(keyringOf('k'));
    vault.save(id, secret, null);
    vault.read(id);
    vault.remove(id);
    expect(vault.read(id)).toMatchObject({ problem: { advice: 'secret-missing' } });
    expect(open(keyringOf('k')).view(id).configured).toBe(false);
  });

  it('goes on with the old secret when the disk refuses the new one', () => {
    let full = false;
    const Flaky = class {
      set store(_value: Record<string, unknown>) {
        if (full) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      }
    };
    const vault = open(keyringOf('k'), 'linux', Flaky);
    vault.save(id, secret, null);
    full = true;
    expect(vault.save(id, 'AnotherSecretAltogether', null)).toMatchObject({ problem: { advice: 'storage-failed' } });
    expect(vault.read(id)).toEqual({ ok: true, value: secret });
  });
});
