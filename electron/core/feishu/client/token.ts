import { z } from 'zod';
import type { Clock } from '../../ports/clock';
import type { Failure } from '../failure';

/** Answer of the token call: fields at top level, `expire` is the time left (s) (feishu-api 1.1). */
export const TokenAnswer = z.looseObject({
  // Every call carries it; real ones have some fifty characters.
  tenant_access_token: z.string().min(1).max(4_000),
  expire: z.number().positive(),
});

type TokenResult = { ok: true; token: string } | { ok: false; failure: Failure };
export type FetchToken = () => Promise<
  { ok: true; token: string; expireSeconds: number } | { ok: false; failure: Failure }
>;

export interface TokenCache {
  /** A token with time left. Callers at the same time share one fetch; a failed fetch is forgotten. */
  get(): Promise<TokenResult>;
  /** Forgets this token, and only this one: another caller may have fetched its successor already. */
  drop(token: string): void;
}

/**
 * Time before expiry at which the next token is fetched (ms). Feishu hands out a new token only in the last 30 min of
 * the old one; both then work until they expire.
 */
const refreshBeforeMs = 10 * 60_000;

export const createTokenCache = ({ clock, fetchToken }: { clock: Clock; fetchToken: FetchToken }): TokenCache => {
  let cached: { token: string; goodUntil: number } | null = null;
  let fetching: Promise<TokenResult> | null = null;

  const refresh = async (): Promise<TokenResult> => {
    const askedAt = clock.now();
    const answer = await fetchToken();
    if (!answer.ok) return answer;
    const lifeMs = answer.expireSeconds * 1000;
    // A short-lived token is used for half its life rather than fetched for every call.
    cached = { token: answer.token, goodUntil: askedAt + lifeMs - Math.min(refreshBeforeMs, lifeMs / 2) };
    return { ok: true, token: answer.token };
  };

  return {
    get: async () => {
      if (cached && clock.now() < cached.goodUntil) return { ok: true, token: cached.token };
      fetching ??= refresh().finally(() => {
        fetching = null;
      });
      return fetching;
    },
    drop: (token) => {
      if (cached?.token === token) cached = null;
    },
  };
};
