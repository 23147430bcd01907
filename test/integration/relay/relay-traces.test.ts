import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Board } from '../../../electron/contract/model/board';
import type { Practice } from '../../../electron/practice/start-practice';
import { until } from '../../support/clock/until';
import { tempFolder } from '../../support/disk/temp-folder';
import { aCompany, personIn } from '../../support/feishu/a-company';
import { hasPostgres, testDatabase } from '../../support/postgres/test-database';
import { callerOf, configFor } from '../../support/relay/relay-desk';
import { shortLadders } from '../../support/relay/relay-trial';
import { servedRelays } from '../../support/relay/served-relay';
import { sharedRelays } from '../../support/relay/shared-relays';
import { pathOf, spanCollector } from '../../support/relay/span-collector';

// Spans of the built relay, as a collector on this computer receives them.

const serve = servedRelays([shortLadders]);
const names = ['李雷', '韩梅梅'];
const text = 'canary-text-磁盘满了';
const asker = 'canary-asker-监控';
const ladders = [
  {
    name: 'canary-ladder',
    steps: [
      { afterMinutes: 0.02, channel: 'sms' },
      { afterMinutes: 0.06, channel: 'phone' },
    ],
    repeat: { times: 0, everyMinutes: 1 },
    graceMinutes: 5,
  },
];
const wishFor = (practice: Practice) => ({
  to: names.map((name) => personIn(practice, name).openId),
  text,
  asker,
  ladder: 'canary-ladder',
  paid: true,
});
/** What no span may hold, in any form. */
const canariesOf = (practice: Practice, token: string) => {
  const people = names.map((name) => personIn(practice, name));
  return [
    ...['canary', '磁盘', '监控', ...names, practice.appId, practice.appSecret, token, token.slice(-20)],
    ...[new URL(practice.baseUrl).host, '127.0.0.1', 'localhost', 'postgres:'],
    ...people.flatMap(({ openId, userId, email, mobile }) => [openId, userId, email, mobile]).filter(Boolean),
    ...practice.log.entries.flatMap(({ did: { message } }) => (message ? [message.messageId, message.chatId] : [])),
  ];
};
const ended = (call: ReturnType<typeof callerOf>, id: string) =>
  until(
    'the end of the ladder',
    async () => {
      const board = (await (await call('GET', `/v1/buzzes/${id}`)).json()) as Board;
      return board.state === 'done' && board.ladder?.state === 'ended' ? board : null;
    },
    120_000,
  );

const settled = (practice: Practice, change: object = {}) => {
  const folder = tempFolder();
  const config = join(folder, 'relay.json');
  writeFileSync(config, JSON.stringify(configFor(practice, { listen: { port: 0 }, data: 'data', ladders, ...change })));
  return { folder, args: ['--config', config], env: { RELAY_TEST_SECRET: practice.appSecret } };
};
const tokenOf = async (args: readonly string[], env: Record<string, string>) => {
  const adding = serve(
    ['token', 'add', ...args, '--name', 'test', '--workspace', 'ops', '--rights', 'read,buzz,paid'],
    env,
  );
  expect(await adding.ended).toBe(0);
  return adding.said.out.trim();
};

