import { z } from 'zod';
import { type Answer, failed, ok, type Problem, problem } from '../contract/advice/problem';
import type { SecretChoice } from '../contract/ipc/connect';
import { WorkspaceId } from '../contract/model/ids';
import type { SecretView } from '../contract/model/workspace';
import type { SecretUse } from '../core/feishu/client/call';
import { isPublicAddress, seal, unseal } from './sealed-secret';
import { type FileShape, openStoredFile, type StoreClass } from './stored-file';

/** A secret on disk. `last4` is stored beside it, so that showing it does not need the keyring. */
const Kept = z.strictObject({
  backend: z.enum(['keyring', 'unprotected']),
  /** The sealed secret. `keyring`: base64 of its ciphertext. `unprotected`: itself, with the person's consent. */
  secret: z.string().min(1).max(4000),
  last4: z.string().length(4).nullable(),
});
type Kept = z.infer<typeof Kept>;

type VaultData = Readonly<Record<string, Kept>>;

/** Name of the relay's token among the secrets of workspaces. */
export const relaySecret = 'relay';
const SecretId = z.union([WorkspaceId, z.literal(relaySecret)]);
type SecretId = z.infer<typeof SecretId>;

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
      if (kept.success && SecretId.safeParse(id).success) value[id] = kept.data;
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

/** Keeps App Secrets and the relay's token. They are read for calls to Feishu and the relay only, never for a window. */
export interface Vault {
  /** True if the system can keep a secret. Chromium's `basic_text`, a fixed key in its source, does not count. */
  keyring(): boolean;
  /** The reason why the system cannot keep a secret, and what helps; null: it can. */
  keyringProblem(): Problem | null;
  /** Saves a secret. Without a keyring it is refused until the person chooses: for this session, or unprotected on disk. */
  save(id: SecretId, secret: string, choice: SecretChoice, use: SecretUse): Answer<void>;
  /** Answers with the secret for the use it was saved for, and for no other. */
  read(id: SecretId, use: SecretUse): Answer<string>;
  /** The id under which this secret is kept, apart from `others`: that of its workspace before the settings were lost. */
  findId(secret: string, others: ReadonlySet<WorkspaceId>): WorkspaceId | null;
  /** The part that a window may know. */
  view(id: SecretId): SecretView;
  remove(id: SecretId): Answer<void>;
  /** A problem of the file as it was found; null: none. */
  problem: Problem | null;
}

/** The last four characters of a long secret; of a short one they would reveal too much. */
const last4Of = (secret: string) => (secret.length < 12 ? null : secret.slice(-4));

const stores: Partial<Record<NodeJS.Platform, string>> = { darwin: 'Keychain', win32: 'DPAPI' };

/** A secret in memory. `use` is null for one that an earlier version has saved. */
interface Known {
  secret: string;
  use: SecretUse | null;
}

const isSameUse = (one: SecretUse, other: SecretUse): boolean =>
  one.origin === other.origin && one.appId === other.appId;

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
  const session = new Map<SecretId, Known>();
  const decrypted = new Map<SecretId, Known>();

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

  const forget = (id: SecretId) => {
    session.delete(id);
    decrypted.delete(id);
  };

  const keep = (id: SecretId, kept: Kept): Answer<void> => {
    const before = file.value();
    const written = file.set({ ...before, [id]: kept });
    // The write failed: the previous secret stays in use.
    if (written.ok) forget(id);
    else file.set(before);
    return written;
  };

  const drop = (id: SecretId): Answer<void> => {
    const { [id]: gone, ...rest } = file.value();
    return gone ? file.set(rest) : ok(undefined);
  };

  const unsealed = (text: string): Answer<Known> => {
    const known = unseal(text);
    return known ? ok(known) : failed(problem('secret-unreadable'));
  };

  /** Reads a secret and what it is for. */
  const find = (id: SecretId): Answer<Known> => {
    const inMemory = session.get(id) ?? decrypted.get(id);
    if (inMemory !== undefined) return ok(inMemory);
    const kept = file.value()[id];
    if (!kept) return failed(problem('secret-missing'));
    if (kept.backend === 'unprotected') return unsealed(kept.secret);
    let text: string;
    try {
      text = safeStorage.decryptString(Buffer.from(kept.secret, 'base64'));
    } catch {
      const why = keyringProblem();
      return failed(
        why?.advice === 'keyring-closed' ? problem('secret-locked', why.params) : problem('secret-unreadable'),
      );
    }
    const known = unsealed(text);
    if (known.ok) decrypted.set(id, known.value);
    return known;
  };

  /** Notes what a secret is for that an earlier version has saved. If that fails, the next read tries again. */
  const bind = (id: SecretId, secret: string, use: SecretUse): void => {
    const kept = file.value()[id];
    if (!kept) return;
    const text = seal(secret, use);
    try {
      const next = kept.backend === 'keyring' ? safeStorage.encryptString(text).toString('base64') : text;
      if (keep(id, { ...kept, secret: next }).ok) decrypted.set(id, { secret, use });
    } catch {
      // The keyring encrypts nothing now.
    }
  };

  const read = (id: SecretId, asked: SecretUse): Answer<string> => {
    const found = find(id);
    if (!found.ok) return found;
    const { secret, use } = found.value;
    if (use === null) {
      if (!isPublicAddress(asked)) return failed(problem('secret-unbound', { origin: asked.origin }));
      bind(id, secret, asked);
    } else if (!isSameUse(use, asked)) return failed(problem('secret-elsewhere', { ...use }));
    return ok(secret);
  };

  return {
    keyring: () => keyringProblem() === null,
    keyringProblem,
    problem: file.problem,

    save: (id, secret, choice, use) => {
      const text = seal(secret, use);
      const why = keyringProblem();
      if (why === null) {
        let cipher: string;
        try {
          cipher = safeStorage.encryptString(text).toString('base64');
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
          session.set(id, { secret, use });
          return drop(id);
        case 'unprotected':
          return keep(id, { backend: 'unprotected', secret: text, last4: last4Of(secret) });
      }
    },

    read,

    findId: (secret, others) => {
      const ids = Object.keys(file.value()).flatMap((id) => WorkspaceId.safeParse(id).data ?? []);
      const holds = (id: WorkspaceId) => {
        const found = find(id);
        return found.ok && found.value.secret === secret;
      };
      return ids.find((id) => !others.has(id) && holds(id)) ?? null;
    },

    view: (id) => {
      const inSession = session.get(id);
      if (inSession !== undefined) return { configured: true, backend: 'session', last4: last4Of(inSession.secret) };
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
