import { z } from 'zod';
import type { Call, CallSpec } from '../client/call';
import { problemWith } from '../client/problem-with';
import type { Result } from '../failure';
import type { Page } from '../feishu-contacts';

/** What every paged answer of the contacts holds beside its items. */
export const pageFields = { has_more: z.boolean().nullish(), page_token: z.string().nullish() };

interface Paged {
  has_more?: boolean | null | undefined;
  page_token?: string | null | undefined;
}

/**
 * Asks for one page. More that cannot be asked for (no token, or the one just used) is a failure: half a list must not
 * pass for a whole one.
 */
export const askPage = async <Data extends Paged, T>(
  call: Call,
  spec: CallSpec<{ data: Data }> & { host: string; after: string | null; itemsOf: (data: Data) => readonly T[] },
): Promise<Result<Page<T>>> => {
  const { host, after, itemsOf, ...rest } = spec;
  const page = await call({ ...rest, query: { ...rest.query, ...(after === null ? {} : { page_token: after }) } });
  if (!page.ok) return page;
  const { data } = page.value;
  const next = data.has_more ? (data.page_token ?? '') : null;
  if (next === '' || (next !== null && next === after)) {
    const problem = problemWith('answer-incomplete', { host }, { code: null, logId: page.logId });
    return { ok: false, failure: { stage: 'faulty', problem, passing: true, retryAfterMs: null, namedIds: [] } };
  }
  return { ok: true, value: { items: itemsOf(data), next }, logId: page.logId };
};
