import { expect, it } from 'vitest';
import { fakeInboxMessage } from '../../../test/support/bridge/fake-inbox';
import { fakeNow } from '../../../test/support/bridge/fake-world';
import { createVirtualClock } from '../../../test/support/clock/virtual-clock';
import { WorkspaceId } from '../../contract/model/ids';
import type { InboxMessage } from '../../contract/model/message/inbox';
import { practiceId } from '../../contract/model/workspace';
import { createInboxNotices } from './inbox-notices';

const real = WorkspaceId.parse('ws_real');

const desktop = (looking = false) => {
  const clock = createVirtualClock(fakeNow);
  const shown: { title: string; body: string; click: () => void }[] = [];
  const opened: WorkspaceId[] = [];
  class Notification {
    readonly options: { title: string; body: string };
    #click: () => void = () => undefined;
    constructor(options: { title: string; body: string }) {
      this.options = options;
    }
    on(event: string, listener: () => void) {
      if (event === 'click') this.#click = listener;
      return this;
    }
    show() {
      shown.push({ ...this.options, click: () => this.#click() });
    }
  }
  const notices = createInboxNotices({
    Notification: Notification as never,
    locale: () => 'en-US',
    bodyOf: async (text) => text,
    now: clock.now,
    later: (ms) => clock.sleep(ms),
    seen: () => looking,
    open: (id) => opened.push(id),
  });
  const arrive = (workspaceId: WorkspaceId, ...messages: readonly InboxMessage[]) =>
    void notices.arrived({ workspaceId, messages });
  return { clock, shown, opened, arrive };
};

it('tells of one message who wrote it and what, and a click opens its inbox', async () => {
  const { clock, shown, opened, arrive } = desktop();
  arrive(real, fakeInboxMessage(1, { text: '主库\n告警' }));
  await clock.advance(1_000);
  expect(shown).toMatchObject([{ title: '韩梅梅 wrote to the bot', body: '主库 告警' }]);
  shown[0]?.click();
  expect(opened).toEqual([real]);
});

it('tells of several at once in one, of later ones each, and says that practice is practice', async () => {
  const { clock, shown, arrive } = desktop();
  arrive(practiceId, fakeInboxMessage(1));
  arrive(practiceId, fakeInboxMessage(2), fakeInboxMessage(3));
  await clock.advance(1_000);
  arrive(practiceId, fakeInboxMessage(4, { chatType: 'group', chatName: '值班群', from: { id: 'ou_x', name: null } }));
  await clock.advance(1_000);
  expect(shown.map(({ title }) => title)).toEqual([
    '[Practice] 3 new messages to the bot',
    '[Practice] A person mentioned the bot in 值班群',
  ]);
});

it('tells nothing of old messages, or while a person looks', async () => {
  const old = desktop();
  old.arrive(real, fakeInboxMessage(1, { at: fakeNow - 31 * 60_000 }));
  const seen = desktop(true);
  seen.arrive(real, fakeInboxMessage(1));
  await old.clock.advance(1_000);
  await seen.clock.advance(1_000);
  expect([...old.shown, ...seen.shown]).toEqual([]);
});
