import { fork } from 'node:child_process';
import { setMaxListeners } from 'node:events';
import { performance } from 'node:perf_hooks';
import { ok } from '../../../electron/contract/advice/problem';
import type { Person } from '../../../electron/contract/model/person';
import type { Ledger } from '../../../electron/core/buzz/record/ledger';
import { systemClock } from '../../../electron/core/ports/clock';
import { startPractice } from '../../../electron/practice/start-practice';
import type { VirtualClock } from '../../support/clock/virtual-clock';
import { buzzDesk, draft, outcomes, value } from '../../support/desk/buzz-desk';
import { connectedClient } from '../../support/feishu/connected-client';
import { aPerson } from '../../support/samples';

/** Goal for the median, as a multiple of the floor that the rate limits set. */
export const fanOutGoal = 1.1;

export interface FanOut {
  people: number;
  ms: number;
  /** Least time that the limits allow (ms): (⌈n/50⌉ − 1) s + 2 × latency. */
  floorMs: number;
  ratio: number;
  tooMany: number;
}

/** Buzzes people directly in-app, over HTTP, against a practice Feishu with Feishu's limits. */
export const fanOut = async (people: number, ledger: Ledger): Promise<FanOut> => {
  const practice = await startPracticeProcess(people);
  const feishu = connectedClient(practice);
  // Real time instead of a clock that tests move.
  const clock = systemClock as VirtualClock;
  const desk = buzzDesk({ clock, ledger, feishuOf: () => ok(feishu), random: Math.random });
  // A client in use: it has a token and open connections, and knows how fast the network is.
  await Promise.all(Array.from({ length: 60 }, () => feishu.readBot()));
  const plan = await desk.engine.plan(draft(practice.people));
  const begun = performance.now();
  const { id } = value(await desk.engine.confirm(plan.id, 'plain'));
  await desk.engine.idle();
  const ms = performance.now() - begun;

  const board = value(desk.engine.board(id));
  const accepted = outcomes(board).filter((outcome) => outcome === 'accepted').length;
  const tooMany = await practice.tooMany();
  practice.close();
  if (accepted < people) {
    const why = board.people.flatMap((person) => (person.problem ? [JSON.stringify(person.problem)] : []));
    throw new Error(`only ${accepted} of ${people} were buzzed: ${why[0]}`);
  }
  const floorMs = (Math.ceil(people / 50) - 1) * 1_000 + 2 * practice.latencyMs;
  return { people, ms: Math.round(ms), floorMs, ratio: round(ms / floorMs), tooMany };
};

const round = (number: number) => Math.round(number * 1_000) / 1_000;

const latencyMs = 50;

/** Facts about the serving process for the measuring one. */
interface ServedPractice {
  baseUrl: string;
  appId: string;
  appSecret: string;
  people: readonly Person[];
}

/** Serves practice in this process until its parent is gone, and counts the calls that came too fast. */
export const servePractice = async (people: number): Promise<void> => {
  const practice = await startPractice({ scale: people, latencyMs, readingSpeed: 0, keepCalls: 10_000 });
  const crowd = practice.world.people
    .filter((person) => person.tenant === 'own' && person.available && person.status === 'active')
    // Generated colleagues only: some of the staff cannot be buzzed, on purpose.
    .slice(-people)
    .map(({ name, openId }): Person => aPerson(name, openId));
  const { baseUrl, appId, appSecret } = practice;
  process.on('message', () => process.send?.(practice.log.entries.filter((call) => call.status === 429).length));
  process.on('disconnect', () => process.exit(0));
  process.send?.({ baseUrl, appId, appSecret, people: crowd } satisfies ServedPractice);
};

/** Starts practice in a process of its own, as Feishu runs on machines of its own. */
const startPracticeProcess = async (people: number) => {
  const child = fork(process.argv[1] ?? '', ['serve', String(people)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  setMaxListeners(0, child);
  const told = <T>() => new Promise<T>((resolve) => child.once('message', (message) => resolve(message as T)));
  const practice = await told<ServedPractice>();
  return {
    ...practice,
    latencyMs,
    /** Number of calls that got a 429. */
    tooMany: async (): Promise<number> => {
      const answer = told<number>();
      child.send('count');
      return answer;
    },
    close: () => child.disconnect(),
  };
};
