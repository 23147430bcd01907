import { expect, it, vi } from 'vitest';
import { ok } from '../../contract/advice/problem';
import type { Listening } from '../../contract/ipc/listening';
import { AppId, WorkspaceId } from '../../contract/model/ids';
import type { ListenMode } from '../../contract/model/settings';
import type { Workspace } from '../../contract/model/workspace';
import { createListeningBook, type ListeningBookDeps, type RunningListener } from './listening-book';

const id = WorkspaceId.parse('ws_orders');
const workspace: Workspace = {
  id,
  name: '订单',
  brand: 'feishu',
  baseUrl: 'https://open.feishu.cn',
  appId: AppId.parse('cli_a1b2c3d4e5f60718'),
};
const connected: Listening = { state: 'connected', others: 0, since: 1, lastEventAt: null, problem: null };

const openBook = () => {
  let listening: Partial<Record<WorkspaceId, ListenMode>> = {};
  const made: (RunningListener & { forShare: boolean; said: string[] })[] = [];
  const store = {
    settings: () => ({ listening }),
    changeSettings: (change: { listening: typeof listening }) => {
      listening = change.listening;
      return ok(undefined);
    },
  } as unknown as ListeningBookDeps['store'];
  const listen: ListeningBookDeps['listen'] = async (_, forShare) => {
    const said: string[] = [];
    const listener = {
      listening: connected,
      forShare,
      said,
      share: () => void said.push('share'),
      renew: (byHand = false) => void said.push(byHand ? 'renew by hand' : 'renew'),
      look: () => void said.push('look'),
      relied: () => undefined,
      stop: () => void said.push('stop'),
    };
    made.push(listener);
    return listener;
  };
  const report = vi.fn();
  const book = createListeningBook({ store, findWorkspace: (of) => (of === id ? workspace : null), listen, report });
  const told: string[] = [];
  book.onChanged((of) => told.push(`${book.view(of).mode} ${book.view(of).state}`));
  return { book, made, told };
};
const settled = () => new Promise(setImmediate);

it('tells what is wanted with what has come of it', async () => {
  const { book, told } = openBook();
  expect(book.view(id)).toMatchObject({ workspaceId: id, mode: 'off', state: 'off' });
  book.set(id, 'alone');
  await settled();
  book.set(id, 'off');
  expect(told).toEqual(['alone connecting', 'alone connected', 'off off']);
});

it('goes on with the same line where it may be shared, and begins anew where it may be no longer', async () => {
  const { book, made, told } = openBook();
  book.set(id, 'alone');
  await settled();
  book.set(id, 'share');
  expect([made.length, made[0]?.said, told.at(-1)]).toEqual([1, ['share'], 'share connected']);
  book.set(id, 'alone');
  await settled();
  expect([made.length, made[0]?.said.at(-1), made[1]?.forShare]).toEqual([2, 'stop', false]);
});

it('passes on a person’s wish to try now, and a look at the network', async () => {
  const { book, made } = openBook();
  book.retry(id);
  book.look();
  expect(made).toEqual([]);
  book.set(id, 'alone');
  await settled();
  book.retry(id);
  book.look();
  book.renew();
  expect(made[0]?.said).toEqual(['renew by hand', 'look', 'renew']);
});

it('listens to no workspace that is gone', async () => {
  const { book, made } = openBook();
  const gone = WorkspaceId.parse('ws_gone');
  expect(book.set(gone, 'alone')).toMatchObject({ ok: false, problem: { advice: 'workspace-gone' } });
  expect(book.set(gone, 'off').ok).toBe(true);
  await settled();
  expect(made).toEqual([]);
});
