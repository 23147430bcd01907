import { describe, expect, it } from 'vitest';
import { chatId, chatOf, inChat, standing, value } from '../../../../test/support/desk/buzz-desk';
import { climbing } from '../../../../test/support/desk/climbing';
import { busy, crowd, offline, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aGroup } from '../../../../test/support/samples';
import { GroupId, MessageId } from '../../../contract/model/ids';
import type { Ladder } from '../../../contract/model/ladder';

const minute = 60_000;
const leads = aGroup([someone(8), someone(9)], { id: GroupId.parse('grp_leads'), name: '值班长' });
const backup = leads.id;

/** After five minutes the leads are called by phone. */
const toLeads: Partial<Ladder> = { until: 'acknowledged', steps: [{ afterMinutes: 5, channel: 'phone', backup }] };
const withLeads = (
  ladder: Partial<Ladder> = {},
  wanted: Parameters<typeof climbing>[1] = {},
  parts: Parameters<typeof climbing>[2] = {},
) => climbing({ ...toLeads, ...ladder }, wanted, { groups: [leads], ...parts });

const oldMessage = {
  ...{ messageId: MessageId.parse('om_old'), chatId, sentAt: 0, own: true, senderId: null, deleted: false },
  ...{ type: 'text', content: '{"text":"延迟"}', mentions: [] },
};

/** People to whom Feishu sent a message, in their order. */
const told = (desk: Awaited<ReturnType<typeof withLeads>>) => desk.feishu.messages().map(({ to }) => to);

/** A buzz in a chat that one of the leads is in. */
const inTheirChat = (wanted: Parameters<typeof climbing>[1] = {}) =>
  withLeads(
    {},
    { delivery: inChat, ...wanted },
    {
      before: (feishu) => {
        feishu.chatList.push(chatOf([...crowd(2), someone(8)]));
        feishu.old.push(oldMessage);
      },
    },
  );

