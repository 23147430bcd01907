import { expect, it } from 'vitest';
import { enUS } from '../../../electron/contract/advice/en-US';
import { ok, type Problem } from '../../../electron/contract/advice/problem';
import { zhCN } from '../../../electron/contract/advice/zh-CN';
import type { Channel, Outcome } from '../../../electron/contract/model/channel';
import { codeTable, codeTableByApi } from '../../../electron/core/feishu/code-table';
import { readPatiently } from '../../../electron/core/feishu/resilience/read-patiently';
import { createVirtualClock } from '../../support/clock/virtual-clock';
import { buzzDesk, draft, value } from '../../support/desk/buzz-desk';
import { personIn, sharedCompany } from '../../support/feishu/a-company';
import { connectedClient } from '../../support/feishu/connected-client';
import { aPerson } from '../../support/samples';

// Every code of Feishu at every step: outcome, advice, retries, and what the server saw. The expectations
// (electron/core/buzz/README.md) are written out here and not taken from the program.

const codes = [
  ...new Set([codeTable, ...Object.values(codeTableByApi)].flat().flatMap(([, , ...listed]) => listed)),
  // An unknown code is refused, shown, and never retried.
  987654321,
];

const noSuchPerson = [99992351, 99992352, 99992353, 99992359, 99992360, 99992361, 99992363, 99992364, 99992381, 230034];
const unreachable = new Set([230013, 230029, 230035, 230038, 230053, ...noSuchPerson]);
const quota = new Set([230024, 99991403]);
/** Codes of a dead token: the client fetches another and repeats the call once. */
const deadToken = new Set([99991663, 99991664, 99991665, 20013, 4001]);
/** Codes of calls refused before anything happened: the app retries on any channel. */
const throttled = new Set([99991400, 230020, 232019]);
/** Codes of calls that may have been carried out. */
const uncertain = new Set([
  2200, 5000, 10101, 1000003, 1000004, 1000005, 300000, 40003, 10012, 10013, 230049, 18121, 11232, 11233, 11311, 18017,
  232068,
]);
const goneAlready = new Set([230011, 230110]);

const refusalOf = (code: number): Outcome => {
  // Feishu refused nothing: there was no time for another try.
  if (throttled.has(code)) return 'not-called';
  if (unreachable.has(code)) return 'unreachable';
  if (quota.has(code)) return 'quota';
  return code === 230023 ? 'too-many-unread' : 'refused';
};

const clock = createVirtualClock(Date.UTC(2026, 4, 22, 2));
const practice = sharedCompany({
  clock: { now: clock.now },
  readingSpeed: 0,
  limits: { perSecond: null, perMinute: null, perReceiver: null },
});
let inFlight = 0;
let landed: () => void = () => undefined;

/** Network that counts requests under way: time stands still until they are answered. */
const watchedFetch: typeof fetch = async (input, init) => {
  inFlight += 1;
  try {
    const response = await fetch(input, init);
    const body = await response.text();
    return new Response(body, { status: response.status, headers: response.headers });
  } finally {
    inFlight -= 1;
    landed();
  }
};

/** Lets time pass, a second at a time and never during a request, until the work is done. */
const through = async <T>(work: Promise<T>): Promise<T> => {
  let done = false;
  const ended = work.finally(() => {
    done = true;
  });
  while (!done) {
    await clock.settle();
    if (inFlight > 0) {
      await new Promise<void>((resolve) => {
        landed = resolve;
        if (inFlight === 0) resolve();
      });
    } else if (!done) await clock.advance(1_000);
  }
  return ended;
};

const freshDesk = () => {
  const feishu = connectedClient(practice, { fetch: watchedFetch, clock });
  const patient = readPatiently(feishu, { clock, random: () => 0.5, attempts: 3 });
  return buzzDesk({ clock, feishuOf: () => ok(patient) });
};

const callee = () => {
  const found = personIn(practice, '韩梅梅');
  found.unreadBuzzes = 0;
  found.buzzed.clear();
  return aPerson(found.name, found.openId);
};

const seen = (api: string) => practice.log.entries.filter((call) => call.api === api);

const buzz = async (channel: Channel) => {
  const desk = freshDesk();
  const plan = await through(desk.engine.plan(draft([callee()], { channel })));
  const { id } = value(await through(desk.confirm(plan)));
  await through(desk.engine.idle());
  return { desk, id, person: value(desk.engine.board(id)).people[0] };
};

const arm = (api: string, code: number) => {
  practice.log.clear();
  practice.faults.clear();
  practice.faults.add({ api, kind: 'code', code, times: null });
};

