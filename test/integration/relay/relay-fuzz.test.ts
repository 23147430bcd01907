import fc from 'fast-check';
import { expect, it } from 'vitest';
import { longestBody, type RelayRefusal } from '../../../electron/contract/relay';
import { aCompany, personIn } from '../../support/feishu/a-company';
import { relayDesk } from '../../support/relay/relay-desk';

const routes = [
  ['POST', '/v1/buzzes'],
  ['GET', '/v1/buzzes'],
  ['GET', '/v1/buzzes/:id'],
  ['POST', '/v1/buzzes/:id/stop'],
  ['POST', '/v1/buzzes/:id/undo'],
  ['POST', '/v1/buzzes/:id/recall'],
  ['POST', '/v1/buzzes/:id/receipts'],
  ['POST', '/v1/buzzes/:id/continue'],
  ['POST', '/v1/hooks/alertmanager'],
  ['POST', '/v1/hooks/grafana'],
  ['POST', '/v1/hooks/generic'],
  ['POST', '/v1/hooks/:id'],
  ['GET', '/v1/events'],
  ['GET', '/metrics'],
  ['PUT', '/v1/buzzes'],
  ['DELETE', '/v1/buzzes/:id'],
] as const;

/** Values that a schema must refuse, or that mean nothing: types mixed up, far too long, of no real person. */
const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)),
  fc.string({ maxLength: 200 }),
  fc.constantFrom('', '{', '[', 'null', '"', '{"to":["x"],"text":"y","__proto__":{"paid":true}}', '['.repeat(100_000)),
  fc
    .record(
      {
        to: fc.oneof(fc.array(fc.string({ maxLength: 400 }), { maxLength: 3 }), fc.jsonValue()),
        text: fc.oneof(fc.string(), fc.jsonValue()),
        via: fc.oneof(fc.constantFrom('app', 'sms', 'phone', 'PHONE'), fc.jsonValue()),
        gesture: fc.jsonValue(),
        version: fc.constantFrom('4', '1', 4),
        status: fc.oneof(fc.constantFrom('firing', 'resolved'), fc.jsonValue()),
        groupKey: fc.oneof(fc.constantFrom('{}:{}', ''), fc.jsonValue()),
        alerts: fc.oneof(fc.array(fc.jsonValue(), { maxLength: 3 }), fc.constant([{ fingerprint: 'f' }, {}])),
        messageId: fc.oneof(fc.constantFrom('om_1', 'bm_1', '../x'), fc.jsonValue()),
      },
      { requiredKeys: [] },
    )
    .map((value) => JSON.stringify(value)),
);

it('answers every route with an answer, whatever it is sent: never a stack, never a failure of its own', {
  timeout: 240_000,
}, async () => {
  const practice = await aCompany({ readingSpeed: 0 });
  const to = [personIn(practice, '李雷').openId];
  const hooks = (['alertmanager', 'grafana', 'generic'] as const).map((kind) => ({ id: kind, kind, to, perHour: 1 }));
  const { call, lines, program, addToken } = await relayDesk(practice, { config: { hooks } });
  const token = addToken(['read', 'buzz', 'paid', 'hook']);
  const made = await call('POST', '/v1/buzzes', { body: { to: [personIn(practice, '李雷').openId], text: '在吗' } });
  const { id } = (await made.json()) as { id: string };
  await program.engine.idle();
  const ids = fc.constantFrom(
    id,
    'bz_unknown',
    'bz_',
    '%00',
    '%ff',
    '..%2f',
    'x'.repeat(3000),
    encodeURIComponent('飞书'),
  );
  const headers = fc.record(
    {
      'idempotency-key': fc.constantFrom('k', 'a b', 'x'.repeat(500)),
      'content-type': fc.constantFrom(
        'application/json',
        'text/plain',
        'application/jsonp',
        'application/json; charset=x',
      ),
      'accept-language': fc.constantFrom('zh', 'en-US,en;q=0.9', '*', ','.repeat(2000)),
      'last-event-id': fc.constantFrom('1', '-', 'zz-9', '9'.repeat(400)),
    },
    { requiredKeys: [] },
  );
  const query = fc.constantFrom(
    '',
    '?limit=0',
    '?limit=9&limit=9',
    '?before=1',
    '?workspace=%00',
    '?buzz=bz_x',
    '?x=1',
    '?limit=1e9',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...routes),
      ids,
      strange,
      headers,
      query,
      async ([method, path], buzz, body, given, search) => {
        const sends = method !== 'GET';
        const answer = await call(method, `${path.replace(':id', buzz)}${search}`, {
          headers: given,
          token,
          ...(sends ? { body } : {}),
        });
        expect(answer.status, `${method} ${path} ${search} ${body.slice(0, 200)}`).toBeLessThan(500);
        if (answer.ok) return void (await answer.body?.cancel());
        if (answer.status === 431) return;
        const refusal = (await answer.json()) as RelayRefusal;
        expect(refusal.problem.message).toBeTruthy();
        expect(JSON.stringify(refusal)).not.toMatch(/\bat .*\.(?:ts|js)|node_modules|ZodError/);
      },
    ),
    { seed: 7, numRuns: 400 },
  );
  expect(lines.filter((line) => line.includes('request-failed'))).toEqual([]);
  expect(practice.log.entries.filter(({ api }) => api === 'urgent_sms' || api === 'urgent_phone')).toEqual([]);
});

it('reads no more of a body than it takes', async () => {
  const practice = await aCompany();
  const { call } = await relayDesk(practice);
  const body = JSON.stringify({ to: ['x'], text: 'x'.repeat(longestBody) });
  const answer = await call('POST', '/v1/buzzes', { body }).catch(() => null);
  if (answer) expect(answer.status).toBe(413);
  expect((await call('GET', '/healthz', { token: null })).status).toBe(200);
});
