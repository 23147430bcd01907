import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { buzzDesk, draft, value } from '../../../../test/support/desk/buzz-desk';
import { crowd, ScriptedFeishu } from '../../../../test/support/feishu/scripted-feishu';
import { ChatId, MessageId } from '../../../contract/model/ids';
import type { Heard } from '../../feishu/heard';

it('comes to the same board in whatever order, however often, and beside what is asked, things are heard', async () => {
  const boards = [];
  for (const turn of [0, 1, 2, 3]) {
    const clock = createVirtualClock();
    const feishu = new ScriptedFeishu(clock);
    feishu.tellsChats = true;
    const desk = buzzDesk({ clock, feishu });
    const board = await desk.buzz(draft(crowd(2), { ask: true }));
    const [first, second] = board.messages.map(({ messageId }) => messageId);
    if (!first || !second) throw new Error('no message was sent');
    const at = clock.now() + 1_000;
    const wrote = {
      chatId: ChatId.parse('oc_p2'),
      chatType: 'p2p',
      from: 'ou_p2',
      parentId: null,
      rootId: null,
    } as const;
    const events: Heard[] = [
      { kind: 'read', messageIds: [first], reader: 'ou_p1', at },
      { kind: 'reacted', messageId: first, by: 'ou_p1', byApp: false, emoji: 'OK', at },
      { kind: 'reaction-taken', messageId: first, by: 'ou_p1', byApp: false, emoji: 'OK', at: at + 5 },
      { kind: 'reacted', messageId: second, by: 'cli_bot', byApp: true, emoji: 'DONE', at },
      {
        kind: 'wrote',
        messageId: MessageId.parse('om_said0'),
        ...wrote,
        messageType: 'text',
        text: '收到',
        at,
        mentionsBot: false,
      },
    ];
    feishu.reacted.push({ by: 'ou_p1', emoji: 'OK', at, takenAt: at + 5 });
    feishu.wrote.push({ by: 'ou_p2', text: '收到', at });
    await clock.advance(2_000);
    const turned = [...events.slice(turn), ...events.slice(0, turn)];
    if (turn % 2 === 1) turned.reverse();
    await desk.engine.hear([...turned, ...turned]);
    await desk.engine.askReceipts(board.id);
    await desk.engine.hear(turned.slice(0, 2));
    boards.push(
      value(desk.engine.board(board.id)).people.map(({ ack, replies, readAt }) => ({
        word: ack?.word,
        takenBack: ack?.takenBack,
        replies: replies.length,
        read: readAt !== null,
      })),
    );
  }
  expect(boards[0]).toEqual([
    { word: 'OK', takenBack: true, replies: 0, read: true },
    { word: '收到', takenBack: false, replies: 1, read: false },
  ]);
  for (const board of boards) expect(board).toEqual(boards[0]);
});

it('ends the same for any order and repetition of events, and any questions between them', async () => {
  const emojis = fc.constantFrom('OK', 'DONE', 'No');
  const person = fc.constantFrom(1, 2);
  /** What a person did, in seconds after the buzz. Feishu knows of it from then on, and tells of it when it likes. */
  const deed = fc.oneof(
    fc.record({ kind: fc.constant('read' as const), by: person, at: fc.integer({ min: 1, max: 20 }) }),
    fc.record({ kind: fc.constant('wrote' as const), by: person, at: fc.integer({ min: 1, max: 20 }) }),
    fc.record({
      kind: fc.constant('reacted' as const),
      by: person,
      at: fc.integer({ min: 1, max: 20 }),
      emoji: emojis,
      kept: fc.option(fc.integer({ min: 1, max: 9 })),
    }),
  );
  const deeds = fc.uniqueArray(deed, {
    minLength: 1,
    maxLength: 6,
    selector: (each) =>
      `${each.kind} ${each.by} ${each.kind === 'reacted' ? each.emoji : each.kind === 'read' ? '' : each.at}`,
  });
  const second = 1_000;
  type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

  const run = async (all: readonly Deed[], order: readonly number[], asks: readonly boolean[]) => {
    const clock = createVirtualClock();
    const feishu = new ScriptedFeishu(clock);
    feishu.tellsChats = true;
    const desk = buzzDesk({ clock, feishu });
    const board = await desk.buzz(draft(crowd(2), { ask: true }));
    const began = clock.now();
    const messageOf = (by: number) => board.messages[by - 1]?.messageId ?? MessageId.parse('om_none');
    const events = all.flatMap((each, index): Heard[] => {
      const [at, who] = [began + each.at * second, `ou_p${each.by}`];
      const messageId = messageOf(each.by);
      if (each.kind === 'read') {
        feishu.readAt.set(who, at);
        return [{ kind: 'read', messageIds: [messageId], reader: who, at }];
      }
      if (each.kind === 'wrote') {
        feishu.wrote.push({ by: who, text: `${index}`, at });
        const place = {
          chatId: ChatId.parse(`oc_p${each.by}`),
          chatType: 'p2p',
          parentId: null,
          rootId: null,
        } as const;
        const said = { messageType: 'text', text: `${index}`, at, mentionsBot: false };
        return [{ kind: 'wrote', messageId: MessageId.parse(`om_w${index}`), from: who, ...place, ...said }];
      }
      const takenAt = each.kept === null ? undefined : at + each.kept * second;
      feishu.reacted.push({ by: who, emoji: each.emoji, at, ...(takenAt !== undefined && { takenAt }) });
      const reaction = { messageId, by: who, byApp: false, emoji: each.emoji };
      const given: Heard = { kind: 'reacted', ...reaction, at };
      return takenAt === undefined ? [given] : [given, { kind: 'reaction-taken', ...reaction, at: takenAt }];
    });
    // All of it has happened; what is asked sees it, and what is told comes in this order.
    await clock.advance(40 * second);
    for (const [turn, at] of order.entries()) {
      const event = events[at % events.length];
      if (event) await desk.engine.hear([event]);
      if (asks[turn % asks.length]) await desk.engine.askReceipts(board.id);
    }
    await desk.engine.hear(events);
    await desk.engine.askReceipts(board.id);
    return value(desk.engine.board(board.id)).people.map(({ ack, replies, readAt }) => ({
      acked: ack && !ack.declined ? { by: ack.by, word: ack.word, takenBack: ack.takenBack } : null,
      declined: ack?.declined === true,
      replies: replies.map(({ text }) => text),
      readAt: readAt === null ? null : readAt - began,
    }));
  };
  const orders = fc.array(fc.nat(20), { maxLength: 12 });
  const asks = fc.array(fc.boolean(), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(deeds, orders, asks, async (all, order, asked) => {
      expect(await run(all, order, asked)).toEqual(await run(all, [], [false]));
    }),
    { numRuns: 60 },
  );
});
