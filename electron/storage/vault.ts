import { z } from 'zod';
import { type Answer, failed, ok, type Problem, problem } from '../contract/advice/problem';
import type { SecretChoice } from '../contract/ipc/connect';
import { WorkspaceId } from '../contract/model/ids';
import type { SecretView } from '../contract/model/workspace';
import { type FileShape, openStoredFile, type StoreClass } from './stored-file';

/** A secret on disk. `last4` is stored beside it, so that showing it does not need the keyring. */
const Kept = z.strictObject({
  backend: z.enum(['keyring', 'unprotected']),
  /** `keyring`: base64 of the ciphertext. `unprotected`: the secret itself, with the person's consent. */
  secret: z.string().min(1).max(4000),
  last4: z.string().length(4).nullable(),
});
type Kept = z.infer<typeof Kept>;

type VaultData = Readonly<Record<string, Kept>>;

export const vaultShape: FileShape<VaultData> = {
  name: 'vault',
  version: 1,
  steps: {},
  sentences: { damaged: 'vault-damaged', salvaged: 'vault-salvaged', newer: 'data-newer' },
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

/** The used part of Electron's `safeStorage`. Valid after the app is ready: Linux chooses its backend then. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  encryptString(plain: string): Buffer;
  decryptString(cipher: Buffer): string;
  /** Linux only. */
  getSelectedStorageBackend?(): string;
}

/** Keeps App Secrets. They are read for calls to Feishu only, never for a window. */
export interface Vault {
  /** True if the system can keep a secret. Chromium's `basic_text`, a fixed key in its source, does not count. */
  keyring(): boolean;
  /** The reason why the system cannot keep a secret, and what helps; null: it can. */
  keyringProblem(): Problem | null;
  /** Saves a secret. Without a keyring it is refused until the person chooses: for this session, or unprotected on disk. */
  save(id: WorkspaceId, secret: string, choice: SecretChoice): Answer<void>;
  read(id: WorkspaceId): Answer<string>;
  /** The id under which this secret is kept, apart from `others`: that of its workspace before the settings were lost. */
  findId(secret: string, others: ReadonlySet<WorkspaceId>): WorkspaceId | null;
  /** The part that a window may know. */
  view(id: WorkspaceId): SecretView;
  remove(id: WorkspaceId): Answer<void>;
  /** A problem of the file as it was found; null: none. */
  problem: Problem | null;
}

/** The last four characters of a long secret; of a short one they would reveal too much. */
const last4Of = (secret: string) => (secret.length < 12 ? null : secret.slice(-4));

const stores: Partial<Record<NodeJS.Platform, string>> = { darwin: 'Keychain', win32: 'DPAPI' };

const isSame = (kept: Answer<string>, secret: string): boolean => kept.ok && kept.value === secret;

export const openVault = (deps: {
  folder: string;
  Store: StoreClass;
  now: () => number;
  safeStorage: SafeStorage;
  platform: NodeJS.Platform;
  /** What was asked for a keyring, for the sentence that there is none. */
  tried?: () => string;
}): Vault => {
  const { safeStorage, platform } = deps;
  const file = openStoredFile(vaultShape, deps);
  /** Secrets kept until quit, and decrypted ones, so that the keyring is asked once. */
  const session = new Map<WorkspaceId, string>();
  const decrypted = new Map<WorkspaceId, string>();

  /** Name of the keyring that the system has; null: it has none. */
  const store = (): string | null => {
    if (platform !== 'linux') return stores[platform] ?? platform;
    const backend = safeStorage.getSelectedStorageBackend?.() ?? 'unknown';
    return backend === 'basic_text' || backend === 'unknown' ? null : backend.replaceAll('_', '-');
  };
  const keyringProblem = (): Problem | null => {
    const found = store();
    if (found === null) return problem('keyring-missing', { tried: deps.tried?.() ?? '' });
    // Chromium asks once: a keyring that was closed then stays so for this run.
    return safeStorage.isEncryptionAvailable() ? null : problem('keyring-closed', { store: found });
  };

  const forget = (id: WorkspaceId) => {
    session.delete(id);
    decrypted.delete(id);
  };

  const keep = (id: WorkspaceId, kept: Kept): Answer<void> => {
    const before = file.value();
    const written = file.set({ ...before, [id]: kept });
    // The write failed: the previous secret stays in use.
    if (written.ok) forget(id);
    else file.set(before);
    return written;
  };

  const drop = (id: WorkspaceId): Answer<void> => {
    const { [id]: gone, ...rest } = file.value();
    return gone ? file.set(rest) : ok(undefined);
  };

  const read = (id: WorkspaceId): Answer<string> => {
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
      const why = keyringProblem();
      return failed(
        why?.advice === 'keyring-closed' ? problem('secret-locked', why.params) : problem('secret-unreadable'),
      );
    }
  };

  return {
    keyring: () => keyringProblem() === null,
    keyringProblem,
    problem: file.problem,

    save: (id, secret, choice) => {
      const why = keyringProblem();
      if (why === null) {
        let cipher: string;
        try {
          cipher = safeStorage.encryptString(secret).toString('base64');
        } catch {
          return failed(problem('keyring-closed', { store: store() ?? platform }));
        }
        return keep(id, { backend: 'keyring', secret: cipher, last4: last4Of(secret) });
      }
      switch (choice) {
        case null:
          return failed(why);
        case 'session':
          forget(id);
          session.set(id, secret);
          return drop(id);
        case 'unprotected':
          return keep(id, { backend: 'unprotected', secret, last4: last4Of(secret) });
      }
    },

    read,

    findId: (secret, others) => {
      const ids = Object.keys(file.value()).flatMap((id) => WorkspaceId.safeParse(id).data ?? []);
      return ids.find((id) => !others.has(id) && isSame(read(id), secret)) ?? null;
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
