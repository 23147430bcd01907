import { describe, expect, it } from 'vitest';
import { buzzDesk, chatId, chatOf, draft, inChat, value } from '../../../../test/support/desk/buzz-desk';
import { crowd, type Fate, failure, offline } from '../../../../test/support/feishu/scripted-feishu';
import { PlanId } from '../../../contract/model/ids';
import { defaultSettings } from '../../../contract/model/settings';

const text = '已恢复：延迟降到 2 秒。\n<at user_id="all">所有人</at> **辛苦了**';
const wish = { kind: 'follow-up', text } as const;

/** A desk with a buzz that is over, in direct messages or in a chat. */
const over = async (delivery: 'direct' | 'chat' = 'direct', fate: (uuidOfNote: boolean) => Fate = () => 'ok') => {
  const desk = buzzDesk();
  desk.feishu.chatList.push(chatOf(crowd(3)));
  const board = await desk.buzz(draft(crowd(3), delivery === 'chat' ? { delivery: inChat } : {}));
  const before = desk.feishu.of('send').length;
  desk.feishu.fate = ({ api }) => (api === 'send' ? fate(true) : 'ok');
  const notes = () => desk.feishu.of('send').slice(before);
  const followUp = async () => {
    const plan = value(desk.engine.planNote(board.id, wish));
    value(await desk.engine.confirmNote(plan.id));
    return (await desk.finish(board.id)).notes;
  };
  return { ...desk, id: board.id, notes, followUp };
};

