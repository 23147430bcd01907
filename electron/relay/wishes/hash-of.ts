import { createHash } from 'node:crypto';

/** SHA-256 of texts (hex), each apart from the others. */
export const hashOf = (...texts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('hex');
