import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { seeded } from '../../../test/support/clock/seeded';
import { createVirtualClock, type VirtualClock } from '../../../test/support/clock/virtual-clock';
import { buzzDesk, draft, value } from '../../../test/support/desk/buzz-desk';
import { crashingClock, crashingFeishu, crashingLedger, type Life, life } from '../../../test/support/desk/crashing';
import { sharedTempFolder } from '../../../test/support/disk/temp-folder';
import { eventOf, listenOver, type Pushed, readOf } from '../../../test/support/feishu/pushed-events';
import { crowd, ScriptedFeishu } from '../../../test/support/feishu/scripted-feishu';
import { aLadder } from '../../../test/support/samples';
import { ok } from '../../contract/advice/problem';
import type { BuzzId } from '../../contract/model/ids';
import { readKeptHeard } from '../../core/feishu/listen/events/kept-heard-shape';
import type { HeardStore } from '../../core/feishu/listen/heard-store';
import { openLedger } from '../../storage/ledger/open-ledger';

/** `npm run soak -- listening` asks for many more, and from which seed. */
const runs = Number(process.env.BUZZ_CRASH_RUNS ?? 3);
const first = Number(process.env.BUZZ_CRASH_FIRST ?? 1);

const seconds = 1_000;
const people = crowd(40);
// On a disk in memory, a thousand commits cost nothing.
const root = sharedTempFolder(existsSync('/dev/shm') ? '/dev/shm' : undefined);

/** A thousand events of one second, in any order: each person reads, some answer, and much concerns no buzz. */
const eventsOf = (
  random: () => number,
  at: number,
  messages: readonly { messageId: string; chatId: string | null }[],
) => {
  const all: Pushed[] = [];
  const answered = new Set<string>();
  people.forEach(({ openId = '' }, index) => {
    const { messageId = '', chatId = '' } = messages[index] ?? {};
    const time = String(at + index);
    all.push(readOf(`read ${index}`, openId, messageId, at + index));
    if (random() < 0.5) {
      answered.add(openId);
      const reaction = { message_id: messageId, reaction_type: { emoji_type: 'OK' }, operator_type: 'user' };
      const by = { user_id: { open_id: openId }, action_time: time };
      all.push(eventOf(`ok ${index}`, 'im.message.reaction.created_v1', at, { ...reaction, ...by }));
    }
    if (random() < 0.5) {
      answered.add(openId);
      const message = { message_id: `om_re${index}`, chat_id: chatId, chat_type: 'p2p', message_type: 'text' };
      const content = { content: JSON.stringify({ text: `收到 ${index}` }), create_time: time };
      const sender = { sender_id: { open_id: openId }, sender_type: 'user' };
      all.push(eventOf(`wrote ${index}`, 'im.message.receive_v1', at, { sender, message: { ...message, ...content } }));
    }
  });
  while (all.length < 1000) {
    const noise = { message_id: `om_other${all.length}`, chat_id: 'oc_other', recall_time: String(at) };
    all.push(eventOf(`noise ${all.length}`, 'im.message.recalled_v1', at, noise));
  }
  return { all: all.sort(() => random() - 0.5), answered };
};

const crashingHeard = (heard: HeardStore, { point }: Life): HeardStore => ({
  keep: async (...input) => {
    await point();
    const kept = await heard.keep(...input);
    await point();
    return kept;
  },
  waiting: (read) => heard.waiting(read),
  acted: async (ids) => {
    await point();
    await heard.acted(ids);
    await point();
  },
  lastAt: (id) => heard.lastAt(id),
});

interface World {
  clock: VirtualClock;
  feishu: ScriptedFeishu;
  random: () => number;
}

/** One life of the program over the ledger in `folder`, with an engine that has crash points. */
const begin = ({ clock, feishu, random }: World, folder: string, lastPoint: number) => {
  const left = `${folder}+`;
  const { ledger, heard } = openLedger(folder, clock.now());
  // It stands for the file that was killed over, not for a copy beside it.
  if (ledger.isCopy) ledger.adopt();
  const mine = life(lastPoint, () => cpSync(folder, left, { recursive: true }));
  feishu.answerAfter = mine.point;
  const desk = buzzDesk({
    clock: { ...clock, ...crashingClock(clock, mine) },
    feishu,
    feishuOf: () => ok(crashingFeishu(feishu, mine)),
    ledger: crashingLedger(ledger, mine),
    random,
    ladders: [aLadder({ until: 'acknowledged', steps: [{ afterMinutes: 3, channel: 'phone' }] })],
  });
  return { desk, ledger, heard: crashingHeard(heard, mine), waiting: () => heard.waiting(readKeptHeard), mine, left };
};

