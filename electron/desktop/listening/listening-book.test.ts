import { expect, it, vi } from 'vitest';
import { createVirtualClock } from '../../../test/support/clock/virtual-clock';
import { ok, problem } from '../../contract/advice/problem';
import type { Listening } from '../../contract/ipc/listening';
import { AppId, WorkspaceId } from '../../contract/model/ids';
import type { ListenMode } from '../../contract/model/settings';
import type { Workspace } from '../../contract/model/workspace';
import { deaf, type Hearing } from '../../core/buzz/receipts/hearing';
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
      recount: () => undefined,
      reliedSince: () => 7,
      missed: (type: string) => void said.push(`missed ${type}`),
      stop: () => void said.push('stop'),
    };
    made.push(listener);
    return listener;
  };
  const report = vi.fn();
  const engine = {
    hearing: deaf,
    relyOn: (hearing: Hearing) => {
      engine.hearing = hearing;
    },
    heardAnew: vi.fn(),
  };
  const findWorkspace = (of: WorkspaceId) => (of === id ? workspace : null);
  const clock = createVirtualClock();
  const book = createListeningBook({ store, findWorkspace, listen, engine, clock, report });
  const told: string[] = [];
  book.onChanged((of) => told.push(`${book.view(of).mode} ${book.view(of).state}`));
  return { clock, book, made, told, engine };
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
  expect([made.length, told.at(-1)]).toEqual([1, 'share connected']);
  expect(made[0]?.said).toContain('share');
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

it('lets the engine know what is heard, and tells it after each change', async () => {
  const { book, made, engine } = openBook();
  expect(engine.hearing.since(id)).toBeNull();
  book.set(id, 'alone');
  await settled();
  expect(engine.heardAnew).toHaveBeenLastCalledWith(id);
  expect(engine.hearing.since(id)).toBe(7);
  engine.hearing.missed(id, 'read', 1);
  expect(made[0]?.said).toContain('missed im.message.message_read_v1');
  book.set(id, 'off');
  expect(engine.hearing.since(id)).toBeNull();
});

it('verifies by an event that comes after it was asked to, and by no older one', async () => {
  const { clock, book, made } = openBook();
  expect(await book.verify(id)).toMatchObject({ ok: false, problem: { advice: 'listen-off' } });
  book.set(id, 'alone');
  await settled();
  const hear = (at: number) => Object.assign(made[0] ?? {}, { listening: { ...connected, lastEventAt: at } });
  hear(clock.now() - 1);
  let seen: unknown = null;
  const waiting = book.verify(id).then((answer) => {
    seen = answer;
  });
  await clock.advance(10_000);
  expect(seen).toBeNull();
  hear(clock.now());
  await clock.advance(1_000);
  // The others are not counted yet: what is shown next would be less than it will be in a moment.
  expect(seen).toBeNull();
  Object.assign(made[0] ?? {}, { listening: { ...connected, state: 'verified', lastEventAt: clock.now() } });
  await clock.advance(1_000);
  await waiting;
  expect(seen).toEqual({ ok: true, value: undefined });
});

it.each<[Listening, string]>([
  [connected, 'listen-unheard'],
  [{ ...connected, state: 'shared', others: 1, problem: problem('listen-shared', { count: '1' }) }, 'listen-shared'],
  [{ ...connected, state: 'connecting', problem: problem('offline') }, 'offline'],
])('says after a minute what to look at: %o', async (listening, advice) => {
  const { clock, book, made } = openBook();
  book.set(id, 'alone');
  await settled();
  Object.assign(made[0] ?? {}, { listening });
  const waiting = book.verify(id);
  await clock.advance(60_000);
  expect(await waiting).toMatchObject({ ok: false, problem: { advice } });
});

it('waits for nothing on a line that was refused', async () => {
  const { book, made } = openBook();
  book.set(id, 'alone');
  await settled();
  const reason = problem('credentials-wrong');
  Object.assign(made[0] ?? {}, { listening: { ...connected, state: 'refused', problem: reason } });
  expect(await book.verify(id)).toMatchObject({ ok: false, problem: { advice: 'credentials-wrong' } });
});

it('waits some seconds, and no longer, for others that cannot be counted', async () => {
  const { clock, book, made } = openBook();
  book.set(id, 'alone');
  await settled();
  const waiting = book.verify(id);
  Object.assign(made[0] ?? {}, { listening: { ...connected, lastEventAt: clock.now() } });
  await clock.advance(11_000);
  expect(await waiting).toEqual({ ok: true, value: undefined });
});
