import { z } from 'zod';
import { problemWith } from '../client/advice-params';
import type { Call, CallSpec } from '../client/call';
import type { Result } from '../failure';
import type { ListPage } from '../feishu-contacts';

/** Most items of one answer: the calls here ask for up to 100. */
export const mostItems = 1000;
/** Longest page token (characters): it is kept. */
const longestToken = 2000;

/** Fields of every paged answer of the contacts beside its items. */
export const pageFields = { has_more: z.boolean().nullish(), page_token: z.string().max(longestToken).nullish() };

interface Paged {
  has_more?: boolean | null | undefined;
  page_token?: string | null | undefined;
}

/**
 * Reads one page. A further page without a token, or with the token just used, is a failure: half a list must not pass
 * for a whole one.
 */
export const askPage = async <Data extends Paged, T>(
  call: Call,
  spec: CallSpec<{ data: Data }> & { host: string; after: string | null; itemsOf: (data: Data) => readonly T[] },
): Promise<Result<ListPage<T>>> => {
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

/** Most pages of a list, and most items of one, of which 100 were asked for. More is a fault of the server. */
const maxPages = 1000;
const maxPageItems = 200;

/**
 * Reads a list to its end, by `has_more` only, as pages may be short or long (feishu-api 4.7). A page token that
 * repeats, or is missing although there is more, is a failure: half a list must not pass for a whole one.
 */
export const readPages = async <T>(
  call: Call,
  spec: Omit<CallSpec<unknown>, 'schema'> & { item: z.ZodType<T>; host: string; pageSize?: string },
): Promise<Result<readonly T[]>> => {
  const { item, host, pageSize = '100', ...rest } = spec;
  const Page = z.looseObject({
    data: z.looseObject({
      ...pageFields,
      items: z.array(item).max(maxPageItems).nullish(),
    }),
  });
  const all: T[] = [];
  const used = new Set<string>();
  let pageToken = '';
  for (;;) {
    const query = { ...rest.query, page_size: pageSize, ...(pageToken === '' ? {} : { page_token: pageToken }) };
    const page = await call({ ...rest, query, schema: Page });
    if (!page.ok) return page;
    const { items, has_more: more, page_token: next } = page.value.data;
    all.push(...(items ?? []));
    if (!more) return { ok: true, value: all, logId: page.logId };
    if (!next || used.has(next) || used.size >= maxPages) {
      const problem = problemWith('answer-incomplete', { host }, { code: null, logId: page.logId });
      return { ok: false, failure: { stage: 'faulty', problem, passing: true, retryAfterMs: null, namedIds: [] } };
    }
    used.add(next);
    pageToken = next;
  }
};