/** Expects a whole sentence of advice in both languages, with the code. */
const expectAdvice = (problem: Problem | null | undefined, code: number) => {
  expect(problem?.code).toBe(code);
  for (const catalog of [zhCN, enUS]) {
    const sentence: string = catalog[problem?.advice ?? 'internal'];
    expect(sentence.length).toBeGreaterThan(3);
    for (const [, name = ''] of sentence.matchAll(/\{\{(\w+)\}\}/g)) {
      expect(name === 'code' || problem?.params[name] !== undefined).toBe(true);
    }
  }
};

/** Runs all codes and names the one that fails. */
const forEveryCode = async (check: (code: number) => Promise<void>) => {
  for (const code of codes) {
    try {
      await check(code);
    } catch (reason) {
      throw new Error(`code ${code}: ${reason instanceof Error ? reason.message : reason}`, { cause: reason });
    }
  }
  practice.faults.clear();
};

it('covers every code of the documentation', () => {
  expect(codes.length).toBeGreaterThan(150);
});

it(
  'a message that is refused is not buzzed, one that may be there is sent again with the same uuid alone',
  () =>
    forEveryCode(async (code) => {
      arm('send', code);
      const { person } = await buzz('app');
      const sends = seen('send');
      if (uncertain.has(code)) expect(person?.outcome).toBe('unknown');
      else expect(person?.outcome).toBe(refusalOf(code));
      expectAdvice(person?.problem, code);
      if (uncertain.has(code) || throttled.has(code)) expect(sends.length).toBeGreaterThan(5);
      else expect(sends).toHaveLength(deadToken.has(code) ? 2 : 1);
      expect(new Set(sends.map((call) => (call.body as { uuid: string }).uuid)).size).toBe(1);
      expect(seen('urgent_app')).toEqual([]);
    }),
  120_000,
);

it(
  'an in-app buzz of unknown outcome is tried once more, after reading receipts',
  () =>
    forEveryCode(async (code) => {
      arm('urgent_app', code);
      const { person } = await buzz('app');
      const calls = seen('urgent_app');
      expect(person?.message).toBe('sent');
      expect(person?.outcome).toBe(uncertain.has(code) ? 'unknown' : refusalOf(code));
      expectAdvice(person?.problem, code);
      if (throttled.has(code)) expect(calls.length).toBeGreaterThan(5);
      else expect(calls).toHaveLength(deadToken.has(code) || uncertain.has(code) ? 2 : 1);
      expect(seen('read_users')).toHaveLength(uncertain.has(code) ? 1 : 0);
      expect(seen('send')).toHaveLength(1);
    }),
  120_000,
);

it.each(['sms', 'phone'] as const)(
  'a call by %s is made once, unless it was turned away before anything happened',
  (channel) =>
    forEveryCode(async (code) => {
      arm(`urgent_${channel}`, code);
      const { person } = await buzz(channel);
      const calls = seen(`urgent_${channel}`);
      expect(person?.message).toBe('sent');
      expect(person?.outcome).toBe(uncertain.has(code) ? 'unknown' : refusalOf(code));
      expectAdvice(person?.problem, code);
      if (throttled.has(code)) {
        expect(calls.length).toBeGreaterThan(1);
        // Paid calls expire after two minutes, not ten.
        expect((calls.at(-1)?.at ?? 0) - (calls[0]?.at ?? 0)).toBeLessThanOrEqual(120_000);
      } else expect(calls).toHaveLength(deadToken.has(code) ? 2 : 1);
      expect(seen('urgent_app')).toEqual([]);
    }),
  120_000,
);

it('failing receipts are read once and change no outcome', async () => {
  practice.faults.clear();
  const { desk, id } = await buzz('app');
  await forEveryCode(async (code) => {
    arm('read_users', code);
    const board = value(await through(desk.engine.askReceipts(id)));
    expectAdvice(board.receipts.problem, code);
    expect(board.people[0]?.outcome).toBe('accepted');
    expect(seen('read_users')).toHaveLength(deadToken.has(code) ? 2 : 1);
  });
});

it(
  'a recall is repeated where that may help, and what is gone already is recalled',
  () =>
    forEveryCode(async (code) => {
      practice.faults.clear();
      const { desk, id } = await buzz('app');
      arm('recall', code);
      const answer = await through(desk.engine.recall(id));
      if (goneAlready.has(code)) expect(answer.ok && answer.value.recalled).toBe(true);
      else expectAdvice(answer.ok ? null : answer.problem, code);
      const often = uncertain.has(code) || throttled.has(code) ? 3 : 1;
      expect(seen('recall')).toHaveLength(deadToken.has(code) ? 2 : often);
    }),
  120_000,
);
