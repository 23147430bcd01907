import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../test/support/clock/virtual-clock';
import { buzzDesk, draft, outcomes, value } from '../../../test/support/desk/buzz-desk';
import { connectedClient } from '../../../test/support/feishu/connected-client';
import { crowd } from '../../../test/support/feishu/scripted-feishu';
import { ok } from '../../contract/advice/problem';
import type { Fetch } from '../../core/feishu/client/transport';
import { createPaidFetch } from './paid-fetch';

// Engine, client and seats together, judged by the phone calls that reach a company's server.

const seconds = 1_000;
const ceilings = { callsPerPersonPerHour: 3, callsPerHour: 1_000, smsPerMonth: 1_000, phonePerMonth: 1_000 };

/** A server that answers phone calls after this time (ms; null: never), and remembers the ones that arrived. */
const company = (answerMs: number | null) => {
  const clock = createVirtualClock();
  const arrived: string[] = [];
  const json = (body: object) => new Response(JSON.stringify({ code: 0, msg: 'ok', ...body }));
  const hangs = (init: RequestInit) =>
    new Promise<Response>((_, reject) => init.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
  let messages = 0;
  const network: Fetch = async (address, init) => {
    const { pathname } = new URL(address);
    if (pathname.endsWith('/tenant_access_token/internal')) return json({ tenant_access_token: 't-1', expire: 7200 });
    if (pathname.endsWith('/im/v1/messages'))
      return json({ data: { message_id: `om_${++messages}`, chat_id: 'oc_1' } });
    if (!pathname.endsWith('/urgent_phone')) return answerMs === null ? hangs(init) : json({ data: { items: [] } });
    arrived.push(String(init.body));
    if (answerMs === null) return hangs(init);
    await clock.sleep(answerMs, init.signal ?? undefined);
    return json({ data: { invalid_user_id_list: [] } });
  };
  const feishu = connectedClient(
    { baseUrl: 'https://open.feishu.test', appId: 'cli_a1b2c3d4e5f60718', appSecret: 's3cret' },
    {
      fetch: network,
      paidFetch: createPaidFetch(() => ({ fetch: network, closeAllConnections: async () => undefined })),
      clock,
    },
  );
  const desk = buzzDesk({ clock, feishuOf: () => ok(feishu), ceilings });
  const call = async (people: number) =>
    value(await desk.confirm(await desk.engine.plan(draft(crowd(people), { channel: 'phone' })))).id;
  return { ...desk, arrived, call };
};

it('lets a stop reach the calls that wait for a connection: only those in flight arrive', async () => {
  const { engine, clock, arrived, call, finish } = company(1 * seconds);
  const id = await call(50);
  await clock.advance(1.5 * seconds);
  const inFlight = arrived.length;
  expect(inFlight).toBe(16);
  const stopping = engine.stop(id);
  const board = await finish(id);
  await stopping;
  expect(arrived).toHaveLength(inFlight);
  expect(outcomes(board).filter((outcome) => outcome === 'accepted')).toHaveLength(inFlight);
  const kept = board.people.filter(({ outcome }) => outcome === 'not-called');
  expect(kept).toHaveLength(50 - inFlight);
  expect(new Set(kept.map(({ problem }) => problem?.advice))).toEqual(new Set(['stopped-before-call']));
});

it('reports a call as unknown only when it has reached a server that hangs', async () => {
  const { arrived, call, finish, ledger } = company(null);
  const board = await finish(await call(50));
  expect(arrived.length).toBeGreaterThanOrEqual(8);
  expect(arrived.length).toBeLessThan(50);
  expect(new Set(arrived).size).toBe(arrived.length);
  const counts = { unknown: 0, 'not-called': 0 };
  for (const outcome of outcomes(board)) counts[outcome as keyof typeof counts] += 1;
  expect(counts).toEqual({ unknown: arrived.length, 'not-called': 50 - arrived.length });
  // The month's budget pays only for phones that may have rung.
  expect(ledger.paid).toHaveLength(arrived.length);
});

it('makes every call in the end, eight at a time, though together they take longer than one may', async () => {
  const { arrived, call, finish } = company(4 * seconds);
  const board = await finish(await call(50));
  expect(new Set(outcomes(board))).toEqual(new Set(['accepted']));
  expect(new Set(arrived).size).toBe(50);
  expect(arrived).toHaveLength(50);
});