describe('a note to the people of a buzz', () => {
  it('goes once to each, word for word, and buzzes no person', async () => {
    const desk = await over();
    const plan = value(desk.engine.planNote(desk.id, wish));
    expect(plan).toMatchObject({ kind: 'follow-up', people: 3, messages: 3, chat: null, problem: null });
    expect(desk.notes()).toEqual([]);
    const calls = desk.feishu.of('buzz').length;
    value(await desk.engine.confirmNote(plan.id));
    const board = await desk.finish(desk.id);
    expect(
      desk
        .notes()
        .map(({ to }) => to)
        .sort(),
    ).toEqual(['ou_p1', 'ou_p2', 'ou_p3']);
    const lines = desk.notes()[0]?.post.zh_cn.content;
    expect(lines).toEqual([
      [{ tag: 'text', text: '已恢复：延迟降到 2 秒。' }],
      [{ tag: 'text', text: '<at user_id="all">所有人</at> **辛苦了**' }],
      [{ tag: 'text', text: '— 李雷，来自飞书加急' }],
    ]);
    expect(desk.feishu.of('buzz')).toHaveLength(calls);
    expect(board).toMatchObject({
      state: 'done',
      calls: { send: 6 },
      notes: [{ kind: 'follow-up', text, people: 3, messages: { all: 3, sent: 3, open: 0 }, problem: null }],
    });
  });

  it('has the id that it is given, goes out once under it, also after a restart, and names no one if it is quiet', async () => {
    const desk = await over('chat');
    const quiet = { kind: 'follow-up', text: '已恢复', quiet: true } as const;
    for (let times = 0; times < 2; times += 1) {
      const plan = value(desk.engine.planNote(desk.id, quiet));
      value(await desk.engine.confirmNote(plan.id, 'end1'));
    }
    await desk.finish(desk.id);
    const after = buzzDesk({ clock: desk.clock, feishu: desk.feishu, ledger: desk.ledger });
    await after.engine.resume();
    const plan = value(after.engine.planNote(desk.id, quiet));
    expect(value(await after.engine.confirmNote(plan.id, 'end1')).notes).toMatchObject([{ id: 'end1' }]);
    await after.finish(desk.id);
    expect(desk.notes()).toHaveLength(1);
    expect(JSON.stringify(desk.notes()[0]?.post)).not.toContain('"at"');
  });

  it('is one message in the chat of the buzz, and names those whom the buzz named', async () => {
    const desk = await over('chat');
    expect(value(desk.engine.planNote(desk.id, wish))).toMatchObject({ people: 3, messages: 1, chat: { chatId } });
    await desk.followUp();
    expect(desk.notes()).toHaveLength(1);
    expect(desk.notes()[0]?.post.zh_cn.content[0]).toEqual(
      ['ou_p1', 'ou_p2', 'ou_p3'].map((id) => ({ tag: 'at', user_id: id })),
    );
  });

  it('is in the ledger before it leaves, and stays back when the disk refuses it', async () => {
    const desk = await over();
    const plan = value(desk.engine.planNote(desk.id, wish));
    desk.ledger.refuses = ({ kind }) => (kind === 'note' ? 'the disk is full' : null);
    expect(await desk.engine.confirmNote(plan.id)).toMatchObject({ problem: { advice: 'storage-failed' } });
    desk.ledger.refuses = ({ kind }) => (kind === 'note-sending' ? 'the disk is full' : null);
    value(await desk.engine.confirmNote(plan.id));
    const board = await desk.finish(desk.id);
    expect(desk.notes()).toEqual([]);
    expect(board.notes).toMatchObject([{ messages: { sent: 0, open: 0 }, problem: { advice: 'storage-failed' } }]);
  });

  it('is confirmed once, however often', async () => {
    const desk = await over();
    const plan = value(desk.engine.planNote(desk.id, wish));
    const both = await Promise.all([desk.engine.confirmNote(plan.id), desk.engine.confirmNote(plan.id)]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect((await desk.finish(desk.id)).notes).toHaveLength(1);
    expect(desk.notes()).toHaveLength(3);
  });

  it('takes no plan that is not there, or that a person looked at too long ago', async () => {
    const desk = await over();
    const plan = value(desk.engine.planNote(desk.id, wish));
    await desk.clock.advance(11 * 60_000);
    for (const id of [plan.id, PlanId.parse('plan_unknown000')])
      expect(await desk.engine.confirmNote(id)).toMatchObject({ problem: { advice: 'plan-gone' } });
    expect(desk.notes()).toEqual([]);
  });

  it.each([
    ['', 'text-empty'],
    [' \u200B\n', 'text-empty'],
    ['长'.repeat(11_000), 'text-too-long'],
  ])('of an empty or too long text is refused', async (wrong, advice) => {
    const desk = await over();
    const plan = value(desk.engine.planNote(desk.id, { kind: 'follow-up', text: wrong }));
    expect(plan.problem?.advice).toBe(advice);
    expect(await desk.engine.confirmNote(plan.id)).toMatchObject({ problem: { advice } });
  });

  it('cannot follow messages that were taken back', async () => {
    const desk = await over();
    const plan = value(desk.engine.planNote(desk.id, wish));
    value(await desk.engine.recall(desk.id));
    expect(await desk.engine.confirmNote(plan.id)).toMatchObject({ problem: { advice: 'note-no-message' } });
    expect(desk.notes()).toEqual([]);
  });

  it('leaves a stopped buzz stopped', async () => {
    const desk = buzzDesk({ ladders: [], undoMs: 4_000, ceilings: defaultSettings.ceilings });
    const plan = await desk.engine.plan(draft(crowd(1), { channel: 'phone' }));
    const { id } = value(await desk.confirm(plan));
    await desk.clock.settle();
    value(await desk.engine.stop(id));
    value(await desk.engine.confirmNote(value(desk.engine.planNote(id, wish)).id));
    const board = await desk.finish(id);
    expect(board).toMatchObject({ state: 'stopped', notes: [{ messages: { all: 1, sent: 1 } }] });
    expect(desk.feishu.of('buzz')).toEqual([]);
  });
});

describe('a note on a bad day', () => {
  it('is sent again with the same uuid when its answer is lost, so that it is there once', async () => {
    const fates: Fate[] = ['lost-after', 'lost-before'];
    const desk = await over('direct', () => fates.shift() ?? 'ok');
    const [note] = await desk.followUp();
    expect(note?.messages).toEqual({ all: 3, sent: 3, open: 0 });
    expect(desk.notes().filter(({ replay }) => !replay)).toHaveLength(3);
    expect(new Set(desk.notes().map(({ uuid }) => uuid)).size).toBe(3);
  });

  it('says what Feishu refused, and that the others got it', async () => {
    const fates: Fate[] = [{ failure: failure({ code: 230013 }) }];
    const desk = await over('direct', () => fates.shift() ?? 'ok');
    expect(await desk.followUp()).toMatchObject([
      { messages: { all: 3, sent: 2, open: 0 }, problem: { code: 230013 } },
    ]);
  });

  it('waits ten minutes for a network, then gives up', async () => {
    const desk = await over('direct', () => ({ failure: offline }));
    const plan = value(desk.engine.planNote(desk.id, wish));
    value(await desk.engine.confirmNote(plan.id));
    await desk.clock.advance(9 * 60_000);
    expect(value(desk.engine.board(desk.id)).notes).toMatchObject([{ messages: { open: 3 } }]);
    await desk.clock.advance(3 * 60_000);
    expect(value(desk.engine.board(desk.id)).notes).toMatchObject([{ messages: { sent: 0, open: 0 } }]);
    expect(desk.notes()).toEqual([]);
  });

  it('can be tried again: once to those who lack it, and by its uuid of before where it may be there', async () => {
    const fates: Fate[] = [{ failure: failure({ code: 230013 }) }];
    const desk = await over('direct', () => fates.shift() ?? 'ok');
    const [note] = await desk.followUp();
    expect(note?.againUntil).toBeGreaterThan(desk.clock.now());
    const [both] = await Promise.all([1, 2].map(() => desk.engine.repeatNote(desk.id, note?.id ?? '')));
    expect(both?.ok).toBe(true);
    const board = await desk.finish(desk.id);
    expect(board.notes).toMatchObject([{ messages: { all: 3, sent: 3, open: 0 }, problem: null, againUntil: 0 }]);
    const to = desk.notes().map(({ to }) => to);
    expect([to.length, new Set(to).size]).toEqual([3, 3]);

    const lost = await over('direct', () => 'lost-after');
    await lost.followUp();
    const [unsure] = value(lost.engine.board(lost.id)).notes;
    expect(unsure?.messages).toEqual({ all: 3, sent: 0, open: 0 });
    lost.feishu.fate = () => 'ok';
    value(await lost.engine.repeatNote(lost.id, unsure?.id ?? ''));
    expect((await lost.finish(lost.id)).notes[0]?.messages.sent).toBe(3);
    expect(lost.notes().filter(({ replay }) => !replay)).toHaveLength(3);
  });

  it('whose fate is unknown is not tried again once Feishu has forgotten it', async () => {
    const desk = await over('direct', () => 'lost-after');
    const [note] = await desk.followUp();
    desk.feishu.fate = () => 'ok';
    await desk.clock.advance(60 * 60_000);
    const [now] = value(await desk.engine.repeatNote(desk.id, note?.id ?? '')).notes;
    expect(now?.messages).toEqual({ all: 3, sent: 0, open: 0 });
    expect(now?.againUntil).toBeLessThan(desk.clock.now());
    expect(desk.notes().filter(({ replay }) => !replay)).toHaveLength(3);
  });

  it('goes on after a crash when it was tried again', async () => {
    const fates: Fate[] = [{ failure: failure({ code: 230013 }) }];
    const desk = await over('direct', () => fates.shift() ?? 'ok');
    const [note] = await desk.followUp();
    const count = desk.feishu.of('send').length;
    const forever = () => new Promise<void>(() => undefined);
    desk.feishu.answerAfter = () => (desk.feishu.of('send').length > count ? forever() : Promise.resolve());
    await desk.clock.advance(30 * 60_000);
    value(await desk.engine.repeatNote(desk.id, note?.id ?? ''));
    await desk.clock.settle();
    desk.feishu.answerAfter = async () => undefined;
    const after = buzzDesk({ clock: desk.clock, feishu: desk.feishu, ledger: desk.ledger });
    await after.engine.resume();
    expect((await after.finish(desk.id)).notes).toMatchObject([{ messages: { all: 3, sent: 3, open: 0 } }]);
    expect(desk.notes().filter(({ replay }) => !replay)).toHaveLength(3);
  });

  it('that is stopped on its way sends no further message', async () => {
    const desk = await over('direct', () => ({ failure: offline }));
    value(await desk.engine.confirmNote(value(desk.engine.planNote(desk.id, wish)).id));
    await desk.clock.advance(5_000);
    desk.feishu.fate = () => 'ok';
    const board = value(await desk.engine.stop(desk.id));
    expect(board.notes).toMatchObject([{ messages: { sent: 0, open: 0 } }]);
    await desk.clock.advance(60_000);
    expect(desk.notes()).toEqual([]);
  });

  it('goes on after a crash with the same uuid, and not after ten minutes', async () => {
    for (const [later, sent] of [
      [1_000, 3],
      [11 * 60_000, 0],
    ] as const) {
      const desk = await over();
      const forever = () => new Promise<void>(() => undefined);
      const count = desk.feishu.of('send').length;
      desk.feishu.answerAfter = () => (desk.feishu.of('send').length > count ? forever() : Promise.resolve());
      value(await desk.engine.confirmNote(value(desk.engine.planNote(desk.id, wish)).id));
      await desk.clock.settle();
      desk.feishu.answerAfter = async () => undefined;
      await desk.clock.advance(later);
      const after = buzzDesk({ clock: desk.clock, feishu: desk.feishu, ledger: desk.ledger });
      await after.engine.resume();
      const board = await after.finish(desk.id);
      expect(board.notes).toMatchObject([{ messages: { all: 3, sent, open: 0 } }]);
      expect(desk.notes().filter(({ replay }) => !replay)).toHaveLength(3);
    }
  });
});

it('a report goes to one chat, word for word, and to no person', async () => {
  const desk = await over();
  const chat = { chatId, name: '值班交接' };
  const plan = value(desk.engine.planNote(desk.id, { kind: 'report', text: '已读 3/3', chat }));
  expect(plan).toMatchObject({ people: 0, messages: 1, chat, problem: null });
  value(await desk.engine.confirmNote(plan.id));
  const board = await desk.finish(desk.id);
  expect(desk.notes().map(({ to, parent }) => [to, parent])).toEqual([[chatId, null]]);
  expect(board.notes).toMatchObject([{ kind: 'report', chatName: '值班交接', messages: { sent: 1 } }]);
});
