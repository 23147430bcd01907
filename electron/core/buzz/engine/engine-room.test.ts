import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buzzDesk, draft, outcomes, standing, value } from '../../../../test/support/desk/buzz-desk';
import { climbing, ReadingFeishu } from '../../../../test/support/desk/climbing';
import {
  busy,
  crowd,
  type Fate,
  failure,
  idsOf,
  offline,
  someone,
} from '../../../../test/support/feishu/scripted-feishu';
import { aGroup } from '../../../../test/support/samples';
import type { Draft } from '../../../contract/model/draft';
import { UnionId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';

const inRoom = { mode: 'room' } as const;
const room = 'oc_room1';

/** A draft for a saved group with these members, in its room. */
const forGroup = (change: Partial<Draft> = {}): Draft =>
  draft([], { to: [{ kind: 'group', groupId: aGroup([]).id }], delivery: inRoom, ...change });

const deskWith = (members: readonly Person[]) => buzzDesk({ groups: [aGroup(members)] });
type Desk = ReturnType<typeof buzzDesk>;
const rooms = (desk: Desk) => desk.feishu.of('create-chat').filter((call) => !call.replay);
const added = (desk: Desk) => desk.feishu.of('add-members').map((call) => call.ids);

it('makes a room for a group, adds its members, sends one message and buzzes them in one list', async () => {
  const desk = deskWith(crowd(3));
  const plan = await desk.engine.plan(forGroup());
  expect(plan).toMatchObject({
    mode: 'room',
    chat: null,
    room: { name: '加急 · 值班组', isNew: true, toAdd: 3 },
    counts: { messages: 1, buzzes: 3, calls: 4 },
    problem: null,
  });
  const board = await desk.finish(value(await desk.confirm(plan)).id);
  expect(outcomes(board)).toEqual(['accepted', 'accepted', 'accepted']);
  expect(desk.feishu.seen.map((call) => call.api)).toEqual(['create-chat', 'add-members', 'send', 'buzz']);
  expect(rooms(desk)[0]).toMatchObject({ name: '加急 · 值班组' });
  expect(desk.feishu.messages()[0]).toMatchObject({ to: room });
  expect(desk.feishu.messages()[0]?.post.zh_cn.content[0]).toHaveLength(3);
  expect(board).toMatchObject({
    mode: 'room',
    chat: { chatId: room, name: '加急 · 值班组' },
    calls: { send: 1, buzz: 1, total: 4 },
  });
});

it('uses the room again, adds people who have joined the group and leaves alone those who have left it', async () => {
  const desk = deskWith(crowd(3));
  await desk.buzz(forGroup());
  desk.settings.groups = [aGroup([someone(2), someone(3), someone(4)])];
  await desk.clock.advance(60_000);
  const plan = await desk.engine.plan(forGroup({ text: '第二次' }));
  expect(plan).toMatchObject({
    chat: { chatId: room },
    room: { isNew: false, toAdd: 1 },
    counts: { messages: 1, buzzes: 3, calls: 3 },
  });
  const board = await desk.finish(value(await desk.confirm(plan)).id);
  expect(outcomes(board)).toEqual(['accepted', 'accepted', 'accepted']);
  expect(rooms(desk)).toHaveLength(1);
  expect(added(desk)).toEqual([['ou_p1', 'ou_p2', 'ou_p3'], ['ou_p4']]);
  expect(desk.feishu.of('buzz')[1]?.ids).toEqual(['ou_p2', 'ou_p3', 'ou_p4']);
  expect(desk.feishu.chatList[0]?.members).toHaveLength(4);
});

it('makes another room when the old one was dissolved, also when that happens after the plan', async () => {
  const desk = deskWith(crowd(2));
  await desk.buzz(forGroup());
  await desk.clock.advance(10 * 60_000);
  desk.feishu.chatList.splice(0);
  expect((await desk.engine.plan(forGroup())).room).toMatchObject({ isNew: true, toAdd: 2 });
  await desk.buzz(forGroup({ text: '第二次' }));
  expect(rooms(desk)).toHaveLength(2);

  const plan = await desk.engine.plan(forGroup({ text: '第三次' }));
  expect(plan.room).toMatchObject({ isNew: false, toAdd: 0 });
  desk.feishu.chatList.splice(0);
  const board = await desk.finish(value(await desk.confirm(plan)).id);
  expect(outcomes(board)).toEqual(['accepted', 'accepted']);
  expect(rooms(desk)).toHaveLength(3);
  expect(desk.rooms.map((each) => each.chatId)).toEqual(['oc_room3']);
});

it('makes another room when the bot may no longer buzz in the old one', async () => {
  const desk = deskWith(crowd(2));
  await desk.buzz(forGroup());
  await desk.clock.advance(10 * 60_000);
  desk.feishu.chatList[0]!.canBuzz = false;
  const board = await desk.buzz(forGroup({ text: '第二次' }));
  expect(outcomes(board)).toEqual(['accepted', 'accepted']);
  expect(desk.feishu.messages().map((message) => message.to)).toEqual(['oc_room1', 'oc_room2']);
});

it('has a room of its own for people who are no saved group, whatever their order', async () => {
  const desk = buzzDesk();
  await desk.buzz(draft(crowd(3), { delivery: inRoom }));
  await desk.clock.advance(60_000);
  await desk.buzz(draft([...crowd(3)].reverse(), { delivery: inRoom }));
  expect(rooms(desk)).toHaveLength(1);
  await desk.buzz(draft(crowd(4), { delivery: inRoom }));
  expect(rooms(desk).map((call) => call.name)).toEqual(['加急 · 同事1、同事2 +1', '加急 · 同事1、同事2 +2']);
});

it('lets two buzzes at once share the room that one of them makes', async () => {
  const desk = deskWith(crowd(2));
  const one = await desk.engine.plan(forGroup({ text: '一' }));
  const two = await desk.engine.plan(forGroup({ text: '二' }));
  const ids = [value(await desk.confirm(one)).id, value(await desk.confirm(two)).id];
  for (const id of ids) expect(outcomes(await desk.finish(id))).toEqual(['accepted', 'accepted']);
  expect(rooms(desk)).toHaveLength(1);
  expect(desk.feishu.messages().map((message) => message.to)).toEqual([room, room]);
});

it('adds by fifties of one kind of id, one call after the other', async () => {
  const people = [...crowd(120), { name: '乐嘉', unionId: UnionId.parse('on_u1') }];
  const desk = deskWith(people);
  const plan = await desk.engine.plan(forGroup());
  expect(plan.counts.calls).toBe(1 + 4 + 1 + 2);
  let underWay = 0;
  let most = 0;
  desk.feishu.answerAfter = async () => {
    if (desk.feishu.seen.at(-1)?.api !== 'add-members') return;
    underWay += 1;
    most = Math.max(most, underWay);
    await desk.clock.sleep(50);
    underWay -= 1;
  };
  const board = await desk.finish(value(await desk.confirm(plan)).id);
  expect(added(desk).map((ids) => ids.length)).toEqual([50, 50, 20, 1]);
  expect(most).toBe(1);
  expect(board.people.every((person) => person.outcome === 'accepted')).toBe(true);
  expect(desk.feishu.messages()).toHaveLength(1);
});

it('says of each person why they could not join, and buzzes the others', async () => {
  const desk = deskWith(crowd(4));
  desk.feishu.unusable.add('ou_p1');
  desk.feishu.awaiting.add('ou_p2');
  const board = await desk.buzz(forGroup());
  expect(outcomes(board)).toEqual(['unreachable', 'not-in-chat', 'accepted', 'accepted']);
  expect(standing(board, someone(1))).toMatchObject({ message: 'failed', problem: { advice: 'room-unaddable' } });
  expect(standing(board, someone(2))).toMatchObject({ message: 'failed', problem: { advice: 'room-pending' } });
  expect(desk.feishu.of('buzz').map((call) => call.ids)).toEqual([['ou_p3', 'ou_p4']]);
  expect(desk.feishu.messages()[0]?.post.zh_cn.content[0]).toHaveLength(2);
});

it('adds people who were approved meanwhile when they are buzzed again', async () => {
  const desk = deskWith(crowd(2));
  desk.feishu.awaiting.add('ou_p2');
  const first = await desk.buzz(forGroup());
  desk.feishu.awaiting.clear();
  const board = await desk.again(first, 'app', [someone(2)]);
  expect(standing(board, someone(2))).toMatchObject({ outcome: 'accepted', message: 'sent' });
  expect(desk.feishu.messages()).toHaveLength(1);
  expect(rooms(desk)).toHaveLength(1);
});

it('finds the person who spoils a list without being named', async () => {
  const desk = deskWith(crowd(5));
  desk.feishu.culprits.set('ou_p4', 232028);
  const board = await desk.buzz(forGroup());
  expect(outcomes(board)).toEqual(['accepted', 'accepted', 'accepted', 'unreachable', 'accepted']);
  expect(standing(board, someone(4)).problem).toMatchObject({ code: 232028 });
  expect(desk.feishu.chatList[0]?.members).toHaveLength(4);
});

it('sends nothing when no person could join', async () => {
  const desk = deskWith(crowd(2));
  for (const id of idsOf(crowd(2))) desk.feishu.unusable.add(id);
  const board = await desk.buzz(forGroup());
  expect(outcomes(board)).toEqual(['unreachable', 'unreachable']);
  expect(board.people.map((person) => person.message)).toEqual(['failed', 'failed']);
  expect(desk.feishu.of('send')).toEqual([]);
});

it.each<[string, Fate]>([
  ['its answer is lost', 'lost-after'],
  ['it never arrives', 'lost-before'],
  ['there is no network', { failure: offline }],
  ['Feishu is busy', { failure: busy(2_000) }],
])('makes one room and one message although, the first time, %s', async (_, fate) => {
  const desk = deskWith(crowd(2));
  desk.feishu.fate = ({ api, nth }) => (api !== 'buzz' && nth === 1 ? fate : 'ok');
  const board = await desk.buzz(forGroup());
  expect(outcomes(board)).toEqual(['accepted', 'accepted']);
  expect(rooms(desk)).toHaveLength(1);
  expect(desk.feishu.messages()).toHaveLength(1);
  expect(desk.feishu.chatList[0]?.members).toHaveLength(2);
});

it('says why there is no room when Feishu refuses one, and sends nothing', async () => {
  const desk = deskWith(crowd(2));
  desk.feishu.fate = ({ api }) => (api === 'create-chat' ? { failure: failure({ code: 99991672 }) } : 'ok');
  const board = await desk.buzz(forGroup());
  expect(outcomes(board)).toEqual(['refused', 'refused']);
  expect(board.people[0]).toMatchObject({ message: 'failed', problem: { code: 99991672 } });
  expect(desk.feishu.of('send')).toEqual([]);
});

it('never says unknown because a room was lost: no message was sent', async () => {
  const desk = deskWith(crowd(2));
  desk.feishu.fate = ({ api }) => (api === 'create-chat' ? 'lost-after' : 'ok');
  const board = await desk.buzz(forGroup());
  expect(outcomes(board)).toEqual(['not-called', 'not-called']);
  expect(board.people[0]).toMatchObject({ message: 'failed', problem: { advice: 'lost-answer' } });
});

it('sends nothing into a room that was stopped while it was made', async () => {
  const desk = deskWith(crowd(2));
  desk.feishu.answerAfter = () => desk.clock.sleep(1_000);
  const { id } = value(await desk.confirm(await desk.engine.plan(forGroup())));
  await desk.clock.settle();
  const stopped = desk.engine.stop(id);
  await desk.clock.drain();
  expect(outcomes(value(await stopped))).toEqual(['not-called', 'not-called']);
  expect(desk.feishu.seen.map((call) => call.api)).toEqual(['create-chat']);
});

it('goes on with its room after a crash, whether or not its making was answered', async () => {
  const before = deskWith(crowd(2));
  before.feishu.answerAfter = () => new Promise(() => undefined);
  const { id } = value(await before.confirm(await before.engine.plan(forGroup())));
  await before.clock.settle();
  expect(before.feishu.of('create-chat')).toHaveLength(1);
  before.feishu.answerAfter = async () => undefined;
  const { clock, feishu, ledger, rooms: remembered } = before;
  const after = buzzDesk({ clock, feishu, ledger, rooms: remembered });
  await after.engine.resume();
  const board = await after.finish(id);
  expect(outcomes(board)).toEqual(['accepted', 'accepted']);
  expect(rooms(after)).toHaveLength(1);
  expect(after.rooms.map((each) => each.chatId)).toEqual([room]);
});

it('proposes a room for more than twenty people, and only when the delivery was left to it', async () => {
  const desk = deskWith(crowd(21));
  const auto = { delivery: { mode: 'auto' } } as const;
  expect(await desk.engine.plan(forGroup(auto))).toMatchObject({ mode: 'direct', suggestsRoom: true });
  expect((await desk.engine.plan(draft(crowd(20), auto))).suggestsRoom).toBe(false);
  expect((await desk.engine.plan(draft(crowd(21)))).suggestsRoom).toBe(false);
  expect((await desk.engine.plan(forGroup())).suggestsRoom).toBe(false);
});

it('leaves no person out, adds none twice and buzzes exactly those who could join', async () => {
  const fate = fc.constantFrom('joins', 'joins', 'joins', 'unusable', 'awaiting', 'culprit');
  await fc.assert(
    fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 120 }), async (fates) => {
      const desk = deskWith(crowd(fates.length));
      fates.forEach((each, index) => {
        const id = `ou_p${index + 1}`;
        if (each === 'unusable') desk.feishu.unusable.add(id);
        if (each === 'awaiting') desk.feishu.awaiting.add(id);
        if (each === 'culprit') desk.feishu.culprits.set(id, 232028);
      });
      const board = await desk.buzz(forGroup());
      const said = { joins: 'accepted', unusable: 'unreachable', awaiting: 'not-in-chat', culprit: 'unreachable' };
      expect(outcomes(board)).toEqual(fates.map((each) => said[each]));
      const calls = desk.feishu.of('add-members');
      expect(calls.every((call) => call.ids.length <= 50)).toBe(true);
      const joined = calls.flatMap((call) => call.added);
      expect(new Set(joined).size).toBe(joined.length);
      expect(desk.feishu.buzzed().sort()).toEqual([...joined].sort());
      expect(rooms(desk)).toHaveLength(1);
    }),
    { numRuns: 40 },
  );
});

it('climbs a ladder in the room: one message, no person added again, and none called who never joined', async () => {
  const desk = await climbing({}, { delivery: inRoom }, { people: 3 });
  desk.feishu.reads.set('ou_p1', desk.createdAt + 60_000);
  await desk.at(9 * 60_000);
  expect(desk.feishu.buzzed('sms')).toEqual(['ou_p2', 'ou_p3']);
  expect(desk.feishu.buzzed('phone')).toEqual(['ou_p2', 'ou_p3']);
  expect(desk.feishu.messages()).toHaveLength(1);
  expect(desk.feishu.of('add-members')).toHaveLength(1);

  const other = new ReadingFeishu(desk.clock);
  other.awaiting.add('ou_p2');
  const waiting = await climbing({}, { delivery: inRoom }, { people: 2, clock: desk.clock, feishu: other });
  await waiting.at(9 * 60_000);
  expect(outcomes(waiting.board())).toEqual(['accepted', 'not-in-chat']);
  expect(other.buzzed('phone')).toEqual(['ou_p1']);
});
