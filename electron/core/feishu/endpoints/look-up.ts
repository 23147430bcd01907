import { z } from 'zod';
import { OpenId } from '../../../contract/model/ids';
import type { Call } from '../client/call';
import type { Result } from '../failure';
import type { Feishu, LookedUp } from '../feishu';
import type { AccountStanding } from '../feishu-contacts';
import { AccountStatus, standingOf } from './account-standing';

const Answer = z.looseObject({
  data: z.looseObject({
    user_list: z
      .array(
        z.looseObject({
          user_id: OpenId.nullish().catch(null),
          email: z.string().nullish(),
          mobile: z.string().nullish(),
          status: AccountStatus,
        }),
      )
      .nullish(),
  }),
});

const perCall = 50;

const emailKey = (email: string) => `email:${email.trim().toLowerCase()}`;
/** A mobile without the spaces, dashes and brackets that people write; Feishu takes digits with or without a `+`. */
const plainMobile = (mobile: string) => mobile.replace(/[\s\-()]/g, '');
/** Key of a mobile. Feishu may leave its default country, `+86`, out of the echo. */
const mobileKey = (mobile: string) => `mobile:${plainMobile(mobile).replace(/^\+86/, '')}`;

/** One query for each key: two spellings of one mailbox would use up places. */
const distinct = (queries: readonly string[], key: (query: string) => string) => [
  ...new Map(queries.map((query) => [key(query), query])).values(),
];

type Batch = { emails: readonly string[]; mobiles: readonly string[] };

const batchesOf = (emails: readonly string[], mobiles: readonly string[]): readonly Batch[] => {
  const calls = Math.ceil(Math.max(emails.length, mobiles.length) / perCall);
  return Array.from({ length: calls }, (_, index) => ({
    emails: emails.slice(index * perCall, (index + 1) * perCall),
    mobiles: mobiles.slice(index * perCall, (index + 1) * perCall),
  }));
};

/**
 * `POST /contact/v3/users/batch_get_id` (feishu-api 5.1). Matches answers by the echoed e-mail or mobile, never by
 * position. The result has one entry per query, in order, e-mails first.
 */
export const lookUp =
  (call: Call): Feishu['lookUp'] =>
  async ({ emails, mobiles }) => {
    const found = new Map<string, { openId: OpenId; standing: AccountStanding | null }>();
    const ask = async (batch: Batch): Promise<Result<void>> => {
      const answer = await call({
        api: 'look-up',
        method: 'POST',
        path: 'contact/v3/users/batch_get_id',
        query: { user_id_type: 'open_id' },
        body: {
          ...(batch.emails.length > 0 ? { emails: batch.emails } : {}),
          ...(batch.mobiles.length > 0 ? { mobiles: batch.mobiles } : {}),
        },
        schema: Answer,
      });
      if (!answer.ok) return answer;
      for (const { user_id: openId, email, mobile, status } of answer.value.data.user_list ?? []) {
        if (!openId) continue;
        const person = { openId, standing: standingOf(status) ?? null };
        if (email) found.set(emailKey(email), person);
        if (mobile) found.set(mobileKey(mobile), person);
      }
      return { ok: true, value: undefined, logId: answer.logId };
    };

    const answers = await Promise.all(
      batchesOf(
        distinct(
          emails.map((email) => email.trim()),
          emailKey,
        ),
        distinct(mobiles.map(plainMobile), mobileKey),
      ).map(ask),
    );
    const failed = answers.find((answer) => !answer.ok);
    if (failed && !failed.ok) return failed;
    const lookedUp =
      (key: (query: string) => string) =>
      (query: string): LookedUp => ({
        query,
        ...(found.get(key(query)) ?? { openId: null, standing: null }),
      });
    const value = [...emails.map(lookedUp(emailKey)), ...mobiles.map(lookedUp(mobileKey))];
    const last = answers[answers.length - 1];
    return { ok: true, value, logId: last?.ok ? last.logId : null };
  };
