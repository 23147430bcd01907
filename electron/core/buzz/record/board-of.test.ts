import { expect, it } from 'vitest';
import { buzzDesk, chatOf, draft, inChat, outcomes, value } from '../../../../test/support/desk/buzz-desk';
import { aPicture, filesOf } from '../../../../test/support/feishu/pictures';
import { busy, crowd, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aGroup } from '../../../../test/support/samples';
import { boardOf } from './board-of';
import type { Entry } from './entry';
import { recordOf } from './open-record';

it('has a row per person in the order of the plan, with every step they were part of', async () => {
  const desk = buzzDesk();
  desk.feishu.chatList.push(chatOf([someone(1), someone(2)]));
  const board = await desk.buzz(draft([someone(2), someone(3), someone(1)], { delivery: inChat }));
  expect(board.people.map((person) => [person.name, person.outcome, person.message])).toEqual([
    ['同事2', 'accepted', 'sent'],
    ['同事3', 'not-in-chat', 'failed'],
    ['同事1', 'accepted', 'sent'],
  ]);
  expect(board.people[0]).toEqual({
    key: 'ou_p2',
    name: '同事2',
    idType: 'open_id',
    id: 'ou_p2',
    outcome: 'accepted',
    problem: null,
    message: 'sent',
    readAt: null,
    department: null,
    absence: null,
    backup: null,
    ack: null,
    replies: [],
    reminder: null,
    steps: [{ via: 'app', outcome: 'accepted', problem: null, at: board.createdAt }],
  });
  expect(board.messages).toHaveLength(1);
  expect(board.chat).toEqual({ chatId: 'oc_alerts', name: '数据库告警' });
});

it('counts in Activity who has read, who was accepted and who needs attention', async () => {
  const desk = buzzDesk();
  desk.feishu.culprits.set('ou_p3', 230023).set('ou_p4', 230052);
  const board = await desk.buzz(draft([...crowd(4), { name: '谁？' }]));
  desk.feishu.readAt.set('ou_p1', board.createdAt + 9).set('ou_p4', board.createdAt + 9);
  await desk.engine.askReceipts(board.id);
  expect(desk.engine.list({ before: null, limit: 10 })).toEqual([
    {
      id: board.id,
      workspaceId: 'ws_company',
      workspaceName: '某某科技',
      practice: false,
      title: '同事1、同事2 +3',
      text: '订单库主从延迟，请立刻上线',
      channel: 'app',
      loudest: 'app',
      createdAt: board.createdAt,
      state: 'done',
      recalled: false,
      people: 5,
      read: 2,
      acknowledged: 0,
      accepted: 2,
      attention: 2,
      pictures: 0,
    },
  ]);
});

it('says since when reading is not known for all who have not read, where questions are about some of them', async () => {
  const desk = buzzDesk();
  const { id, createdAt } = await desk.buzz(draft(crowd(3)));
  const asked = (at: number, refs: string[], read: string[] = []) =>
    ({ kind: 'receipts', at, read: read.map((key) => ({ key, at })), problem: null, asked: refs }) as const;
  const first = createdAt + 10_000;
  const knownAt = (...entries: readonly Entry[]) =>
    boardOf(recordOf([...desk.ledger.read(id), ...entries]) ?? expect.fail('no buzz')).receipts.askedAt;
  expect(knownAt()).toBeNull();
  expect(knownAt(asked(first, ['m1', 'm2', 'm3']))).toBe(first);
  expect(knownAt(asked(first, ['m1', 'm2', 'm3']), asked(first + 5, ['m1']))).toBe(first);
  expect(knownAt(asked(first, ['m1']))).toBeLessThan(first);
  // Of those who have read, nothing more is to be known.
  expect(knownAt(asked(first, ['m1', 'm2', 'm3'], ['ou_p3']), asked(first + 5, ['m1', 'm2']))).toBe(first + 5);
});

it('shows the same board when it is read back from the ledger', async () => {
  const desk = buzzDesk();
  desk.feishu.culprits.set('ou_p3', 230023);
  desk.feishu.fate = ({ api, nth }) => (api === 'send' && nth === 2 ? { failure: busy() } : 'ok');
  const board = await desk.buzz(draft([...crowd(3), { name: '谁？' }]));
  const raised = await desk.again(board, 'phone', crowd(2));
  desk.feishu.readAt.set('ou_p1', board.createdAt + 9);
  await desk.engine.askReceipts(board.id);
  await desk.engine.recall(board.id);
  const shown = value(desk.engine.board(board.id));
  expect(outcomes(raised)).toEqual(['accepted', 'accepted', 'too-many-unread', 'unreachable']);

  const later = buzzDesk({ ledger: desk.ledger, clock: desk.clock });
  expect(value(later.engine.board(board.id))).toEqual(shown);
  expect(value(later.engine.board(board.id)).recalled).toBe(true);
});

it('pages through Activity, newest first', async () => {
  const desk = buzzDesk();
  const ids = [];
  for (let number = 1; number <= 5; number += 1) ids.unshift((await desk.buzz(draft([someone(number)]))).id);
  const page = desk.engine.list({ before: null, limit: 2 });
  expect(page.map((row) => row.id)).toEqual(ids.slice(0, 2));
  expect(desk.engine.list({ before: ids[1]!, limit: 9 }).map((row) => row.id)).toEqual(ids.slice(2));
});

it('tells support states, codes and log ids, and nothing about people or the text', async () => {
  const pictures = [aPicture(1), aPicture(2)];
  const people = ['韩梅梅', '机密的话', 'mei@example.com', '13800138000', '李雷', '值班组', '某某科技'];
  const secretWords = [...people, ...pictures.map(({ id }) => id), 'img_'];
  const desk = buzzDesk({
    pictureFiles: filesOf(aPicture(2)),
    groups: [
      aGroup([
        { ...someone(1), name: '韩梅梅' },
        { name: '13800138000', mobile: '13800138000' },
      ]),
    ],
  });
  desk.feishu.culprits.set('ou_p1', 230024);
  const to = [
    { kind: 'group' as const, groupId: aGroup([]).id },
    { kind: 'person' as const, person: { name: 'mei@example.com', email: 'mei@example.com' } },
  ];
  const board = await desk.buzz(draft([], { to, text: '机密的话', channel: 'sms', pictures }));
  const text = value(desk.engine.diagnostics(board.id));
  for (const word of secretWords) expect(text).not.toContain(word);
  expect(text).toContain(board.id);
  expect(text).toContain('sms quota');
  expect(text).toContain('code=230024');
  expect(text).toContain('log=log-refused');
  expect(text).toContain('text 4 characters');
  expect(text).toContain('outcome=unreachable');
  expect(text).toMatch(/picture 1 png failed code=- advice=picture-gone/);
  expect(text).toContain('picture 2 png sent');
});