/** A thousand events in a second of each life, killed wherever it may be, until one life has taken all of them. */
const run = async (seed: number) => {
  const random = seeded(seed);
  const clock = createVirtualClock();
  const feishu = new ScriptedFeishu(clock);
  feishu.tellsChats = true;
  const world: World = { clock, feishu, random };
  let folder = join(root, `run${seed}`);
  mkdirSync(folder);
  const before = begin(world, folder, Number.POSITIVE_INFINITY);
  const wish = draft(people, { ladder: aLadder().id });
  const { id } = value(await before.desk.confirm(await before.desk.engine.plan(wish)));
  while (before.desk.engine.running > 0) await clock.advance(seconds);
  const { messages } = value(before.desk.engine.board(id));
  const { all, answered } = eventsOf(random, clock.now(), messages);
  before.ledger.close();

  let crashes = 0;
  for (;;) {
    const dies = crashes === 0 || (crashes < 6 && random() < 0.8);
    const lastPoint = dies ? 1 + Math.floor(random() * 400) : Number.POSITIVE_INFINITY;
    const now = begin(world, folder, lastPoint);
    const { push, listener } = await listenOver({ ...world, ...now, dead: now.mine.dead });
    void now.desk.engine.resume();
    const due = all.filter((event) => !event.taken);
    for (let at = 0; at < due.length && !now.mine.dead(); at += 10) {
      for (const event of due.slice(at, at + 10))
        for (let time = 0; time <= (random() < 0.2 ? 1 : 0); time += 1) push(event);
      await clock.advance(10);
    }
    // Some of what was taken comes once more all the same.
    for (const event of all) if (event.taken && random() < 0.02 && !now.mine.dead()) push(event);
    for (let turn = 0; turn < 30 && !now.mine.dead(); turn += 1) await clock.advance(10);
    listener.stop();
    await clock.settle();
    if (now.mine.dead()) {
      now.ledger.close();
      folder = now.left;
      crashes += 1;
      continue;
    }
    await clock.advance(4 * 60 * seconds);
    return { ...now, id, feishu, all, answered, crashes };
  }
};

const judge = ({ desk, ledger, waiting, id, feishu, all, answered }: Awaited<ReturnType<typeof run>>) => {
  expect(all.filter(({ taken }) => !taken).length).toBe(0);
  expect(waiting()).toEqual([]);
  const board = value(desk.engine.board(id));
  // None is lost …
  for (const { key, readAt, ack, replies } of board.people) {
    expect(readAt).not.toBeNull();
    expect(ack !== null).toBe(answered.has(key));
    const index = people.findIndex(({ openId }) => openId === key);
    expect(replies.length).toBe(all.some((event) => event.id === `wrote ${index}`) ? 1 : 0);
  }
  // … and none is acted on twice.
  const facts = entriesOf(ledger, id);
  expect(new Set(facts).size).toBe(facts.length);
  // The rung calls those who have not answered, once each.
  const called = feishu.buzzed('phone');
  expect(called.toSorted()).toEqual(
    people.flatMap(({ openId = '' }) => (answered.has(openId) ? [] : [openId])).toSorted(),
  );
};

/** What entries say of people, a fact each. */
const entriesOf = (ledger: ReturnType<typeof openLedger>['ledger'], id: BuzzId): readonly string[] =>
  ledger.read(id).flatMap((entry) => {
    if (entry.kind === 'receipts') return entry.read.map(({ key }) => `read ${key}`);
    return entry.kind === 'answers' ? entry.found.map((fact) => `${fact.by} ${fact.key} ${fact.at}`) : [];
  });

it(
  'takes a thousand events a second, loses none and acts on none twice, wherever it is killed',
  async () => {
    let crashes = 0;
    for (let seed = first; seed < first + runs; seed += 1) {
      try {
        const end = await run(seed);
        judge(end);
        end.ledger.close();
        crashes += end.crashes;
      } catch (reason) {
        throw new Error(`seed ${seed}`, { cause: reason });
      }
      for (const left of readdirSync(root)) rmSync(join(root, left), { recursive: true, force: true });
    }
    expect(crashes).toBeGreaterThanOrEqual(runs);
  },
  Math.max(120_000, runs * 5_000),
);
