import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Board } from '../../../electron/contract/model/board';
import { BuzzId } from '../../../electron/contract/model/ids';
import { longestBody, type RelayRefusal } from '../../../electron/contract/relay';
import type { Entry } from '../../../electron/core/buzz/record/entry';
import type { Practice } from '../../../electron/practice/start-practice';
import { until } from '../../support/clock/until';
import { aCompany, personIn } from '../../support/feishu/a-company';
import { relayDesk } from '../../support/relay/relay-desk';

const minute = 60_000;
const night = {
  ladders: [{ name: '值班', steps: [{ afterMinutes: 3, channel: 'phone' }], repeat: { times: 0, everyMinutes: 10 } }],
};

/** Entries of some minutes ago, as if the buzz had been made then. */
const earlier = (entries: readonly Entry[], minutes: number): readonly Entry[] =>
  entries.map((entry) => ({ ...entry, at: entry.at - minutes * minute }));

const called = (practice: Practice) =>
  practice.log.entries.filter(({ api }) => api === 'urgent_phone').flatMap(({ did }) => did.buzzed ?? []);

/** A program that hands a ladder over, and a relay that takes it: both with the same app. */
const both = async (config: object = {}) => {
  const practice = await aCompany({ readingSpeed: 0 });
  const desktop = await relayDesk(practice, { config: night });
  const relay = await relayDesk(practice, { config });
  const adopting = relay.addToken(['adopt', 'paid', 'read']);
  const made = await desktop.call('POST', '/v1/buzzes', {
    body: { to: [personIn(practice, '李雷').openId], text: '磁盘满了', ladder: '值班', paid: true },
  });
  expect(made.status).toBe(201);
  const { id } = (await made.json()) as { id: string };
  const buzz = BuzzId.parse(id);
  await desktop.program.engine.idle();
  const handed = await desktop.program.engine.handOver(buzz, 'relay.example');
  if (!handed.ok) throw new Error(JSON.stringify(handed.problem));
  const app = { appId: practice.appId, baseUrl: practice.baseUrl };
  const post = (path: string, body: unknown, token = adopting) =>
    relay.call('POST', `/v1/buzzes/${id}/${path}`, { token, body });
  const adopt = (entries: readonly unknown[] = handed.value, token = adopting) =>
    post('adopt', { app, at: Date.now(), entries }, token);
  const entriesAfter = async (after: number) => {
    const page = await relay.call('GET', `/v1/buzzes/${id}/entries?after=${after}`, { token: adopting });
    return (await page.json()) as { entries: unknown[]; next: number; more: boolean };
  };
  return { practice, desktop, relay, adopting, id: buzz, entries: handed.value, app, post, adopt, entriesAfter };
};

const causeOf = async (answer: Response) => ((await answer.json()) as RelayRefusal).cause?.advice;

