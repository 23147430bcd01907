import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buzzDesk, chatId, chatOf, draft, inChat, value } from '../../../../test/support/desk/buzz-desk';
import { climbing } from '../../../../test/support/desk/climbing';
import { crowd, someone } from '../../../../test/support/feishu/scripted-feishu';
import { ChatId } from '../../../contract/model/ids';
import type { Heard } from '../../feishu/heard';
import { dayMs } from '../../ports/clock';
import { applyOutside, nothingOutside, type OutsideChange } from '../outside/outside-record';

const minute = 60_000;
const inTheChat = { delivery: inChat, text: '机房温度告警' };

/** A ladder for people of a chat, on its way. */
const inOneChat = (people = 3, ask: boolean | null = null) =>
  climbing({}, { ...inTheChat, ask }, { people, before: (feishu) => feishu.chatList.push(chatOf(crowd(people))) });

const closed = (kind: 'chat-gone' | 'bot-removed' | 'bot-added', at: number): Heard => ({ kind, chatId, at });
const moved = (at: number, left: readonly string[], joined: readonly string[] = []): Heard => ({
  ...{ kind: 'members-changed', chatId, left, at },
  joined: joined.map((id) => ({ id, name: id })),
});
const gone = (id: string): Heard => ({ kind: 'person-gone', ids: [id, 'on_1'], at: 1 });

describe('a ladder', () => {
  it.each([
    ['chat-gone', 'outside-disbanded'],
    ['bot-removed', 'outside-bot-removed'],
  ] as const)('ends and is told once when its chat is closed to the bot (%s)', async (kind, advice) => {
    const desk = await inOneChat();
    await desk.at(minute);
    const event = closed(kind, desk.clock.now());
    await desk.engine.hear([event, event]);
    await desk.clock.settle();
    const board = desk.board();
    expect(board.ladder).toMatchObject({ state: 'ended', problem: { advice } });
    expect(board.people.map(({ absence }) => absence?.advice)).toEqual([advice, advice, advice]);
    expect(desk.news).toMatchObject([{ kind: 'ended-outside', problem: { advice } }]);
    await desk.at(30 * minute);
    expect(desk.feishu.of('buzz').map(({ channel }) => channel)).toEqual(['app']);
    expect(desk.ledger.armed()).toEqual([]);
    expect(desk.clock.sleeping()).toBe(0);
  });

  it('leaves out who left the chat or the company, goes on for the others, and calls who came back', async () => {
    const desk = await inOneChat();
    await desk.at(minute);
    await desk.engine.hear([moved(10, ['ou_p1', 'ou_p2']), gone('ou_p3'), moved(20, [], ['ou_p1'])]);
    await desk.at(30 * minute);
    const board = desk.board();
    expect(board.people.map(({ absence, steps }) => [absence?.advice, steps.length > 1])).toEqual([
      [undefined, true],
      ['outside-left', false],
      ['outside-resigned', false],
    ]);
    expect(desk.news).toEqual([]);
  });

  it('ends when all whom it waits for are gone, but says nothing of it when they have read before', async () => {
    const desk = await inOneChat(2);
    desk.feishu.readAt.set('ou_p1', desk.clock.now());
    await desk.engine.askReceipts(desk.id);
    await desk.engine.hear([moved(10, ['ou_p2'])]);
    await desk.clock.settle();
    expect(desk.news).toMatchObject([{ kind: 'ended-outside', problem: { advice: 'outside-left' } }]);
    const other = await inOneChat(1, false);
    other.feishu.readAt.set('ou_p1', other.clock.now());
    await other.engine.askReceipts(other.id);
    await other.clock.settle();
    await other.engine.hear([closed('chat-gone', 10)]);
    await other.clock.settle();
    expect([other.news, other.board().people[0]?.absence]).toEqual([[], null]);
  });

  it('ends when its message is recalled in Feishu, and is told that; not when it is recalled from here', async () => {
    const desk = await inOneChat();
    const [message] = desk.board().messages;
    const event = { kind: 'recalled', messageId: message!.messageId, at: 5 } as const;
    await desk.engine.hear([event]);
    await desk.clock.settle();
    expect(desk.board()).toMatchObject({ recalled: true, recalledElsewhere: true, ladder: { state: 'ended' } });
    expect(desk.news).toMatchObject([{ kind: 'ended-outside', problem: { advice: 'outside-recalled' } }]);

    const own = await inOneChat();
    const [sent] = own.board().messages;
    const recall = own.feishu.recall.bind(own.feishu);
    own.feishu.recall = async (input) => {
      // Feishu tells of it sooner than it answers.
      await own.engine.hear([{ ...event, messageId: sent!.messageId }]);
      return recall(input);
    };
    await own.engine.recall(own.id);
    await own.engine.hear([{ ...event, messageId: sent!.messageId }]);
    expect([own.board().recalledElsewhere, own.news]).toEqual([false, []]);
  });

  it('does not go on after a restart for a chat that was closed before', async () => {
    const desk = await inOneChat();
    await desk.engine.hear([closed('chat-gone', 10)]);
    const next = buzzDesk({ ledger: desk.ledger, clock: desk.clock, feishu: desk.feishu });
    await desk.clock.settle();
    await next.engine.resume();
    await desk.clock.advance(30 * minute);
    expect(value(next.engine.board(desk.id)).ladder).toMatchObject({
      state: 'ended',
      problem: { advice: 'outside-disbanded' },
    });
    expect(desk.feishu.of('buzz')).toHaveLength(1);
  });
});

