import { z } from 'zod';
import { WorkspaceId } from '../contract/model/ids';
import type { FileShape } from './stored-file';

/** A secret as it is on disk. `last4` is kept beside it, so that showing it asks the keyring for nothing. */
const Kept = z.strictObject({
  backend: z.enum(['keyring', 'unprotected']),
  /** `keyring`: base64 of the ciphertext. `unprotected`: the secret itself, as the person agreed. */
  secret: z.string().min(1).max(4000),
  last4: z.string().length(4).nullable(),
});
export type Kept = z.infer<typeof Kept>;

export type VaultData = Readonly<Record<string, Kept>>;

export const vaultShape: FileShape<VaultData> = {
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