describe('a ladder that is handed over', () => {
  it('climbs in the relay, once, and what it does there is read from a position on', async () => {
    const { practice, desktop, relay, id, entries, adopt, entriesAfter } = await both();
    const early = earlier(entries, 4);
    const answers = await Promise.all([adopt(early), adopt(early)]);
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual({ buzz: id, entries: entries.length });
    }
    const boardAt = async () => (await (await relay.call('GET', `/v1/buzzes/${id}`)).json()) as Board;
    await until('the call', async () => (await boardAt()).people[0]?.steps[1]?.outcome === 'accepted');
    await until('the end', async () => (await boardAt()).ladder?.state === 'ended');
    expect(called(practice)).toHaveLength(1);
    expect(await boardAt()).toMatchObject({ workspaceName: '运维', climber: null });

    const { engine } = desktop.program;
    expect((await engine.handedOver(id)).ok).toBe(true);
    const page = await entriesAfter(entries.length);
    expect(page).toMatchObject({ next: entries.length + page.entries.length, more: false });
    const taken = await engine.takeEntries(id, entries.length, page.entries);
    expect(taken).toMatchObject({ ok: true, value: { ladder: { state: 'ended', rungs: [{ state: 'done' }] } } });
    expect((await entriesAfter(page.next)).entries).toEqual([]);
    expect(engine.elsewhere).toEqual([]);
  });

  it('goes on after the relay was ended and started, and is given back once', async () => {
    const { practice, relay, id, entries, app, adopt, post } = await both();
    expect((await adopt()).status).toBe(200);
    await relay.close();
    const again = await relayDesk(practice, { folder: relay.folder });
    expect(again.program.engine.armed.map((armed) => armed.id)).toEqual([id]);
    const token = again.addToken(['adopt', 'paid']);
    const release = () => again.call('POST', `/v1/buzzes/${id}/release`, { token, body: { app } });
    const released = await release();
    expect(await released.json()).toEqual({ kind: 'released', entries: entries.length + 2 });
    expect(await (await release()).json()).toEqual({ kind: 'released', entries: entries.length + 2 });
    expect(again.program.engine.armed).toEqual([]);
    const late = await again.call('POST', `/v1/buzzes/${id}/adopt`, {
      token,
      body: { app, at: Date.now(), entries },
    });
    expect([late.status, await causeOf(late)]).toEqual([422, 'hand-over-released']);
    await expect(post('adopt', {})).rejects.toThrow();
  });

  it('that never arrived is refused for good once its release was asked for, also after a restart', async () => {
    const { practice, relay, id, entries, app, adopt, post } = await both();
    expect(await (await post('release', { app })).json()).toEqual({ kind: 'never' });
    const late = await adopt();
    expect([late.status, await causeOf(late)]).toEqual([422, 'hand-over-released']);
    await relay.close();
    const again = await relayDesk(practice, { folder: relay.folder });
    const token = again.addToken(['adopt', 'paid']);
    const later = await again.call('POST', `/v1/buzzes/${id}/adopt`, { token, body: { app, at: Date.now(), entries } });
    expect([later.status, await causeOf(later)]).toEqual([422, 'hand-over-released']);
    expect(called(practice)).toEqual([]);
  });

  it('takes the right to adopt, that to pay where it costs money, an app that is served, and entries that are whole', async () => {
    const { relay, entries, app, adopt, post, id } = await both();
    expect((await adopt(entries, relay.token)).status).toBe(403);
    expect((await adopt(entries, relay.addToken(['adopt']))).status).toBe(403);
    expect((await relay.call('GET', `/v1/buzzes/${id}/entries`)).status).toBe(404);
    const other = await post('adopt', { app: { ...app, appId: 'cli_ffffffffffffffff' }, at: Date.now(), entries });
    expect([other.status, await causeOf(other)]).toEqual([422, 'relay-not-served']);
    const behind = await post('adopt', { app, at: Date.now() - 60 * minute, entries });
    expect([behind.status, await causeOf(behind)]).toEqual([422, 'hand-over-clock']);
    const [confirmed, ...rest] = entries;
    for (const [advice, wrong] of [
      ['hand-over-invalid', rest],
      ['hand-over-invalid', [confirmed, confirmed, ...rest]],
      ['hand-over-invalid', [confirmed, { kind: 'from-the-future', at: 1 }, ...rest]],
      ['hand-over-invalid', [{ ...confirmed, id: 'bz_ffffffffffffffffffffffff' }, ...rest]],
      ['hand-over-late', earlier(entries, 60)],
    ] as const) {
      const answer = await adopt(wrong);
      expect([answer.status, await causeOf(answer)]).toEqual([422, advice]);
    }
    expect((await adopt()).status).toBe(200);
    const unlike = await adopt([...entries, ...rest]);
    expect([unlike.status, await causeOf(unlike)]).toEqual([422, 'hand-over-unlike']);
    expect((await relay.call('GET', `/v1/buzzes/${id}/entries`)).status).toBe(403);
  });

  it('counts as a buzz of its token, once', async () => {
    const { relay, id, entries, app } = await both();
    const token = relay.addToken(['adopt', 'paid'], { buzzesPerHour: 1 });
    const adopt = (buzz: string, all: readonly unknown[]) =>
      relay.call('POST', `/v1/buzzes/${buzz}/adopt`, { token, body: { app, at: Date.now(), entries: all } });
    for (let time = 0; time < 3; time += 1) expect((await adopt(id, entries)).status).toBe(200);
    const [confirmed, ...rest] = entries;
    const other = 'bz_ffffffffffffffffffffffff';
    const second = await adopt(other, [{ ...confirmed, id: other }, ...rest]);
    expect(second.status).toBe(429);
  });
});

it('answers whatever it is sent as a ladder with an answer, and climbs none of it', { timeout: 240_000 }, async () => {
  const { practice, relay, adopting, id, entries, app, post } = await both();
  const part = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...entries) },
    fc.jsonValue({ maxDepth: 3 }),
    fc.record({ kind: fc.constantFrom('confirmed', 'calling', 'adopted', 'released', 'rung'), at: fc.jsonValue() }),
    fc.constantFrom(...entries).map((entry) => ({ ...entry, at: 'now', people: 'all' })),
  );
  const body = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        app: fc.oneof(fc.constant(app), fc.jsonValue()),
        at: fc.oneof(fc.constant(Date.now()), fc.jsonValue()),
        // Never the whole of what was handed over.
        entries: fc.oneof(fc.array(part, { maxLength: entries.length - 1 }), fc.jsonValue()),
      },
      { requiredKeys: [] },
    ),
  );
  await fc.assert(
    fc.asyncProperty(body, async (sent) => {
      const answer = await post('adopt', sent);
      expect([400, 422], JSON.stringify(sent).slice(0, 300)).toContain(answer.status);
      expect(((await answer.json()) as RelayRefusal).problem.message).not.toBe('');
    }),
    { numRuns: 150 },
  );
  const large = JSON.stringify({ app, at: Date.now(), entries, more: 'x'.repeat(longestBody) });
  expect((await relay.call('POST', `/v1/buzzes/${id}/adopt`, { token: adopting, body: large })).status).toBe(413);
  for (const path of ['/v1/buzzes/..%2f/adopt', '/v1/buzzes/bz_/release', `/v1/buzzes/${id}/entries?after=-1`])
    expect((await relay.call('POST', path, { token: adopting, body: { app } })).status).toBe(404);
  expect(called(practice)).toEqual([]);
  expect(relay.program.engine.armed).toEqual([]);
  expect(relay.lines.filter((line) => line.includes('request-failed'))).toEqual([]);
});
