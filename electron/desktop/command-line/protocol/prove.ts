import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

// The app and its client prove to each other that they know the token of `command-line.json`, and neither ever says it.
// A proof is bound to the socket's path, which only the token's file names, and to numbers that both made up for this
// connection: it can be neither used again nor passed on from a socket that stands in the place of another.

/** One line each: the client's hello, the app's, and the client's proof, which comes with its command. */
export type Role = 'client-hello' | 'app' | 'client';

/** A number for one connection. */
export const makeNonce = (): string => randomBytes(24).toString('base64url');

/** The proof of `role` for a connection, over the nonces that were said so far. */
export const proofOf = (
  role: Role,
  { socket, token }: { socket: string; token: string },
  ...nonces: readonly string[]
): string =>
  createHmac('sha256', token)
    .update(JSON.stringify([role, socket, ...nonces]))
    .digest('base64url');

/** Compares two proofs in a time that tells nothing of where they differ. */
export const sameProof = (given: string, wanted: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
};
