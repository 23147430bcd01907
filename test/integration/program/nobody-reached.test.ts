import { expect, it } from 'vitest';
import { LadderId } from '../../../electron/contract/model/ids';
import { createNotify } from '../../../electron/desktop/notifications/notifications';
import type { TrayLook } from '../../../electron/desktop/tray/picture';
import { createTraySync } from '../../../electron/desktop/tray/tray-sync';
import { buzzDesk, draft, outcomes } from '../../support/desk/buzz-desk';
import { crowd, offline } from '../../support/feishu/scripted-feishu';
import { aLadder, workspaceId } from '../../support/samples';

// The engine and the desktop's view of its boards: a buzz that reached no one must not show only on its open board.

const desktop = (options: Parameters<typeof buzzDesk>[0] = {}) => {
  const desk = buzzDesk(options);
  const looks: TrayLook[] = [];
  const badges: number[] = [];
  const told: string[] = [];
  const tray = createTraySync({
    engine: desk.engine,
    boards: { isSeen: () => false },
    inbox: { status: (workspaceId) => ({ workspaceId, fresh: 0, inUse: false, checkedAt: null }) },
    listens: () => false,
    store: { groups: () => [] },
    locale: () => 'en-US',
    currentWorkspaceId: () => workspaceId,
    tray: { show: ({ look }) => void looks.push(look) },
    hotkey: { state: () => ({ accelerator: '', problem: null, free: [] }) },
    damage: () => [],
    setBadge: (count) => badges.push(count),
    soon: (what) => what(),
  });
  class Notification {
    constructor(options: { title?: string }) {
      told.push(options.title ?? '');
    }
    on() {
      return this;
    }
    show() {}
    close() {}
  }
  const notify = createNotify({
    Notification: Notification as never,
    locale: () => 'en-US',
    isPractice: () => false,
    seen: () => false,
    open: () => undefined,
    stop: () => undefined,
    startedAt: 0,
    zone: () => 'Asia/Shanghai',
    bodyOf: async (text) => text,
  });
  const buzz = async (...wanted: Parameters<typeof draft>) => {
    const board = await desk.buzz(draft(...wanted));
    for (const each of desk.boards) {
      tray.board(each);
      await notify.board(each);
    }
    return board;
  };
  const row = () => desk.engine.list({ before: null, limit: 1 })[0];
  return { ...desk, buzz, row, told, look: () => looks.at(-1)?.state, badge: () => badges.at(-1) ?? 0 };
};

it('an offline buzz shows in the tray, its badge, a notification and Activity', async () => {
  const desk = desktop();
  desk.feishu.fate = () => ({ failure: offline });
  const board = await desk.buzz(crowd(2));
  expect(outcomes(board)).toEqual(['not-called', 'not-called']);
  expect([desk.look(), desk.badge()]).toEqual(['attention', 1]);
  expect(desk.told).toEqual(['2 people need your attention: 同事1、同事2']);
  expect(desk.row()?.attention).toBe(2);
});

it('a buzz that a person stopped does not', async () => {
  const desk = desktop();
  desk.feishu.fate = () => ({ failure: offline });
  const plan = await desk.engine.plan(draft(crowd(1)));
  const answer = await desk.confirm(plan);
  if (!answer.ok) return expect.fail('not confirmed');
  await desk.clock.settle();
  await desk.engine.stop(answer.value.id);
  const board = await desk.finish(answer.value.id);
  expect(outcomes(board)).toEqual(['not-called']);
  expect(desk.row()?.attention).toBe(0);
});

it('a person whose call was too late counts once no step of the ladder can reach them', async () => {
  const ladder = aLadder({ id: LadderId.parse('ldr_one'), steps: [{ afterMinutes: 30, channel: 'app' }] });
  const desk = desktop({ ladders: [ladder] });
  desk.feishu.fate = ({ api }) => (api === 'buzz' ? { failure: offline } : 'ok');
  await desk.buzz(crowd(1), { ladder: ladder.id });
  const attention = desk.boards.map(({ ladder: climbing, people }) => [climbing?.state, people[0]?.outcome]);
  expect(attention).toContainEqual(['armed', 'not-called']);
  expect(desk.told).toEqual(['Escalated to in-app buzz: 同事1', '1 person needs your attention: 同事1']);
  expect(desk.row()?.attention).toBe(1);
});
