import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { buzzDesk, draft, value } from '../../../../test/support/desk/buzz-desk';
import { MemoryLedger } from '../../../../test/support/disk/memory-ledger';
import { busy, crowd, failure, ScriptedFeishu } from '../../../../test/support/feishu/scripted-feishu';

const second = 1_000;
const hour = 3_600 * second;
const channels = ['im:message.urgent', 'im:message.urgent:sms', 'im:message.urgent:phone'];
const scopes = new Set([...channels, 'im:message.reactions:write_only']);

const tickingDesk = (change: Parameters<typeof buzzDesk>[0] = {}) => {
  const clock = change.clock ?? createVirtualClock();
  const feishu = new ScriptedFeishu(clock);
  feishu.tellsChats = true;
  const desk = buzzDesk({ clock, feishu, scopes, ...change });
  const says = (text: string, by = 'ou_p1') => feishu.wrote.push({ by, text, at: clock.now() });
  const ticks = () => feishu.of('react').map(({ messageId, emoji }) => [messageId, emoji]);
  const asked = async (people = 1) => desk.buzz(draft(crowd(people), { ask: true }));
  const look = async (id: Parameters<typeof desk.engine.askReceipts>[0]) => {
    const board = value(await desk.engine.askReceipts(id));
    await clock.drain();
    return board;
  };
  return { ...desk, feishu, says, ticks, asked, look };
};

describe('the tick under a reply', () => {
  it('goes once to the reply by which a person acknowledges, and is a counted call', async () => {
    const desk = tickingDesk();
    const { id, calls } = await desk.asked(2);
    desk.says('在看了');
    await desk.look(id);
    desk.says('还在看', 'ou_p1');
    await desk.look(id);
    await desk.look(id);
    expect(desk.ticks()).toEqual([['om_said0', 'DONE']]);
    expect(value(desk.engine.board(id)).calls.total).toBe(calls.total + 1);
  });

  it('goes to the first bubble, and to none that does not acknowledge', async () => {
    const desk = tickingDesk();
    const { id } = await desk.asked(3);
    desk.says('需要帮忙', 'ou_p1');
    desk.says('收到', 'ou_p2');
    desk.feishu.reacted.push({ by: 'ou_p3', emoji: 'OK', at: desk.clock.now() });
    await desk.look(id);
    expect(desk.ticks()).toEqual([['om_said1', 'DONE']]);
  });

  it('comes once for a reply that answers two buzzes', async () => {
    const desk = tickingDesk();
    const first = await desk.asked();
    const second = await desk.buzz(draft(crowd(1), { ask: true, text: '又一件' }));
    desk.says('都收到');
    await desk.look(first.id);
    await desk.look(second.id);
    expect(desk.ticks()).toHaveLength(1);
  });

  it.each([
    ['without its scope', { scopes: new Set(channels) }, true],
    ['where it is switched off', {}, false],
  ])('does not come %s', async (_what, change, wanted) => {
    const desk = tickingDesk(change);
    desk.settings.answering.tickReplies = wanted;
    const { id } = await desk.asked();
    desk.says('收到');
    const board = await desk.look(id);
    expect(board.people[0]?.ack?.by).toBe('bubble');
    expect(desk.ticks()).toEqual([]);
  });

  it('does not come under a reply of another day', async () => {
    const desk = tickingDesk();
    const { id } = await desk.asked();
    desk.says('收到');
    await desk.clock.advance(25 * hour);
    await desk.look(id);
    expect(desk.ticks()).toEqual([]);
  });

  it('is tried again after a refusal that passes, three times at most, and not after a lost answer', async () => {
    const desk = tickingDesk();
    let refusals = 2;
    desk.feishu.fate = ({ api }) => (api === 'react' && refusals-- > 0 ? { failure: busy() } : 'ok');
    const { id } = await desk.asked(2);
    desk.says('收到');
    await desk.look(id);
    await desk.clock.advance(30 * second);
    expect(desk.ticks()).toHaveLength(1);

    desk.feishu.fate = ({ api }) => (api === 'react' ? 'lost-after' : 'ok');
    desk.says('收到', 'ou_p2');
    await desk.look(id);
    await desk.clock.advance(60 * second);
    expect(desk.ticks()).toHaveLength(2);
    expect(desk.engine.diagnostics(id)).toMatchObject({ value: expect.stringContaining('advice=lost-answer') });
  });

  it('that Feishu refuses fails nothing, and is not tried again', async () => {
    const desk = tickingDesk();
    desk.feishu.fate = ({ api }) => (api === 'react' ? { failure: failure({ code: 231018 }) } : 'ok');
    const { id } = await desk.asked();
    desk.says('收到');
    const board = await desk.look(id);
    await desk.clock.advance(60 * second);
    expect([board.people[0]?.outcome, board.state, desk.ticks()]).toEqual(['accepted', 'done', []]);
    expect(desk.engine.diagnostics(id)).toMatchObject({ value: expect.stringContaining('code=231018') });
  });

  it('that was cut off by a crash is not made again', async () => {
    const clock = createVirtualClock();
    const ledger = new MemoryLedger();
    const first = tickingDesk({ clock, ledger });
    const { id } = await first.asked();
    first.feishu.answerAfter = () => new Promise(() => undefined);
    first.says('收到');
    void first.engine.hear([
      {
        ...{ kind: 'wrote', messageId: 'om_said0' as never, chatId: 'oc_p1' as never, chatType: 'p2p', from: 'ou_p1' },
        ...{ parentId: null, rootId: null, messageType: 'text', text: '收到', at: clock.now(), mentionsBot: false },
      },
    ]);
    await clock.drain();
    expect(first.ticks()).toHaveLength(1);
    const second = buzzDesk({ clock, ledger, feishu: first.feishu, scopes });
    first.feishu.answerAfter = async () => undefined;
    await second.engine.resume();
    value(await second.engine.askReceipts(id));
    await clock.drain();
    expect(first.ticks()).toHaveLength(1);
  });
});
