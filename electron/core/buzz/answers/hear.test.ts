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
