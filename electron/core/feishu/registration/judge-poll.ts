import { z } from 'zod';
import { type Problem, problem } from '../../../contract/advice/problem';
import { AppId, OpenId } from '../../../contract/model/ids';
import { tidied } from '../../../contract/plain-text';
import { parseJson } from '../../text/read-text';
import { shorten } from '../../text/shorten';
import type { HttpOutcome } from '../client/transport';

/** An app that a person has created or extended, with its secret: for the vault, and for nothing else. */
export interface RegisteredApp {
  appId: AppId;
  secret: string;
  /** The brand of the company it belongs to; null: not told. */
  brand: 'feishu' | 'lark' | null;
  /** The person who confirmed, as the app knows them. */
  openId: OpenId | null;
}

/** Meaning of a poll's answer. `lost`: there was none, or none that says anything. */
export type PollVerdict =
  | { kind: 'pending' | 'slower' | 'lost' }
  | { kind: 'registered'; app: RegisteredApp }
  | { kind: 'lark' }
  | { kind: 'over'; problem: Problem };

const PollAnswer = z.looseObject({
  error: z.string().nullish().catch(null),
  error_description: z.string().nullish().catch(null),
  client_id: AppId.nullish().catch(null),
  client_secret: z.string().min(1).max(1000).nullish().catch(null),
  user_info: z
    .looseObject({
      open_id: OpenId.nullish().catch(null),
      tenant_brand: z.enum(['feishu', 'lark']).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

/** Longest part of a server's text in a sentence (characters). */
const longestWord = 200;

/** The problem of an `error` by which a server ends a registration. */
export const registrationProblem = (error: string, description: string): Problem => {
  switch (error) {
    case 'access_denied':
      return problem('scan-refused');
    case 'expired_token':
    case 'invalid_grant':
      return problem('scan-expired');
    default: {
      const said = [error, description].map(tidied).filter((word) => word !== '');
      return problem('scan-failed', { said: shorten(said.join(': '), longestWord) });
    }
  }
};

/**
 * Reads the answer of a poll (feishu-api 1.8). The body decides, as pending ones come as HTTP 400.
 *
 * @param mayBeLarks true while Lark's own host was not asked: for a company of Lark's no other answer is final
 */
export const judgePoll = (outcome: HttpOutcome, mayBeLarks: boolean): PollVerdict => {
  if (outcome.kind !== 'answered') return { kind: 'lost' };
  const { status, text } = outcome.answer;
  const read = PollAnswer.safeParse(parseJson(text ?? ''));
  if (!read.success) return { kind: status === 429 ? 'slower' : 'lost' };
  const { error, error_description: description, client_id: appId, client_secret: secret, user_info: user } = read.data;
  const brand = user?.tenant_brand ?? null;
  if (brand === 'lark' && mayBeLarks) return { kind: 'lark' };
  if (appId && secret) return { kind: 'registered', app: { appId, secret, brand, openId: user?.open_id ?? null } };
  if (error === 'authorization_pending') return { kind: 'pending' };
  if (error === 'slow_down' || status === 429) return { kind: 'slower' };
  return error ? { kind: 'over', problem: registrationProblem(error, description ?? '') } : { kind: 'lost' };
};
