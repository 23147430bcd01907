import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  asRecipients,
  buzzDesk,
  chatOf,
  draft,
  inChat,
  outcomes,
  standing,
} from '../../../../test/support/desk/buzz-desk';
import { busy, crowd, failure, faulty, idsOf, someone } from '../../../../test/support/feishu/scripted-feishu';
import { UnionId, UserId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';

/** A desk whose bot is in a chat with these people. */
const deskInChat = (members: readonly Person[]) => {
  const desk = buzzDesk();
  desk.feishu.chatList.push(chatOf(members));
  return desk;
};

it('sends one message to the chat, naming its people, and buzzes them in one list', async () => {
  const people = crowd(3);
  const desk = deskInChat(crowd(9));
  const board = await desk.buzz(draft(people, { delivery: inChat }));
  expect(outcomes(board)).toEqual(['accepted', 'accepted', 'accepted']);
  expect(desk.feishu.messages().map((message) => message.to)).toEqual(['oc_alerts']);
  expect(desk.feishu.messages()[0]?.post.zh_cn.content[0]).toEqual(
    idsOf(people).map((id) => ({ tag: 'at', user_id: id })),
  );
  expect(desk.feishu.of('buzz').map((call) => call.ids)).toEqual([['ou_p1', 'ou_p2', 'ou_p3']]);
  expect(board).toMatchObject({ mode: 'chat', calls: { send: 1, buzz: 1, total: 2 } });
});

it('names no person when there are more than fifty', async () => {
  const desk = deskInChat(crowd(51));
  await desk.buzz(draft(crowd(51), { delivery: inChat }));
  expect(
    desk.feishu
      .messages()[0]
      ?.post.zh_cn.content.flat()
      .filter((node) => node.tag === 'at'),
  ).toEqual([]);
});

it('splits a list of 450 into calls of 200 at most, and leaves no person out', async () => {
  const people = crowd(450);
  const desk = deskInChat(people);
  const board = await desk.buzz(draft(people, { delivery: inChat }));
  expect(desk.feishu.of('buzz').map((call) => call.ids.length)).toEqual([200, 200, 50]);
  expect(desk.feishu.buzzed().sort()).toEqual(idsOf(people).sort());
  expect(board.people.every((person) => person.outcome === 'accepted')).toBe(true);
});

it('calls each kind of id in a list of its own', async () => {
  const people: Person[] = [
    someone(1),
    { name: '乐嘉', unionId: UnionId.parse('on_u2') },
    { name: '朴志勇', userId: UserId.parse('zhiyong') },
    someone(4),
  ];
  const desk = deskInChat(people);
  const board = await desk.buzz(draft(people, { delivery: inChat }));
  expect(outcomes(board)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
  expect(desk.feishu.of('buzz').map((call) => call.ids)).toEqual([['ou_p1', 'ou_p4'], ['on_u2'], ['zhiyong']]);
});

it.each(['sms', 'phone'] as const)('calls one person at a time by %s, in a chat as well', async (channel) => {
  const desk = deskInChat(crowd(4));
  const board = await desk.buzz(draft(crowd(4), { delivery: inChat, channel }));
  expect(desk.feishu.of('buzz').map((call) => [call.channel, call.ids.length])).toEqual(
    Array.from({ length: 4 }, () => [channel, 1]),
  );
  expect(board.calls).toEqual({ send: 1, buzz: 4, total: 5 });
});

it('takes code 0 with an invalid list at its word: people on it are not in the chat, the others were buzzed', async () => {
  const desk = deskInChat(crowd(3));
  desk.feishu.outsiders.add('ou_p2');
  const board = await desk.buzz(draft(crowd(3), { delivery: inChat }));
  expect(outcomes(board)).toEqual(['accepted', 'not-in-chat', 'accepted']);
  expect(standing(board, someone(2)).problem).toMatchObject({ advice: 'person-not-in-chat', logId: 'log-buzz' });
});

it('takes "all ids are invalid" for no person being in the chat, in one call', async () => {
  const desk = deskInChat(crowd(3));
  for (const id of idsOf(crowd(3))) desk.feishu.outsiders.add(id);
  const board = await desk.buzz(draft(crowd(3), { delivery: inChat }));
  expect(outcomes(board)).toEqual(['not-in-chat', 'not-in-chat', 'not-in-chat']);
  expect(board.calls.buzz).toBe(1);
});

it('removes the ids an error names and buzzes the rest', async () => {
  const desk = deskInChat(crowd(5));
  desk.feishu.fate = ({ api }) => {
    if (api === 'buzz') for (const id of ['ou_p2', 'ou_p4']) desk.feishu.unknown.add(id);
    return 'ok';
  };
  const board = await desk.buzz(draft(crowd(5), { delivery: inChat }));
  expect(outcomes(board)).toEqual(['accepted', 'unreachable', 'accepted', 'unreachable', 'accepted']);
  expect(desk.feishu.of('buzz').map((call) => call.ids.length)).toEqual([5, 3]);
});

it('makes no further call when an error names all people', async () => {
  const desk = deskInChat(crowd(4));
  desk.feishu.fate = ({ api }) => {
    if (api === 'buzz') for (const id of idsOf(crowd(4))) desk.feishu.unknown.add(id);
    return 'ok';
  };
  const board = await desk.buzz(draft(crowd(4), { delivery: inChat }));
  expect(new Set(outcomes(board))).toEqual(new Set(['unreachable']));
  expect(board.calls.buzz).toBe(1);
});

it('sends the chat its message without the people it says do not exist', async () => {
  const desk = deskInChat(crowd(3));
  desk.feishu.unknown.add('ou_p2');
  const board = await desk.buzz(draft(crowd(3), { delivery: inChat }));
  expect(outcomes(board)).toEqual(['accepted', 'unreachable', 'accepted']);
  expect(standing(board, someone(1)).message).toBe('sent');
  expect(desk.feishu.messages()).toHaveLength(1);
  expect(desk.feishu.messages()[0]?.post.zh_cn.content[0]).toEqual([
    { tag: 'at', user_id: 'ou_p1' },
    { tag: 'at', user_id: 'ou_p3' },
  ]);
});

it('tries a lost in-app list once more, but not for people who have read the message meanwhile', async () => {
  const desk = deskInChat(crowd(3));
  desk.feishu.fate = ({ api, nth }) => (api === 'buzz' && nth === 1 ? 'lost-after' : 'ok');
  desk.feishu.readAt.set('ou_p2', desk.clock.now() + 500);
  const board = await desk.buzz(draft(crowd(3), { delivery: inChat }));
  expect(desk.feishu.of('buzz').map((call) => call.ids)).toEqual([
    ['ou_p1', 'ou_p2', 'ou_p3'],
    ['ou_p1', 'ou_p3'],
  ]);
  expect(outcomes(board)).toEqual(['accepted', 'unknown', 'accepted']);
  expect(standing(board, someone(2)).readAt).toBe(board.createdAt + 500);
});

it('asks no third time after two lost in-app answers', async () => {
  const desk = deskInChat(crowd(2));
  desk.feishu.fate = ({ api }) => (api === 'buzz' ? 'lost-after' : 'ok');
  const board = await desk.buzz(draft(crowd(2), { delivery: inChat }));
  expect(outcomes(board)).toEqual(['unknown', 'unknown']);
  expect(desk.feishu.of('buzz')).toHaveLength(2);
});

it('says unknown, never not called, when the second try after a lost answer could not be made', async () => {
  const desk = deskInChat(crowd(2));
  desk.feishu.fate = ({ api, nth }) =>
    api === 'buzz' ? (nth === 1 ? 'lost-after' : { failure: busy(20 * 60_000) }) : 'ok';
  const board = await desk.buzz(draft(crowd(2), { delivery: inChat }));
  expect(outcomes(board)).toEqual(['unknown', 'unknown']);
});

it('believes a refusal that holds for a person at any time, even after a lost answer', async () => {
  const desk = deskInChat(crowd(1));
  desk.feishu.fate = ({ api, nth }) => {
    if (api !== 'buzz') return 'ok';
    return nth === 1 ? { failure: faulty } : { failure: failure({ code: 230023 }) };
  };
  const board = await desk.buzz(draft(crowd(1), { delivery: inChat }));
  expect(outcomes(board)).toEqual(['too-many-unread']);
});

const culprits = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 12 });

it('halves a list until only the culprits are left out, and buzzes no person twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 60 }),
      culprits,
      culprits,
      fc.constantFrom(230023, 230013),
      async (count, numbers, outside, code) => {
        const people = crowd(count);
        const desk = deskInChat(people);
        for (const number of numbers) desk.feishu.culprits.set(`ou_p${number}`, code);
        for (const number of outside) desk.feishu.outsiders.add(`ou_p${number}`);
        const board = await desk.buzz({ ...draft(people, { delivery: inChat }), to: asRecipients(people) });

        const blamed = new Set([...numbers, ...outside].map((number) => `ou_p${number}`));
        const rest = idsOf(people).filter((id) => !blamed.has(id));
        expect(desk.feishu.buzzed().sort()).toEqual(rest.sort());
        for (const person of board.people) {
          const id = person.id ?? '';
          if (!blamed.has(id)) expect(person.outcome).toBe('accepted');
          else expect(['too-many-unread', 'unreachable', 'not-in-chat']).toContain(person.outcome);
        }
      },
    ),
    { numRuns: 150 },
  );
});
