import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { Board } from '../../../electron/contract/model/board';
import type { MessageId } from '../../../electron/contract/model/ids';
import { systemClock } from '../../../electron/core/ports/clock';
import { openLedger } from '../../../electron/storage/ledger/open-ledger';
import type { VirtualClock } from '../../support/clock/virtual-clock';
import { buzzDesk, draft, value } from '../../support/desk/buzz-desk';
import { listenOver, type Pushed, readOf } from '../../support/feishu/pushed-events';
import { crowd, ScriptedFeishu } from '../../support/feishu/scripted-feishu';
import { workspaceId } from '../../support/samples';
import { quantile, round } from './quantile';

/** Calls for readers and answers of twenty direct messages in two hours, nobody reading. */
const callsIn = async (listens: boolean): Promise<number> => {
  const desk = buzzDesk();
  const began = desk.clock.now();
  if (listens) desk.engine.relyOn({ since: () => began, missed: () => undefined });
  const board = await desk.buzz(draft(crowd(20), { ask: true }));
  desk.engine.watch(board.id);
  await desk.clock.advance(2 * 3_600_000);
  return desk.feishu.of('readers').length + desk.feishu.of('reactions').length;
};

/** A desk in real time over a ledger on disk, that hears of a buzz to so many people. */
const hearingDesk = async (folder: string, people: number, onBoard: (board: Board) => void = () => undefined) => {
  const { ledger, heard } = openLedger(folder, Date.now());
  const clock = systemClock as VirtualClock;
  const feishu = new ScriptedFeishu(clock);
  feishu.tellsChats = true;
  const desk = buzzDesk({ clock, feishu, ledger, random: Math.random, onBoard });
  const { id } = value(await desk.confirm(await desk.engine.plan(draft(crowd(people)))));
  await desk.engine.idle();
  const line = await listenOver({ heard, desk, clock, random: Math.random });
  return { desk, ledger, line, board: () => value(desk.engine.board(id)) };
};

const taken = async (events: readonly Pushed[]) => {
  while (events.some((event) => !event.taken)) await wait(1);
};

/** A thousand events within a second, all of which move a board: the time until each is stored and answered (ms). */
const thousandEvents = async (folder: string) => {
  const { line, board, ledger } = await hearingDesk(folder, 100);
  const { messages, people } = board();
  const events = people.flatMap(({ id }, index) =>
    Array.from({ length: 10 }, (_, time) => {
      const messageId = time === 0 ? (messages[index]?.messageId ?? '') : `om_other${index}x${time}`;
      return readOf(`${index} ${time}`, id ?? '', messageId, Date.now());
    }),
  );
  const began = performance.now();
  for (const event of events) line.push(event);
  await taken(events);
  const ms = performance.now() - began;
  await wait(500);
  const read = board().people.filter(({ readAt }) => readAt !== null).length;
  line.listener.stop();
  ledger.close();
  return { ms: Math.round(ms), goalMs: 1_000, lost: people.length - read, goalLost: 0 };
};

/**
 * From an event at the socket to the push of its board (ms), beyond a push of the same board that came by no socket: windows get
 * both in the same way.
 */
const eventToBoard = async (folder: string, rounds: number) => {
  let pushed: (() => void) | null = null;
  const { desk, line, board, ledger } = await hearingDesk(folder, 2 * rounds, () => pushed?.());
  const { messages, people } = board();
  await wait(1_000);
  const times = { socket: [] as number[], alone: [] as number[] };
  for (const [index, { id }] of people.entries()) {
    const told = new Promise<void>((resolve) => {
      pushed = resolve;
    });
    const way = index % 2 === 0 ? 'socket' : 'alone';
    const messageId = messages[index]?.messageId ?? ('' as MessageId);
    const began = performance.now();
    if (way === 'socket') line.push(readOf(`read ${index}`, id ?? '', messageId, Date.now()));
    else void desk.engine.hear([{ kind: 'read', messageIds: [messageId], reader: id ?? '', at: Date.now() }]);
    await told;
    times[way].push(performance.now() - began);
    pushed = null;
    await wait(60);
  }
  line.listener.stop();
  ledger.close();
  const [p95, alone] = [quantile(times.socket, 0.95), quantile(times.alone, 0.5)];
  return { p95: round(p95), alone: round(alone), beyondMs: round(p95 - alone), goalMs: round(3 * (1_000 / 60)) };
};

/** Proportional set size of this process (MB). */
const pss = (): number => {
  globalThis.gc?.();
  return Number(/^Pss:\s+(\d+)/m.exec(readFileSync('/proc/self/smaps_rollup', 'utf8'))?.[1] ?? 0) / 1024;
};

/** In a process of its own: its memory before it listens, and after it has listened and heard a hundred events. */
export const weighListening = async (folder: string): Promise<void> => {
  const { ledger, heard } = openLedger(folder, Date.now());
  const desk = buzzDesk({ clock: systemClock as VirtualClock, ledger });
  // The ledger and the engine are there without listening, too: they are used before.
  for (let index = 0; index < 1_000; index += 1) {
    const told = {
      kind: 'read',
      messageIds: [`om_warm${index}` as MessageId],
      reader: 'ou_p1',
      at: Date.now(),
    } as const;
    await heard.keep(workspaceId, [{ heard: told, keys: [`warm ${index}`] }], Date.now());
    await desk.engine.hear([told]);
  }
  // So is what each call answers with.
  await new Response('{}').text();
  await wait(1_000);
  const before = pss();
  const line = await listenOver({ heard, desk, clock: systemClock, random: Math.random });
  const events = Array.from({ length: 100 }, (_, index) => readOf(`${index}`, 'ou_p1', `om_${index}`, Date.now()));
  for (const event of events) {
    line.push(event);
    if (Number(event.id) % 10 === 0) await wait(5);
  }
  await taken(events);
  await wait(1_000);
  process.send?.(pss() - before);
  line.listener.stop();
  ledger.close();
};

/** Measures what listening saves, how soon a board moves, and what it weighs. */
export const listening = async (folderFor: (name: string) => string, say: (what: string) => void) => {
  say('asking for two hours, with a listener and without');
  const calls = { alone: await callsIn(false), heard: await callsIn(true), goalAlone: 60, goalHeard: 12 };
  say('taking a thousand events at once');
  const thousand = await thousandEvents(folderFor('listening-thousand'));
  say('moving a board by one event after the other');
  const board = await eventToBoard(folderFor('listening-board'), 40);
  say('weighing');
  // A young generation that grows or shrinks meanwhile would outweigh it.
  const execArgv = ['--expose-gc', '--max-semi-space-size=1'];
  const child = fork(process.argv[1] ?? '', ['weigh', folderFor('listening-weight')], { execArgv });
  const mb = await new Promise<number>((resolve, reject) => {
    child.once('message', (weight) => resolve(Number(weight)));
    child.once('exit', () => reject(new Error('the process that is weighed has ended')));
  });
  return { calls, thousand, board, weight: { mb: round(mb), goalMb: 6 } };
};
