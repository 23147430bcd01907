import { randomBytes } from 'node:crypto';

interface Token {
  value: string;
  expiresAt: number;
}

/** Life of a token (ms). */
const lifeMs = 7_200_000;
/** Time left (ms) below which a new token is issued. */
const renewBelowMs = 1_800_000;

/** Tenant tokens: at most 2 h; the same one while 30 min are left, then a new one beside it (feishu-api 1.1). */
export interface TenantTokens {
  /** `expire` is the time left (s). */
  issue(now: number): { token: string; expire: number };
  isValid(token: string, now: number): boolean;
  /** Ends every token issued so far. */
  expireAll(): void;
}

export const createTenantTokens = (): TenantTokens => {
  let tokens: Token[] = [];
  return {
    issue(now) {
      tokens = tokens.filter((token) => token.expiresAt > now);
      let newest = tokens.at(-1);
      if (!newest || newest.expiresAt - now < renewBelowMs) {
        newest = { value: `t-g1${randomBytes(20).toString('hex')}`, expiresAt: now + lifeMs };
        tokens.push(newest);
      }
      return { token: newest.value, expire: Math.floor((newest.expiresAt - now) / 1000) };
    },
    isValid: (value, now) => tokens.some((token) => token.value === value && token.expiresAt > now),
    expireAll() {
      tokens = [];
    },
  };
};