describe('a buzz', () => {
  it('makes no call that has not left once its chat is closed, and asks a person to look', async () => {
    const desk = buzzDesk({ undoMs: 10_000 });
    desk.feishu.chatList.push(chatOf(crowd(2)));
    const plan = await desk.engine.plan(draft(crowd(2), { ...inTheChat, channel: 'phone' }));
    const { id } = value(await desk.confirm(plan));
    await desk.clock.advance(5_000);
    await desk.engine.hear([closed('bot-removed', 10)]);
    const board = await desk.finish(id);
    expect(board.people.map(({ outcome, problem }) => [outcome, problem?.advice])).toEqual(
      Array(2).fill(['not-called', 'outside-bot-removed']),
    );
    expect(desk.feishu.of('buzz')).toEqual([]);
    expect(desk.engine.list({ before: null, limit: 1 })[0]?.attention).toBe(2);
  });

  it('in direct chats is none of a group’s, and one of a week ago is over', async () => {
    const desk = buzzDesk();
    const direct = await desk.buzz(draft(crowd(1)));
    await desk.engine.hear([
      closed('chat-gone', 1),
      moved(1, ['ou_p1']),
      { kind: 'chat-gone', chatId: ChatId.parse('oc_x'), at: 1 },
    ]);
    expect(value(desk.engine.board(direct.id)).people[0]?.absence).toBeNull();
    await desk.clock.advance(8 * dayMs);
    await desk.engine.hear([gone('ou_p1')]);
    expect(value(desk.engine.board(direct.id)).people[0]?.absence).toBeNull();
  });

  it('marks a person who left the company by any of their ids, and nothing is written twice', async () => {
    const desk = buzzDesk();
    const board = await desk.buzz(draft([...crowd(1), someone(2)]));
    const before = desk.ledger.read(board.id).length;
    for (let time = 0; time < 3; time += 1) await desk.engine.hear([{ ...gone('on_9'), ids: ['x', 'ou_p2'] } as Heard]);
    expect(value(desk.engine.board(board.id)).people.map(({ absence }) => absence?.advice)).toEqual([
      undefined,
      'outside-resigned',
    ]);
    expect(desk.ledger.read(board.id).length).toBe(before + 1);
  });
});

it('comes to the same for any order and repetition of changes', () => {
  const keys = fc.subarray(['a', 'b', 'c']);
  const change: fc.Arbitrary<OutsideChange> = fc.record({
    since: fc.nat(4),
    chat: fc.constantFrom('disbanded', 'bot-removed', 'bot-added', null),
    left: keys,
    joined: keys,
    gone: keys,
  });
  const after = (changes: readonly OutsideChange[]) => {
    const record = nothingOutside();
    for (const each of changes) applyOutside(record, each);
    const { chat, members, gone: left } = record;
    const what = chat?.what === 'disbanded' ? 'disbanded' : chat;
    return { what, members: Object.fromEntries([...members].sort()), gone: [...left].sort() };
  };
  const runs = fc
    .array(change, { maxLength: 8 })
    .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })));
  fc.assert(fc.property(runs, ([all, shuffled]) => void expect(after(shuffled)).toEqual(after(all))));
});
