import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../../test/support/clock/virtual-clock';
import { buzzDesk, chatId, chatOf, draft, inChat } from '../../../test/support/desk/buzz-desk';
import { crashingClock, crashingFeishu, crashingLedger, life } from '../../../test/support/desk/crashing';
import { sharedTempFolder } from '../../../test/support/disk/temp-folder';
import { aPicture, filesOf } from '../../../test/support/feishu/pictures';
import {
  busy,
  crowd,
  type Fate,
  failure,
  faulty,
  offline,
  ScriptedFeishu,
} from '../../../test/support/feishu/scripted-feishu';
import { ok } from '../../contract/advice/problem';
import type { Board } from '../../contract/model/board';
import type { Channel } from '../../contract/model/channel';
import type { Draft, ExistingMessage } from '../../contract/model/draft';
import { MessageId } from '../../contract/model/ids';
import type { Room } from '../../core/ports/store';
import { openLedger } from './open-ledger';

/** `npm run soak` asks for many more, and from which seed. */
const runs = Number(process.env.BUZZ_CRASH_RUNS ?? 300);
const first = Number(process.env.BUZZ_CRASH_FIRST ?? 1);

const seconds = 1_000;
const people = crowd(3);
const pictures = [aPicture(1), aPicture(2)];
const pictureFiles = filesOf(...pictures);
// On a disk in memory, a thousand commits cost nothing.
const root = sharedTempFolder(existsSync('/dev/shm') ? '/dev/shm' : undefined);

