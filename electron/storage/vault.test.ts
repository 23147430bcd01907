import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadElectronStore } from '../../test/support/disk/electron-store';
import { tempFolder } from '../../test/support/disk/temp-folder';
import { WorkspaceId } from '../contract/model/ids';
import type { StoreClass } from './stored-file';
import { openVault, relaySecret, type SafeStorage } from './vault';

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
const use = { origin: 'https://feishu.example.com', appId: 'cli_a1' };

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
  it('keeps the token of the relay beside them, for its address alone, and takes it for the secret of no workspace', () => {
    const ofRelay = { origin: 'https://relay.example.com', appId: relaySecret };
    open(keyringOf('k')).save(relaySecret, secret, null, ofRelay);
    const again = open(keyringOf('k'));
    expect(again.problem).toBeNull();
    expect(again.read(relaySecret, ofRelay)).toEqual({ ok: true, value: secret });
    expect(again.read(relaySecret, { ...ofRelay, origin: 'https://thief.example' }).ok).toBe(false);
    expect(again.findId(secret, new Set())).toBeNull();
  });

  it('keeps a secret encrypted over a restart, and shows four characters without asking the keyring', () => {
    expect(open(keyringOf('k')).save(id, secret, null, use)).toEqual({ ok: true, value: undefined });
    expect(onDisk()).not.toContain(secret);
    const keyring = keyringOf('k');
    const vault = open(keyring);
    expect(vault.view(id)).toEqual({ configured: true, backend: 'keyring', last4: 'ry42' });
    expect(keyring.decryptString).not.toHaveBeenCalled();
    expect(vault.read(id, use)).toEqual({ ok: true, value: secret });
    vault.read(id, use);
    expect(keyring.decryptString).toHaveBeenCalledOnce();
  });

  it('refuses to choose for the person when there is no keyring', () => {
    const vault = open(noKeyring);
    expect(vault.keyring()).toBe(false);
    expect(vault.save(id, secret, null, use)).toMatchObject({ ok: false, problem: { advice: 'keyring-missing' } });
    expect(vault.view(id).configured).toBe(false);
  });

  it('counts a fixed key in a public source as no keyring', () => {
    const basic = { ...keyringOf('k'), getSelectedStorageBackend: () => 'basic_text' };
    expect(open(basic).keyring()).toBe(false);
    expect(open(basic, 'darwin').keyring()).toBe(true);
  });

  it('keeps a secret in memory only, until quit', () => {
    const vault = open(noKeyring);
    vault.save(id, secret, 'session', use);
    expect(vault.read(id, use)).toEqual({ ok: true, value: secret });
    expect(vault.view(id)).toEqual({ configured: true, backend: 'session', last4: 'ry42' });
    expect(onDisk()).not.toContain(secret);
    expect(open(noKeyring).read(id, use)).toMatchObject({ problem: { advice: 'secret-missing' } });
  });

  it('takes an earlier copy off the disk when the next is for this session only', () => {
    const vault = open(noKeyring);
    vault.save(id, secret, 'unprotected', use);
    vault.save(id, 'AnotherSecretAltogether', 'session', use);
    expect(onDisk()).not.toContain(secret);
    expect(vault.read(id, use)).toEqual({ ok: true, value: 'AnotherSecretAltogether' });
  });

  it('stores it unprotected only when that was chosen, and says so for ever', () => {
    open(noKeyring).save(id, secret, 'unprotected', use);
    const vault = open(keyringOf('k'));
    expect(vault.view(id)).toEqual({ configured: true, backend: 'unprotected', last4: 'ry42' });
    expect(vault.read(id, use)).toEqual({ ok: true, value: secret });
  });

  it('encrypts although unprotected was chosen, when there is a keyring', () => {
    open(keyringOf('k')).save(id, secret, 'unprotected', use);
    expect(onDisk()).not.toContain(secret);
  });

  it.each([
    ['another keyring', keyringOf('other')],
    ['no keyring', noKeyring],
  ])('says that it cannot be read with %s, and keeps it for the day it can', (_which, safeStorage) => {
    open(keyringOf('k')).save(id, secret, null, use);
    expect(open(safeStorage).read(id, use)).toMatchObject({ ok: false, problem: { advice: 'secret-unreadable' } });
    expect(open(keyringOf('k')).read(id, use)).toEqual({ ok: true, value: secret });
  });

  it('says of a closed keyring that it is closed, and never that there is none or that no secret is saved', () => {
    open(keyringOf('k')).save(id, secret, null, use);
    const closed = { ...noKeyring, getSelectedStorageBackend: () => 'gnome_libsecret' };
    const vault = open(closed);
    const store = { store: 'gnome-libsecret' };
    expect(vault.keyringProblem()).toMatchObject({ advice: 'keyring-closed', params: store });
    expect(vault.read(id, use)).toMatchObject({ problem: { advice: 'secret-locked', params: store } });
    expect(vault.save(id, secret, null, use)).toMatchObject({ problem: { advice: 'keyring-closed', params: store } });
    expect(vault.view(id)).toMatchObject({ configured: true, backend: 'keyring' });
    expect(open(keyringOf('k')).read(id, use)).toEqual({ ok: true, value: secret });
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
    expect(vault.save(id, secret, null, use)).toMatchObject({ problem });
    expect(open(keyringOf('k')).keyringProblem()).toBeNull();
  });

  it('finds the id under which a secret is kept, apart from ids in use', () => {
    const vault = open(keyringOf('k'));
    vault.save(id, secret, null, use);
    expect(open(keyringOf('k')).findId(secret, new Set())).toBe(id);
    expect(open(keyringOf('k')).findId(secret, new Set([id]))).toBeNull();
    expect(open(keyringOf('k')).findId('AnotherSecretAltogether', new Set())).toBeNull();
    expect(open(keyringOf('other')).findId(secret, new Set())).toBeNull();
  });

  it.each([
    ['encrypted', null, keyringOf('k')],
    ['unprotected', 'unprotected', noKeyring],
    ['for this session', 'session', noKeyring],
  ] as const)('answers with a secret that is kept %s for the use it was saved for alone', (_how, choice, keyring) => {
    const vault = open(keyring);
    vault.save(id, secret, choice, use);
    for (const other of [
      { ...use, origin: 'https://evil.example' },
      { ...use, appId: 'cli_b2' },
    ])
      for (const each of choice === 'session' ? [vault] : [vault, open(keyring)])
        expect(each.read(id, other)).toMatchObject({ problem: { advice: 'secret-elsewhere', params: use } });
    expect(vault.read(id, use)).toEqual({ ok: true, value: secret });
  });

  it('binds a secret of an earlier version to Feishu’s own address with its first use, and to no other', () => {
    const cipher = keyringOf('k').encryptString(secret).toString('base64');
    const earlier = { version: 1, data: { [id]: { backend: 'keyring', secret: cipher, last4: 'ry42' } } };
    writeFileSync(join(folder, 'vault.json'), JSON.stringify(earlier));
    const feishu = { origin: 'https://open.feishu.cn', appId: 'cli_a1' };
    const lark = { ...feishu, origin: 'https://open.larksuite.com' };
    const unbound = { ok: false, problem: { advice: 'secret-unbound', params: { origin: use.origin } } };
    expect(open(keyringOf('k')).read(id, use)).toMatchObject(unbound);
    expect(open(keyringOf('k')).findId(secret, new Set())).toBe(id);
    const vault = open(keyringOf('k'));
    expect(vault.read(id, feishu)).toEqual({ ok: true, value: secret });
    for (const each of [vault, open(keyringOf('k'))]) {
      expect(each.read(id, lark)).toMatchObject({ problem: { advice: 'secret-elsewhere', params: feishu } });
      expect(each.read(id, feishu)).toEqual({ ok: true, value: secret });
      expect(each.view(id)).toEqual({ configured: true, backend: 'keyring', last4: 'ry42' });
    }
  });

  it('reads no secret whose address was changed within the ciphertext', () => {
    open(noKeyring).save(id, secret, 'unprotected', use);
    const path = join(folder, 'vault.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('feishu.example.com', 'evil.example'));
    const evil = { ...use, origin: 'https://evil.example' };
    expect(open(noKeyring).read(id, evil)).toMatchObject({ ok: false, problem: { advice: 'secret-unreadable' } });
  });

  it('shows no part of a short secret', () => {
    const vault = open(keyringOf('k'));
    vault.save(id, 'elevenchars', null, use);
    expect(vault.view(id).last4).toBeNull();
  });

  it('forgets a removed secret in memory and on disk', () => {
    const vault = open(keyringOf('k'));
    vault.save(id, secret, null, use);
    vault.read(id, use);
    vault.remove(id);
    expect(vault.read(id, use)).toMatchObject({ problem: { advice: 'secret-missing' } });
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
    vault.save(id, secret, null, use);
    full = true;
    expect(vault.save(id, 'AnotherSecretAltogether', null, use)).toMatchObject({
      problem: { advice: 'storage-failed' },
    });
    expect(vault.read(id, use)).toEqual({ ok: true, value: secret });
  });
});
