import { z } from 'zod';
import { brandBaseUrl } from '../contract/rules/addresses';
import type { SecretUse } from '../core/feishu/client/call';
import { parseJson } from '../core/text/read-text';

// A secret is kept together with what it is for, in one ciphertext: settings.json, which names the address, can be edited
// by anyone who reaches the file, and must not lead the secret elsewhere.

const Sealed = z.strictObject({
  secret: z.string().min(1),
  origin: z.string(),
  appId: z.string(),
  /** A code over origin and App ID that only a person who knows the secret can make. */
  proof: z.string(),
});

/** What was found: `use` is null for a secret that an earlier version has saved, which noted none. */
interface Unsealed {
  secret: string;
  use: SecretUse | null;
}

/**
 * Proves that the three belong together. The ciphertext alone does not: Chromium's of Linux and macOS can be changed in
 * places by one who knows what stands there (AES-CBC without a code of its own).
 */
const proofOf = (secret: string, { origin, appId }: SecretUse): string =>
  process
    // Not loaded at every start: a secret is read with the first call.
    .getBuiltinModule('node:crypto')
    .createHmac('sha256', secret)
    .update(JSON.stringify([origin, appId]))
    .digest('hex');

export const seal = (secret: string, { origin, appId }: SecretUse): string =>
  JSON.stringify({ secret, origin, appId, proof: proofOf(secret, { origin, appId }) });

/** null: it was changed after it was sealed. */
export const unseal = (text: string): Unsealed | null => {
  // No secret of Feishu begins so.
  if (!text.startsWith('{')) return { secret: text, use: null };
  const sealed = Sealed.safeParse(parseJson(text));
  if (!sealed.success) return null;
  const { secret, origin, appId, proof } = sealed.data;
  return proof === proofOf(secret, { origin, appId }) ? { secret, use: { origin, appId } } : null;
};

/** Tells whether a secret that was saved without its address may be used here: only at Feishu's and Lark's own. */
export const isPublicAddress = ({ origin }: SecretUse): boolean =>
  Object.values(brandBaseUrl).some((each) => each === origin);
