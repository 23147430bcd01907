import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Board } from '../../../electron/contract/model/board';
import type { Practice } from '../../../electron/practice/start-practice';
import { until } from '../../support/clock/until';
import { tempFolder } from '../../support/disk/temp-folder';
import { aCompany, personIn } from '../../support/feishu/a-company';
import { tcpProxy } from '../../support/network/tcp-proxy';
import { addressOf, hasPostgres, testDatabase, through } from '../../support/postgres/test-database';
import { boardsIn, hear } from '../../support/relay/events';
import { configFor } from '../../support/relay/relay-desk';
import { servedRelays } from '../../support/relay/served-relay';
import { sharedRelays } from '../../support/relay/shared-relays';

// Several relays on one PostgreSQL, each a process of its own, judged by the one Feishu that they share.

const peopleIn = (practice: Practice, ...names: string[]) => names.map((name) => personIn(practice, name).openId);
const calledBy = (practice: Practice, api: string) =>
  practice.log.entries.filter((entry) => entry.api === api).flatMap(({ did }) => did.buzzed ?? []);

describe.runIf(hasPostgres())('relays that share a database', () => {
  const shared = testDatabase();
  const empty = testDatabase();
  const serve = servedRelays();

  it('act for a workspace one at a time, whichever was called, and show the same boards', async () => {
    const practice = await aCompany({ readingSpeed: 0 });
    const relays = await sharedRelays(serve, practice, { url: shared.url, folder: tempFolder() });
    const processes = [relays.start(), relays.start()];
    const [one, two] = await Promise.all(processes.map((each) => relays.callerOf(each)));
    if (!one || !two) expect.fail('two relays');
    const stream = await two('GET', '/v1/events');
    const to = peopleIn(practice, '李雷', '韩梅梅');
    const wish = { body: { to, text: '磁盘满了', via: 'phone', paid: true }, headers: { 'idempotency-key': 'INC-1' } };
    const [made, again] = await Promise.all([one('POST', '/v1/buzzes', wish), two('POST', '/v1/buzzes', wish)]);
    expect([made.status, again.status].every((status) => status === 200 || status === 201)).toBe(true);
    const { id } = (await made.json()) as Board;
    expect(await again.json()).toMatchObject({ id });
    const boardAt = async (call: typeof one) => (await (await call('GET', `/v1/buzzes/${id}`)).json()) as Board;
    await until('the end', async () => (await boardAt(two)).state === 'done');
    expect((await boardAt(one)).people.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
    expect(
      calledBy(practice, 'urgent_phone')
        .map(({ openId }) => openId)
        .toSorted(),
    ).toEqual(to.toSorted());
    // A stream of either process hears of it.
    const heard = boardsIn(await hear(stream, (all) => boardsIn(all).some(({ state }) => state === 'done')));
    expect(heard.at(-1)).toMatchObject({ id, state: 'done' });
    // Another body under the same key, and a list with words.
    const other = await two('POST', '/v1/buzzes', { ...wish, body: { to, text: '别的' } });
    expect(other.status).toBe(422);
    const listed = await one('GET', `/v1/buzzes?query=${encodeURIComponent('磁盘')}`);
    expect(((await listed.json()) as { buzzes: Board[] }).buzzes.map((row) => row.id)).toEqual([id]);
    // What it came to is recalled by the process that did not make it.
    const recalled = await two('POST', `/v1/buzzes/${id}/recall`);
    expect(recalled.status).toBe(200);
    expect(practice.log.entries.filter(({ api }) => api === 'recall').length).toBeGreaterThan(0);
    // Whoever is ready says so, and a process that ends leaves nothing to the other but its work.
    expect((await fetch(`${await processes[0]?.url()}/readyz`)).status).toBe(200);
    const metrics = await (await one('GET', '/metrics')).text();
    expect(metrics).toContain('feishu_buzz_work_without_shift 0');
    for (const each of processes) each.child.kill('SIGTERM');
    expect(await Promise.all(processes.map(({ ended }) => ended))).toEqual([0, 0]);
  }, 180_000);

  it('say that nothing was done while the database is away, and go on when it is back', async () => {
    const practice = await aCompany({ readingSpeed: 0 });
    const relays = await sharedRelays(serve, practice, { url: shared.url, folder: tempFolder() });
    const network = await tcpProxy(addressOf(shared.url));
    onTestFinished(() => network.close());
    const relay = relays.start(through(shared.url, network.port));
    const call = await relays.callerOf(relay);
    const [to] = peopleIn(practice, '李雷');
    const wish = { body: { to: [to], text: '磁盘满了' }, headers: { 'idempotency-key': 'away' } };
    network.stall();
    network.cut();
    for (const answer of [await call('GET', '/v1/buzzes'), await call('POST', '/v1/buzzes', wish)]) {
      expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([
        503,
        '10',
        expect.objectContaining({ reason: 'busy' }),
      ]);
    }
    expect(practice.log.entries.filter(({ api }) => api === 'send')).toEqual([]);
    network.mend();
    const made = await until('the buzz', async () => {
      const answer = await call('POST', '/v1/buzzes', wish);
      return answer.status === 201 && answer;
    });
    expect(await made.json()).toMatchObject({ repeated: false });
    expect(relay.said.out + relay.said.err).not.toContain('request-failed');
  }, 180_000);

  it.each([
    ['an address of the database', {}, null, 2, 'No address of the database'],
    ['its tables', {}, () => empty.url, 1, 'Run feishu-buzz serve migrate first'],
    ['a database', {}, () => 'postgres://x:hush@127.0.0.1:1/x', 1, 'cannot be reached'],
    ['a workspace of its own', { practice: true }, () => empty.url, 2, 'Practice is for one process'],
  ])(
    'do not start without %s, and say so',
    async (_, change, database, code, said) => {
      const practice = await aCompany();
      const folder = tempFolder();
      const config = join(folder, 'relay.json');
      const content = configFor(practice, { listen: { port: 0 }, data: 'data', ledger: 'postgres', ...change });
      writeFileSync(config, JSON.stringify(content));
      const env: Record<string, string> = database ? { FEISHU_BUZZ_RELAY_DATABASE: database() } : {};
      const relay = serve(['--config', config], { RELAY_TEST_SECRET: practice.appSecret, ...env });
      expect([await relay.ended, relay.said.err]).toEqual([code, expect.stringContaining(said)]);
      expect(relay.said.out + relay.said.err).not.toContain('hush');
    },
    60_000,
  );
});
