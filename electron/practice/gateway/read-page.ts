import { createHash } from 'node:crypto';
import type { Call } from './endpoint';
import { missingField, type Refusal, refuseFields } from './refusal';

export interface PageRule {
  standard: number;
  most: number;
  /** The refusal of a size outside 1…most. */
  badSize: () => Refusal;
  badToken: () => Refusal;
}

export interface ListPage<T> {
  items: readonly T[];
  hasMore: boolean;
  pageToken: string | undefined;
}

const fingerprint = (call: Call): string => {
  const query = new URLSearchParams(call.query);
  query.delete('page_token');
  query.delete('page_size');
  query.sort();
  return createHash('sha256').update(`${call.path}?${query}`).digest('base64url').slice(0, 12);
};

/** Reads `page_size`; text that is no number has a refusal of its own. */
export const readPageSize = (call: Call, rule: PageRule): number => {
  const text = call.query.get('page_size');
  if (text === null) return rule.standard;
  if (text === '') throw missingField('page_size');
  if (!/^-?\d+$/.test(text)) {
    throw refuseFields({ field: 'page_size', value: text, description: 'page_size is not an int' });
  }
  const size = Number(text);
  if (size < 1 || size > rule.most) throw rule.badSize();
  return size;
};

/** One page of `all`. A token is opaque, and good only for the request it came from, parameters included. */
export const readPage = <T>(call: Call, all: readonly T[], rule: PageRule): ListPage<T> => {
  const size = readPageSize(call, rule);
  const mark = fingerprint(call);
  const token = call.query.get('page_token') ?? '';
  let from = 0;
  if (token !== '') {
    const [position, of] = Buffer.from(token, 'base64url').toString('utf8').split('.');
    if (of !== mark || position === undefined || !/^\d+$/.test(position)) throw rule.badToken();
    from = Number(position);
  }
  const hasMore = from + size < all.length;
  return {
    items: all.slice(from, from + size),
    hasMore,
    pageToken: hasMore ? Buffer.from(`${from + size}.${mark}`).toString('base64url') : undefined,
  };
};

/** The paging fields of an answer; `page_token` is left out on the last page (feishu-api 7.4). */
export const pageFields = (page: ListPage<unknown>) => ({
  has_more: page.hasMore,
  ...(page.pageToken === undefined ? {} : { page_token: page.pageToken }),
});