/** mulberry32: the same numbers for the same seed. */
const seeded = (seed: number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const fates: readonly Fate[] = [
  ...Array.from({ length: 14 }, (): Fate => 'ok'),
  'lost-after',
  'lost-before',
  { failure: offline },
  { failure: busy(2 * seconds) },
  { failure: busy(200 * seconds) },
  { failure: faulty },
  { failure: faulty, done: true },
  { failure: failure({ code: 230023 }) },
  { failure: failure({ code: 230024 }) },
];

interface World {
  clock: VirtualClock;
  feishu: ScriptedFeishu;
  random: () => number;
  /** Data on disk besides the ledger. */
  rooms: Room[];
  /** Keys that are on the disk, by their picture: a second one for it would be an upload too many. */
  known: Map<string, string>;
}

/** Runs one life on the ledger in `folder` until it dies or has nothing left to do; answers with the place of its ledger. */
const live = async (
  world: World,
  folder: string,
  lastPoint: number,
  act: (desk: ReturnType<typeof buzzDesk>) => Promise<unknown>,
): Promise<{ folder: string; died: boolean; board: Board | null; unsettled: number }> => {
  const left = `${folder}+`;
  const { ledger, problem } = openLedger(folder, world.clock.now());
  expect(problem).toBeNull();
  // It stands for the file that was killed over, not for a copy beside it, in which nothing goes on.
  if (ledger.isCopy) ledger.adopt();
  const mine = life(lastPoint, () => cpSync(folder, left, { recursive: true }));
  const feishu = crashingFeishu(world.feishu, mine);
  world.feishu.answerAfter = mine.point;
  const desk = buzzDesk({
    clock: { ...world.clock, ...crashingClock(world.clock, mine) },
    feishu: world.feishu,
    feishuOf: () => ok(feishu),
    ledger: crashingLedger(ledger, mine),
    random: world.random,
    rooms: world.rooms,
    pictureFiles,
  });

  let acting = true;
  void act(desk).then(() => {
    acting = false;
  });
  for (let turn = 0; !mine.dead() && (acting || desk.engine.running > 0); turn += 1) {
    if (turn > 5_000) throw new Error('the buzz never ends');
    await world.clock.drain();
  }
  const [row] = mine.dead() ? [] : desk.engine.list({ before: null, limit: 1 });
  const board = row ? desk.engine.board(row.id) : null;
  const unsettled = mine.dead() ? -1 : ledger.unsettled().length;
  ledger.close();
  return { folder: mine.dead() ? left : folder, died: mine.dead(), board: board?.ok ? board.value : null, unsettled };
};

/** Compares the server's log with the board: no person called twice, no message sent twice, no wrong outcome. */
const judge = (world: World, board: Board | null, channels: readonly Channel[]) => {
  const { feishu } = world;
  for (const channel of ['sms', 'phone'] as const) {
    const called = feishu.buzzed(channel);
    expect(new Set(called).size).toBe(called.length);
  }
  const rooms = feishu.of('create-chat').filter((call) => !call.replay);
  expect(rooms.length).toBeLessThanOrEqual(1);
  const messages = feishu.messages().map((message) => message.to);
  expect(new Set(messages).size).toBe(messages.length);
  judgePictures(world, board);
  if (!board) return expect(feishu.seen).toEqual([]);

  expect(board.state).not.toBe('running');
  for (const person of board.people) {
    const there = reached(feishu, board, person.id ?? '');
    expect(there ? ['sent', 'unknown'] : ['failed', 'unknown']).toContain(person.message);
    person.steps.forEach((step, index) => {
      expect(step.outcome).not.toBe('pending');
      const times = feishu.buzzed(channels[index]).filter((id) => id === person.id).length;
      expect(times).toBeLessThanOrEqual(step.via === 'app' ? 2 : 1);
      if (step.outcome === 'accepted') expect(times).toBeGreaterThan(0);
      if (times > 0) expect(step.via === 'app' ? [...certain, 'too-many-unread'] : certain).toContain(step.outcome);
    });
  }
};
const certain = ['accepted', 'unknown'];

/** No key that the ledger knew of was got a second time, every message of a buzz shows the same pictures, and none waits. */
const judgePictures = ({ feishu, known }: World, board: Board | null) => {
  expect(known.size).toBe(new Set(known.values()).size);
  if (!board || board.about?.kind === 'message') return;
  for (const { state, problem } of board.pictures) {
    expect(state).not.toBe('pending');
    if (state === 'failed') expect(problem).not.toBeNull();
  }
  for (const { post } of feishu.messages()) {
    const keys = post.zh_cn.content.flat().flatMap((node) => (node.tag === 'img' ? [node.image_key] : []));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeLessThanOrEqual(board.pictures.length);
  }
};

/** Tells whether this person can read the message. */
const reached = (feishu: ScriptedFeishu, board: Board, id: string): boolean => {
  if (board.about?.kind === 'message') return true;
  const messages = feishu.messages().map((message) => message.to);
  if (board.mode === 'direct') return messages.includes(id);
  const chat = feishu.chatList.find((each) => messages.includes(each.chatId));
  return chat?.members.some((person) => person.openId === id) ?? false;
};

const about = (kind: ExistingMessage['kind']): ExistingMessage => ({
  kind,
  messageId: MessageId.parse('om_old'),
  chatId,
  chatName: '数据库告警',
  excerpt: '主库切换',
});

/** Every way a message travels. */
const ways: readonly Partial<Draft>[] = [
  { delivery: inChat },
  { pictures },
  { delivery: inChat, pictures },
  { delivery: { mode: 'direct' } },
  { delivery: { mode: 'room' } },
  { about: about('reply') },
  { about: about('message'), text: '' },
];

const plots: readonly (readonly [Channel, Channel])[] = [
  ['app', 'phone'],
  ['app', 'sms'],
  ['sms', 'phone'],
  ['phone', 'app'],
];

/** The keys that the ledger in a folder holds, by their picture. */
const keysIn = (folder: string): readonly (readonly [string, string])[] => {
  const { ledger } = openLedger(folder, 0);
  const found = ledger.list({ before: null, limit: 10 }).flatMap(({ id }) => ledger.read(id));
  ledger.close();
  return found.flatMap((entry) => (entry.kind === 'picture-uploaded' ? [[entry.picture, entry.key] as const] : []));
};

const run = async (seed: number) => {
  const random = seeded(seed);
  const clock = createVirtualClock();
  const feishu = new ScriptedFeishu(clock);
  feishu.chatList.push(chatOf(people));
  feishu.fate = () => fates[Math.floor(random() * fates.length)] ?? 'ok';
  const world: World = { clock, feishu, random, rooms: [], known: new Map() };
  const channels = plots[seed % plots.length] ?? ['app', 'phone'];
  const way = ways[Math.floor(random() * ways.length)] ?? {};
  const stops = random() < 0.15;

  let folder = join(root, `run${seed}`);
  mkdirSync(folder);
  let crashes = 0;
  for (let begun = false; ; begun = true) {
    const lastPoint = crashes < 3 && random() < 0.85 ? 1 + Math.floor(random() * 40) : Number.POSITIVE_INFINITY;
    const now = await live(world, folder, lastPoint, async (desk) => {
      if (begun) return desk.engine.resume();
      const first = await desk.confirm(await desk.engine.plan(draft(people, { channel: channels[0], ...way })));
      if (!first.ok) return;
      if (stops) await desk.engine.stop(first.value.id);
      await desk.engine.idle();
      const again = desk.engine.planAgain(first.value.id, channels[1], ['ou_p1', 'ou_p2']);
      if (again.ok && !again.value.problem) await desk.confirm(again.value);
    });
    folder = now.folder;
    for (const [picture, key] of keysIn(folder)) {
      expect(world.known.get(picture) ?? key).toBe(key);
      world.known.set(picture, key);
    }
    if (!now.died) {
      expect(now.unsettled).toBe(0);
      judge(world, now.board, channels);
      return crashes;
    }
    crashes += 1;
    await clock.advance([0, 20, 150, 700, 4_200][Math.floor(random() * 5)]! * seconds);
  }
};

it(
  'calls nobody twice, sends nothing twice and leaves nobody without an outcome, wherever it is killed',
  async () => {
    let crashes = 0;
    for (let seed = first; seed < first + runs; seed += 1) {
      try {
        crashes += await run(seed);
      } catch (reason) {
        throw new Error(`seed ${seed}`, { cause: reason });
      }
      for (const left of readdirSync(root)) rmSync(join(root, left), { recursive: true, force: true });
    }
    expect(crashes).toBeGreaterThan(runs * 0.8);
  },
  Math.max(120_000, runs * 200),
);
