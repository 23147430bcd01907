import { expect, it } from 'vitest';
import { Adopt, Adopted, EntriesPage, EntriesQuery, entriesPerPage, Release, Released } from './relay';

const app = { appId: 'cli_a1b2c3d4e5f60718', baseUrl: 'https://open.feishu.cn' };
const entries = [{ kind: 'confirmed' }, { kind: 'handing-over' }];

it('takes the ladder of a known app alone, with nothing beside it', () => {
  expect(Adopt.safeParse({ app, at: 1, entries }).success).toBe(true);
  for (const wrong of [
    { app, at: 1, entries: [] },
    { app, at: Number.NaN, entries },
    { app: { ...app, baseUrl: 'http://open.feishu.cn' }, at: 1, entries },
    { app, at: 1, entries, secret: 'x' },
    { at: 1, entries },
  ])
    expect(Adopt.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
  expect(Release.safeParse({ app }).success).toBe(true);
  expect(Release.safeParse({ app, after: 1 }).success).toBe(false);
});

it('tells what became of a ladder in answers that are bounded as well', () => {
  const buzz = 'bz_0123456789abcdef01234567';
  expect(Adopted.safeParse({ buzz, entries: 2 }).success).toBe(true);
  expect(Released.safeParse({ kind: 'never' }).success).toBe(true);
  expect(Released.safeParse({ kind: 'released', entries: -1 }).success).toBe(false);
  expect(EntriesQuery.parse({ after: '12' })).toEqual({ after: 12 });
  expect(EntriesQuery.safeParse({ after: '-1' }).success).toBe(false);
  const many = Array.from({ length: entriesPerPage + 1 }, () => ({}));
  expect(EntriesPage.safeParse({ entries: many, next: 1, more: false }).success).toBe(false);
});