describe('a rung that calls a backup group', () => {
  it('is planned with the people of then, each of whom may be called, and the cost of that', async () => {
    const desk = await withLeads({ repeat: { times: 1, everyMinutes: 10 } });
    const [rung] = desk.plan.ladder?.rungs ?? [];
    expect(rung).toMatchObject({ calls: 4, passed: false, problem: null });
    expect(rung?.backupGroup).toMatchObject({ name: '值班长', problem: null });
    expect(rung?.backupGroup?.people.map(({ id, apart }) => [id, apart])).toEqual([
      ['ou_p8', false],
      ['ou_p9', false],
    ]);
    expect(desk.plan.ladder?.costs).toMatchObject([{ channel: 'phone', calls: 4 }]);
    expect(desk.plan.counts).toMatchObject({ messages: 2, buzzes: 2 });
  });

  it('calls the group, with a message of its own, and no one else, while one person is waited for', async () => {
    const desk = await withLeads();
    desk.feishu.reacted.push({ by: 'ou_p1', emoji: 'OK', at: desk.createdAt + minute });
    expect(desk.board().people.map(({ backup: group }) => group)).toEqual([null, null]);
    expect(desk.board().ladder?.rungs).toMatchObject([{ backup: '值班长', people: 2, state: 'next' }]);
    await desk.at(6 * minute);
    expect(told(desk)).toEqual(['ou_p1', 'ou_p2', 'ou_p8', 'ou_p9']);
    expect(desk.feishu.buzzed('phone')).toEqual(['ou_p8', 'ou_p9']);
    const people = desk.board().people.map(({ id, backup: group, outcome }) => [id, group, outcome]);
    expect(people).toEqual([
      ['ou_p1', null, 'accepted'],
      ['ou_p2', null, 'accepted'],
      ['ou_p8', '值班长', 'accepted'],
      ['ou_p9', '值班长', 'accepted'],
    ]);
    expect(desk.board().ladder).toMatchObject({ state: 'ended', rungs: [{ state: 'done', people: 2 }] });
  });

  it('leaves the group alone once everyone has answered, or one who is enough', async () => {
    for (const enough of ['everyone', 'one'] as const) {
      const desk = await withLeads({ enough });
      const answered = enough === 'one' ? ['ou_p1'] : ['ou_p1', 'ou_p2'];
      for (const by of answered) desk.feishu.reacted.push({ by, emoji: 'OK', at: desk.createdAt + minute });
      await desk.at(20 * minute);
      const own = desk.feishu.messages().filter(({ parent }) => parent === null);
      expect(own.map(({ to }) => to)).toEqual(['ou_p1', 'ou_p2']);
      expect(desk.board().ladder?.state).toBe('ended');
    }
  });

  it('is not stopped by people who cannot be reached: for them above all it is there', async () => {
    const desk = await withLeads(
      { steps: [{ afterMinutes: 3, channel: 'sms' }, ...(toLeads.steps ?? [])] },
      {},
      { people: 1 },
    );
    desk.feishu.culprits.set('ou_p1', 230053);
    await desk.at(4 * minute);
    expect(standing(desk.board(), someone(1)).outcome).toBe('unreachable');
    await desk.at(6 * minute);
    expect(desk.feishu.buzzed('phone')).toEqual(['ou_p8', 'ou_p9']);
    expect(desk.rungs()).toEqual(['done', 'done']);
    expect(desk.news).toEqual([]);
  });

  it('calls one who is in both groups once for each, and not after their answer', async () => {
    const both = aGroup([someone(2), someone(9)], { id: backup, name: '值班长' });
    const desk = await withLeads({}, {}, { groups: [both] });
    await desk.at(6 * minute);
    expect(told(desk)).toEqual(['ou_p1', 'ou_p2', 'ou_p9']);
    expect(desk.feishu.buzzed('phone')).toEqual(['ou_p2', 'ou_p9']);
    const answered = await withLeads({}, {}, { groups: [both] });
    answered.feishu.reacted.push({ by: 'ou_p2', emoji: 'OK', at: answered.createdAt });
    await answered.at(6 * minute);
    expect(answered.feishu.buzzed('phone')).toEqual(['ou_p9']);
  });

  it('goes to those outside of the chat by a direct message of the same text, which names no one', async () => {
    const desk = await inTheirChat();
    expect(desk.plan.ladder?.rungs[0]?.backupGroup?.people.map(({ id, apart }) => [id, apart])).toEqual([
      ['ou_p8', false],
      ['ou_p9', true],
    ]);
    await desk.at(6 * minute);
    expect(told(desk)).toEqual(['oc_alerts', 'ou_p9']);
    const [, own] = desk.feishu.messages();
    expect(own?.post.zh_cn.content.flat()).toEqual([
      { tag: 'text', text: '订单库主从延迟，请立刻上线' },
      { tag: 'text', text: '— 李雷 发起的加急' },
      { tag: 'text', text: '回复或点表情即表示收到' },
    ]);
    expect(desk.feishu.buzzed('phone')).toEqual(['ou_p8', 'ou_p9']);
    // Each is asked about where they have it.
    desk.feishu.readAt.set('ou_p8', desk.clock.now()).set('ou_p9', desk.clock.now());
    await desk.engine.askReceipts(desk.id);
    expect(desk.board().people.map(({ id, readAt }) => [id, readAt !== null])).toEqual([
      ['ou_p1', false],
      ['ou_p2', false],
      ['ou_p8', true],
      ['ou_p9', true],
    ]);
  });

  it('does not tell a message that is there already to people outside of its chat', async () => {
    const about = {
      kind: 'message',
      messageId: 'om_old',
      chatId: 'oc_alerts',
      chatName: '数据库告警',
      excerpt: '延迟',
    };
    const desk = await inTheirChat({ about: about as never });
    await desk.at(6 * minute);
    expect(told(desk)).toEqual([]);
    expect(desk.feishu.buzzed('phone')).toEqual(['ou_p8']);
    expect(standing(desk.board(), someone(9))).toMatchObject({ outcome: 'not-in-chat', backup: '值班长' });
  });

  it('of a room adds no one to it', async () => {
    const desk = await withLeads({}, { delivery: { mode: 'room' } });
    await desk.at(6 * minute);
    expect(desk.feishu.of('add-members').flatMap(({ ids }) => ids)).toEqual(['ou_p1', 'ou_p2']);
    expect(told(desk)).toEqual(['oc_room1', 'ou_p8', 'ou_p9']);
    expect(desk.board().people.map(({ message }) => message)).toEqual(['sent', 'sent', 'sent', 'sent']);
  });

  it('says in the plan that its group is gone or empty, and is passed over', async () => {
    const steps: Ladder['steps'] = [...(toLeads.steps ?? []), { afterMinutes: 9, channel: 'app' }];
    const empty = aGroup([{ name: '谁？' }], { id: backup, name: '值班长' });
    for (const [groups, advice] of [
      [[], 'backup-gone'],
      [[empty], 'backup-unreachable'],
    ] as const) {
      const desk = await withLeads({ steps }, {}, { groups });
      expect(desk.plan.ladder?.rungs[0]).toMatchObject({ calls: 0, problem: { advice } });
      expect(desk.plan.problem).toBeNull();
      await desk.at(10 * minute);
      expect(desk.rungs()).toEqual(['skipped', 'done']);
      expect(desk.feishu.buzzed('phone')).toEqual([]);
    }
  });

  it('keeps to the people of the plan, whatever becomes of the group', async () => {
    const desk = await withLeads();
    desk.settings.groups = [];
    await desk.at(6 * minute);
    expect(desk.feishu.buzzed('phone')).toEqual(['ou_p8', 'ou_p9']);
  });

  it('is held back by an answer that comes between the question and the call', async () => {
    const desk = await withLeads({ enough: 'one' });
    const tap = () => desk.feishu.reacted.push({ by: 'ou_p1', emoji: 'OK', at: desk.clock.now() });
    // The message is on its way when the answer comes.
    desk.feishu.fate = ({ api, ids }) => {
      if (api !== 'send' || !ids.includes('ou_p9') || desk.feishu.reacted.length > 0) return 'ok';
      tap();
      return { failure: busy(3_000) };
    };
    await desk.at(8 * minute);
    expect(desk.feishu.buzzed('phone')).not.toContain('ou_p9');
    expect(standing(desk.board(), someone(9))).toMatchObject({ outcome: 'not-called' });
  });

  it('waits for a decision while Feishu cannot say who has answered', async () => {
    const desk = await withLeads();
    desk.feishu.reactionsFail = offline;
    await desk.at(6 * minute);
    expect(desk.rungs()).toEqual(['held']);
    expect(desk.feishu.buzzed('phone')).toEqual([]);
    value(await desk.engine.continueLadder(desk.id, 'paid'));
    await desk.clock.settle();
    expect(desk.feishu.buzzed('phone')).toEqual(['ou_p8', 'ou_p9']);
  });

  it('counts the ceilings of its people anew when it calls', async () => {
    const ceilings = { callsPerPersonPerHour: 3, callsPerHour: 60, smsPerMonth: 50, phonePerMonth: 1 };
    const desk = await withLeads({}, {}, { ceilings });
    await desk.at(6 * minute);
    expect(desk.feishu.buzzed('phone')).toEqual(['ou_p8']);
    expect(standing(desk.board(), someone(9))).toMatchObject({
      outcome: 'not-called',
      problem: { advice: 'ceiling-month' },
    });
  });

  it('fires beside a rung for the others that is due at the same moment', async () => {
    const steps: Ladder['steps'] = [{ afterMinutes: 4, channel: 'sms' }, ...(toLeads.steps ?? [])];
    const desk = await withLeads({ steps });
    desk.clock.jump(6 * minute);
    desk.engine.wake();
    await desk.clock.settle();
    await desk.at(7 * minute);
    expect(desk.rungs()).toEqual(['done', 'done']);
    expect(desk.feishu.buzzed('sms')).toEqual(['ou_p1', 'ou_p2']);
    expect(desk.feishu.buzzed('phone')).toEqual(['ou_p8', 'ou_p9']);
  });
});
