import { z } from 'zod';
import { type Answer, failed, ok, type Problem, problem } from '../contract/advice/problem';
import type { SecretChoice } from '../contract/ipc/connect';
import { WorkspaceId } from '../contract/model/ids';
import type { SecretView } from '../contract/model/workspace';
import { type FileShape, openStoredFile, type StoreClass } from './stored-file';

/** A secret as it is on disk. `last4` is kept beside it, so that showing it asks the keyring for nothing. */
const Kept = z.strictObject({
  backend: z.enum(['keyring', 'unprotected']),
  /** `keyring`: base64 of the ciphertext. `unprotected`: the secret itself, as the person agreed. */
  secret: z.string().min(1).max(4000),
  last4: z.string().length(4).nullable(),
});
type Kept = z.infer<typeof Kept>;

type VaultData = Readonly<Record<string, Kept>>;

const vaultShape: FileShape<VaultData> = {
  name: 'vault',
  version: 1,
  steps: {},
  defaults: () => ({}),
  read: (data) => {
    const entries = z.record(z.string(), z.unknown()).safeParse(data);
    if (!entries.success) return null;
    const value: Record<string, Kept> = {};
    for (const [id, raw] of Object.entries(entries.data)) {
      const kept = Kept.safeParse(raw);
      if (kept.success && WorkspaceId.safeParse(id).success) value[id] = kept.data;
    }
    return { value, lost: Object.keys(entries.data).length - Object.keys(value).length };
  },
};

/** What is used of Electron's `safeStorage`. To be asked only after the app is ready (Linux chooses its backend then). */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  encryptString(plain: string): Buffer;
  decryptString(cipher: Buffer): string;
  /** Linux only. */
  getSelectedStorageBackend?(): string;
}

/** Keeps App Secrets. They leave it only towards Feishu, never towards a window. */
export interface Vault {
  /** Whether the system can keep a secret. Chromium's `basic_text` (a fixed key in its source) does not count. */
  keyring(): boolean;
  /** Without a keyring it is refused until the person has chosen: for this session only, or unprotected on disk. */
  save(id: WorkspaceId, secret: string, choice: SecretChoice): Answer<void>;
  read(id: WorkspaceId): Answer<string>;
  /** What a window may know. */
  view(id: WorkspaceId): SecretView;
  remove(id: WorkspaceId): Answer<void>;
  /** What was wrong with the file as it was found. */
  problem: Problem | null;
}

/** Four characters of a long secret tell it apart; of a short one they would tell too much. */
const last4Of = (secret: string) => (secret.length < 12 ? null : secret.slice(-4));

export const openVault = (parts: {
  folder: string;
  Store: StoreClass;
  now: () => number;
  safeStorage: SafeStorage;
  platform: NodeJS.Platform;
}): Vault => {
  const { safeStorage, platform } = parts;
  const file = openStoredFile(vaultShape, parts);
  /** Secrets kept until quit, and those already decrypted: the keyring is asked once. */
  const session = new Map<WorkspaceId, string>();
  const decrypted = new Map<WorkspaceId, string>();

  const keyring = (): boolean => {
    if (platform === 'linux') {
      const backend = safeStorage.getSelectedStorageBackend?.();
      if (backend === 'basic_text' || backend === 'unknown') return false;
    }
    return safeStorage.isEncryptionAvailable();
  };

  const forget = (id: WorkspaceId) => {
    session.delete(id);
    decrypted.delete(id);
  };

  const keep = (id: WorkspaceId, kept: Kept): Answer<void> => {
    const before = file.value();
    const written = file.set({ ...before, [id]: kept });
    // What could not be written was not saved: the secret from before stays the one in use.
    if (written.ok) forget(id);
    else file.set(before);
    return written;
  };

  const drop = (id: WorkspaceId): Answer<void> => {
    const { [id]: gone, ...rest } = file.value();
    return gone ? file.set(rest) : ok(undefined);
  };

  return {
    keyring,
    problem: file.problem,

    save: (id, secret, choice) => {
      if (keyring()) {
        let cipher: string;
        try {
          cipher = safeStorage.encryptString(secret).toString('base64');
        } catch {
          return failed(problem('keyring-missing'));
        }
        return keep(id, { backend: 'keyring', secret: cipher, last4: last4Of(secret) });
      }
      switch (choice) {
        case null:
          return failed(problem('keyring-missing'));
        case 'session':
          forget(id);
          session.set(id, secret);
          return drop(id);
        case 'unprotected':
          return keep(id, { backend: 'unprotected', secret, last4: last4Of(secret) });
      }
    },

    read: (id) => {
      const inMemory = session.get(id) ?? decrypted.get(id);
      if (inMemory !== undefined) return ok(inMemory);
      const kept = file.value()[id];
      if (!kept) return failed(problem('secret-missing'));
      if (kept.backend === 'unprotected') return ok(kept.secret);
      try {
        const secret = safeStorage.decryptString(Buffer.from(kept.secret, 'base64'));
        decrypted.set(id, secret);
        return ok(secret);
      } catch {
        return failed(problem('secret-unreadable'));
      }
    },

    view: (id) => {
      const inSession = session.get(id);
      if (inSession !== undefined) return { configured: true, backend: 'session', last4: last4Of(inSession) };
      const kept = file.value()[id];
      return kept
        ? { configured: true, backend: kept.backend, last4: kept.last4 }
        : { configured: false, backend: null, last4: null };
    },

    remove: (id) => {
      forget(id);
      return drop(id);
    },
  };
};
