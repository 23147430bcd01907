import { performance } from 'node:perf_hooks';
import { ok } from '../../../electron/contract/advice/problem';
import type { Ledger } from '../../../electron/core/buzz/record/ledger';
import { createLimiter } from '../../../electron/core/feishu/client/limiter';
import { createFeishu } from '../../../electron/core/feishu/endpoints/create-feishu';
import { systemClock } from '../../../electron/core/ports/system-clock';
import type { VirtualClock } from '../../support/clock/virtual-clock';
import { buzzDesk, draft, outcomes, value } from '../../support/desk/buzz-desk';
import { freeSeats } from '../../support/feishu/free-seats';
import { startPracticeProcess } from './practice-process';

/** What the median may be at most (design, section 10). */
export const fanOutGoal = 1.1;

export interface FanOut {
  people: number;
  ms: number;
  /** (⌈n/50⌉ − 1) s + 2 × latency: what the limits alone allow. */
  floorMs: number;
  ratio: number;
  tooMany: number;
}

/** Buzzes so many people directly in-app, over HTTP, against a practice Feishu with its real limits. */
export const fanOut = async (people: number, ledger: Ledger): Promise<FanOut> => {
  const practice = await startPracticeProcess(people);
  const feishu = createFeishu({
    baseUrl: practice.baseUrl,
    appId: practice.appId,
    secret: async () => practice.appSecret,
    fetch,
    paidFetch: freeSeats(fetch),
    clock: systemClock,
    limiter: createLimiter({ clock: systemClock }),
  });
  // The real time in the place of a clock that tests move.
  const clock = systemClock as VirtualClock;
  const desk = buzzDesk({ clock, ledger, feishuOf: () => ok(feishu), random: Math.random });
  // A client that is in use: its token is there, its connections are open, and it knows how quick the network is.
  await Promise.all(Array.from({ length: 60 }, () => feishu.bot()));
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