describe('spans', () => {
  it('tell of a wish, its rungs and their calls, and of no text, name, person, address or secret', async () => {
    const practice = await aCompany({ readingSpeed: 0 });
    const collector = await spanCollector();
    const { args, env } = settled(practice);
    const token = await tokenOf(args, env);
    const relay = serve(args, { ...env, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    const call = callerOf(await relay.url(), token);
    const made = await call('POST', '/v1/buzzes', { body: wishFor(practice) });
    const { id } = (await made.json()) as Board;
    await ended(call, id);
    relay.child.kill('SIGTERM');
    expect(await relay.ended).toBe(0);

    const spans = collector.spans();
    const paths = spans.map((span) => pathOf(span, spans));
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
    expect(paths.filter((path) => path === 'wish')).toHaveLength(1);
    // The buzz itself, and both rungs.
    expect(paths.filter((path) => path === 'wish → rung')).toHaveLength(3);
    const sent = practice.log.entries.filter(({ api, did }) => api === 'send' && did.message).length;
    expect(paths.filter((path) => path === 'wish → rung → feishu.send')).toHaveLength(sent);
    for (const channel of ['sms', 'phone'] as const) {
      const called = practice.log.entries.filter(({ api }) => api === `urgent_${channel}`).length;
      expect(called).toBe(names.length);
      expect(paths.filter((path) => path === `wish → rung → feishu.buzz-${channel}`)).toHaveLength(called);
    }
    expect(paths.filter((path) => path.includes('?'))).toEqual([]);
    for (const { name, startTimeUnixNano, endTimeUnixNano, events } of spans) {
      expect(BigInt(endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(startTimeUnixNano));
      if (name.startsWith('feishu.buzz-')) expect(events.map((event) => event.name)).toEqual(['leaves']);
    }
    for (const canary of canariesOf(practice, token)) expect(collector.text).not.toContain(canary);
    expect(collector.text).toContain(id);
    expect(collector.strange).toBe(0);
  }, 180_000);

  it('are sent nowhere unless they are asked for, and a collector that is away stops no buzz', async () => {
    const practice = await aCompany({ readingSpeed: 0 });
    const collector = await spanCollector();
    const { args, env } = settled(practice);
    const token = await tokenOf(args, env);
    const environments: readonly Record<string, string>[] = [
      { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_EXPORTER: 'none' },
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', OTEL_BSP_SCHEDULE_DELAY: '50' },
    ];
    for (const wanted of environments) {
      const relay = serve(args, { ...env, ...wanted });
      const call = callerOf(await relay.url(), token);
      const body = { to: wishFor(practice).to, text: Object.keys(wanted).join() };
      const { id } = (await (await call('POST', '/v1/buzzes', { body })).json()) as Board;
      const board = await until('the end', async () => {
        const found = (await (await call('GET', `/v1/buzzes/${id}`)).json()) as Board;
        return found.state === 'done' ? found : null;
      });
      expect(board.people.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
      relay.child.kill('SIGTERM');
      expect(await relay.ended).toBe(0);
      expect(relay.said.err.includes('traces-failed')).toBe('OTEL_BSP_SCHEDULE_DELAY' in wanted);
      expect(relay.said.err).not.toContain('127.0.0.1:1');
    }
    expect(collector.requests).toBe(0);
  }, 180_000);
});

describe.runIf(hasPostgres())('spans of relays that share a database', () => {
  const database = testDatabase();

  it('are one trace, whichever process climbs, also after a death', async () => {
    const practice = await aCompany({ readingSpeed: 0 });
    const collector = await spanCollector();
    const traced: typeof serve = (args, env) =>
      serve(args, { ...env, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '50' });
    const late = [{ ...ladders[0], steps: [{ afterMinutes: 0.3, channel: 'phone' }] }];
    const relays = await sharedRelays(traced, practice, {
      url: database.url,
      folder: tempFolder(),
      change: { ladders: late },
    });
    const first = relays.start();
    const made = await (await relays.callerOf(first))('POST', '/v1/buzzes', { body: wishFor(practice) });
    const { id } = (await made.json()) as Board;
    // What it has told of by now stays.
    await until('the first spans', () => collector.spans().some(({ name }) => name === 'rung'));
    first.child.kill('SIGKILL');
    await first.ended;
    const second = relays.start();
    await ended(await relays.callerOf(second), id);
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);

    const spans = collector.spans();
    const phone = spans.filter(({ name }) => name === 'feishu.buzz-phone');
    expect(phone.map((span) => pathOf(span, spans))).toEqual(
      names.map(() => 'wish → shift → rung → feishu.buzz-phone'),
    );
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    // The shift of the process that was killed did not end, and so is not told of; what it did is.
    expect(spans.filter(({ name }) => name === 'wish')).toHaveLength(1);
    for (const canary of canariesOf(practice, relays.token)) expect(collector.text).not.toContain(canary);
  }, 180_000);
});
