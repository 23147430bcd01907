import { expect, it } from 'vitest';
import { failed, ok, problem } from '../../contract/advice/problem';
import type { Board } from '../../contract/model/board';
import { BuzzId, WorkspaceId } from '../../contract/model/ids';
import { BoardFeed, type BoardFeedDeps, type FeedEvent, type FeedFilter } from './board-feed';

const ops = WorkspaceId.parse('ws_ops');
const dev = WorkspaceId.parse('ws_dev');
const idOf = (name: string | number) => BuzzId.parse(`bz_${name}`);

/** A feed over boards that a test changes. */
const feedOf = (since?: BoardFeedDeps['since']) => {
  const boards = new Map<BuzzId, Board>();
  const watched: (readonly BuzzId[])[] = [];
  const feed = new BoardFeed({
    board: async (id) => {
      const board = boards.get(id);
      return board ? ok(board) : failed(problem('buzz-gone'));
    },
    newest: async (ids, count) =>
      [...boards.values()].flatMap(({ id, workspaceId }) => (ids.has(workspaceId) ? [id] : [])).slice(0, count),
    watch: (ids) => watched.push(ids),
    ...(since ? { since } : {}),
  });
  const change = (name: string | number, text = '', workspaceId = ops) => {
    const board = { id: idOf(name), workspaceId, text } as Board;
    boards.set(board.id, board);
    feed.tell(board);
  };
  const open = (filter: Partial<FeedFilter> = {}) =>
    feed.open({ workspaces: new Set([ops]), buzz: null, changes: null, after: null, ...filter });
  return { feed, boards, change, open, watched };
};

const said = (event: FeedEvent | null) => (event === null ? null : { ...event, data: JSON.parse(event.data).text });

it('tells a stream that is slow the newest state of each board, once', async () => {
  const { change, open } = feedOf();
  const stream = open();
  for (const text of ['one', 'two', 'three']) change('a', text);
  change('b', 'other');
  expect(said(await stream.next())).toMatchObject({ event: 'board', data: 'three' });
  expect(said(await stream.next())).toMatchObject({ event: 'board', data: 'other' });
  const next = stream.next();
  change('a', 'four');
  expect(said(await next)?.data).toBe('four');
});

it('tells no board of another workspace, and of one buzz that one alone', async () => {
  const { change, open } = feedOf();
  change('a', 'a');
  const [all, one] = [open(), open({ buzz: idOf('a') })];
  change('x', 'foreign', dev);
  change('b', 'b');
  change('a', 'again');
  expect(said(await all.next())?.data).toBe('b');
  expect(said(await all.next())?.data).toBe('again');
  expect(said(await one.next())?.data).toBe('again');
});

it('goes on where a stream was', async () => {
  const { change, open } = feedOf();
  const stream = open();
  change('a', 'a');
  const first = await stream.next();
  stream.close();
  change('b', 'b');
  const again = open({ after: first?.id ?? '' });
  expect(again.id).toBe(first?.id);
  expect(said(await again.next())?.data).toBe('b');
});

it('resets a stream whose place it does not know any more', async () => {
  const { change, open } = feedOf();
  const early = open().id;
  for (let at = 0; at < 2_001; at += 1) change(at, String(at));
  const stream = open({ after: early });
  expect((await stream.next())?.event).toBe('reset');
  expect((await stream.next())?.event).toBe('board');
  expect((await open({ after: 'another-1' }).next())?.event).toBe('reset');
});

it('goes on for a stream of another process by its mark, and resets one whose mark tells nothing', async () => {
  const first = feedOf();
  const stream = first.open();
  first.feed.tell({ id: idOf('a'), workspaceId: ops }, '41');
  first.boards.set(idOf('a'), { id: idOf('a'), workspaceId: ops, text: 'a' } as Board);
  const heard = await stream.next();
  expect(heard?.id).toMatch(/-41$/);

  const asked: string[] = [];
  const next = feedOf(async (mark) => {
    asked.push(mark);
    return mark === '41' ? [idOf('b')] : null;
  });
  next.boards.set(idOf('b'), { id: idOf('b'), workspaceId: ops, text: 'b' } as Board);
  const again = next.open({ after: heard?.id ?? '' });
  expect(again.id).toBe(heard?.id);
  expect(said(await again.next())).toMatchObject({ event: 'board', data: 'b' });
  expect((await next.open({ after: 'other-7-99' }).next())?.event).toBe('reset');
  expect((await next.open({ after: "other-7-1' OR 1" }).next())?.event).toBe('reset');
  expect(asked).toEqual(['41', '99']);
});

it('has receipts asked for while a board is looked at, and no longer', () => {
  const { change, open, watched } = feedOf();
  change('a');
  const [one, two] = [open({ buzz: idOf('a') }), open({ buzz: idOf('a') })];
  expect(watched.at(-1)).toEqual([idOf('a')]);
  one.close();
  expect(watched.at(-1)).toEqual([idOf('a')]);
  two.close();
  expect(watched.at(-1)).toEqual([]);
});

it('passes over a board that was deleted, and ends with the relay', async () => {
  const { feed, boards, change, open } = feedOf();
  const stream = open();
  change('a');
  change('b', 'b');
  boards.delete(idOf('a'));
  expect(said(await stream.next())?.data).toBe('b');
  const next = stream.next();
  feed.close();
  expect(await next).toBeNull();
  expect(feed.streams).toBe(0);
});

it('tells of some buzzes that they have changed, without their boards, also to a stream that comes back or is reset', async () => {
  const { boards, change, open } = feedOf();
  const changes = new Set([idOf('a'), idOf('b')]);
  const stream = open({ changes });
  change('x', 'of another');
  change('a', 'one');
  boards.delete(idOf('a'));
  const first = await stream.next();
  expect(first).toMatchObject({ event: 'changed', data: JSON.stringify({ id: idOf('a') }) });
  stream.close();
  change('b');
  change('y');
  const again = open({ changes, after: first?.id ?? '' });
  expect(await again.next()).toMatchObject({ event: 'changed', data: JSON.stringify({ id: idOf('b') }) });
  const reset = open({ changes, after: 'another-1' });
  expect((await reset.next())?.event).toBe('reset');
  change('b');
  expect(await reset.next()).toMatchObject({ event: 'changed' });
});
