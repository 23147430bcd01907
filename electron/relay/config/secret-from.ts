import { z } from 'zod';

export const Path = z.string().min(1).max(4096);

/** The place of a secret. Its text never stands in the configuration. */
export const SecretFrom = z.union([
  z.strictObject({ file: Path }),
  z.strictObject({ env: z.string().regex(/^[A-Z_][A-Z0-9_]{0,99}$/) }),
]);
export type SecretFrom = z.infer<typeof SecretFrom>;
