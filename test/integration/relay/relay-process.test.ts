import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Board } from '../../../electron/contract/model/board';
import type { Practice } from '../../../electron/practice/start-practice';
import { until } from '../../support/clock/until';
import { filesWith } from '../../support/disk/find-bytes';
import { tempFolder } from '../../support/disk/temp-folder';
import { aCompany, personIn } from '../../support/feishu/a-company';
import { callerOf } from '../../support/relay/relay-desk';
import { servedRelays, settledRelay } from '../../support/relay/served-relay';

const serve = servedRelays();

/** A relay for this company, ready to be started. */
const settled = (practice: Practice, change: object = {}) => settledRelay(serve, practice, { change });

const boardAt = async (call: ReturnType<typeof callerOf>, id: string) =>
  (await (await call('GET', `/v1/buzzes/${id}`)).json()) as Board;

const calledBy = (practice: Practice, api: string) =>
  practice.log.entries.filter((entry) => entry.api === api).flatMap(({ did }) => did.buzzed ?? []);

it('starts on practice with nothing to fill in, prints where it is and a token, and ends on SIGTERM', async () => {
  const data = join(tempFolder(), 'data');
  const relay = serve(['--data', data, '--port', '0']);
  const url = await relay.url();
  const [token = ''] = /fbr_[\w-]+/.exec(relay.said.out) ?? [];
  const call = callerOf(url, token);
  const made = await call('POST', '/v1/buzzes', { body: { to: ['值班组'], text: '演练：请确认收到' } });
  expect(made.status).toBe(201);
  const { id } = (await made.json()) as Board;
  await until('the end', async () => (await boardAt(call, id)).state === 'done');
  expect(await boardAt(call, id)).toMatchObject({ practice: true });
  relay.child.kill('SIGTERM');
  expect(await relay.ended).toBe(0);
  if (process.platform !== 'win32') expect(statSync(data).mode & 0o077).toBe(0);
});

it('that is killed in the midst of phone calls goes on after its start, and calls no person twice', async () => {
  const practice = await aCompany({ readingSpeed: 0 });
  const { start, token } = await settled(practice);
  const names = ['李雷', '韩梅梅', '单小雨', '解芳', '曾一鸣', '尉迟静', '仇远'].filter((name) =>
    practice.world.people.some((one) => one.name === name),
  );
  expect(names.length).toBeGreaterThan(3);
  const to = names.map((name) => personIn(practice, name).openId);
  // Two answers come; those of the next calls take longer than the relay lives.
  practice.faults.add({ kind: 'delay', ms: 20_000, api: 'urgent_phone', times: null, skip: 2 });
  const first = start();
  const body = { to, text: '机房断电', via: 'phone', paid: true };
  const wish = { body, headers: { 'idempotency-key': 'INC-7' } };
  const made = await callerOf(await first.url(), token)('POST', '/v1/buzzes', wish);
  expect(made.status).toBe(201);
  const { id } = (await made.json()) as Board;
  await practice.log.until((entries) => entries.filter(({ api }) => api === 'urgent_phone').length > 2);
  first.child.kill('SIGKILL');
  await first.ended;
  practice.faults.clear();

  const second = start();
  const call = callerOf(await second.url(), token);
  // The script that had lost its answer tells its wish again.
  const again = await call('POST', '/v1/buzzes', wish);
  expect(again.status).toBe(200);
  expect(await again.json()).toMatchObject({ id, repeated: true });
  await until('the end', async () => (await boardAt(call, id)).state === 'done');
  const board = await boardAt(call, id);
  // The calls that were cut off are unknown; all others were made, or refused by Feishu with a reason.
  expect(board.people.filter(({ outcome }) => outcome === 'pending' || outcome === 'not-called')).toEqual([]);
  expect(board.people.some(({ outcome }) => outcome === 'unknown')).toBe(true);
  const asked = practice.log.entries
    .filter(({ api }) => api === 'urgent_phone')
    .map(({ body: sent }) => JSON.stringify((sent as { user_id_list?: unknown }).user_id_list));
  expect(new Set(asked).size).toBe(asked.length);
  const messages = practice.log.entries.flatMap(({ did }) =>
    did.message && !did.message.replayed ? [did.message.to] : [],
  );
  expect(new Set(messages).size).toBe(messages.length);
});

it('that is ended in the midst of phone calls waits for their answers, and the next one calls the others', async () => {
  const practice = await aCompany({ readingSpeed: 0 });
  const { start, token } = await settled(practice);
  const to = ['李雷', '韩梅梅', '单小雨'].map((name) => personIn(practice, name).openId);
  practice.faults.add({ kind: 'delay', ms: 1_500, api: 'urgent_phone', times: null });
  const first = start();
  const body = { to, text: '机房断电', via: 'phone', paid: true };
  const made = await callerOf(await first.url(), token)('POST', '/v1/buzzes', { body });
  const { id } = (await made.json()) as Board;
  await practice.log.until((entries) => entries.some(({ api }) => api === 'urgent_phone'));
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  practice.faults.clear();

  const second = start();
  const call = callerOf(await second.url(), token);
  await until('the end', async () => (await boardAt(call, id)).state === 'done');
  const board = await boardAt(call, id);
  expect(board.people.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted']);
  const people = calledBy(practice, 'urgent_phone').map(({ openId }) => openId);
  expect(people.toSorted()).toEqual(to.toSorted());
});

it('owns its data folder alone', async () => {
  const practice = await aCompany();
  const { start } = await settled(practice);
  const first = start();
  await first.url();
  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.said.err).toContain('Another process uses');
});

it('keeps the secret out of everything that it prints and writes, and out of its environment', async () => {
  const practice = await aCompany();
  const { start, data, token } = await settled(practice);
  const relay = start();
  const call = callerOf(await relay.url(), token);
  const to = [personIn(practice, '李雷').openId];
  const made = await call('POST', '/v1/buzzes', { body: { to, text: '在吗' } });
  const { id } = (await made.json()) as Board;
  await until('the end', async () => (await boardAt(call, id)).state === 'done');
  relay.child.kill('SIGTERM');
  await relay.ended;
  expect(await filesWith(data, practice.appSecret)).toEqual([]);
  expect(await filesWith(data, token.slice(20))).toEqual([]);
  expect(relay.said.out + relay.said.err).not.toContain(practice.appSecret);
  expect(readFileSync(join(data, 'tokens.json'), 'utf8')).not.toContain(token);
});

it.each<[string, object, string]>([
  ['a key that does not exist', { port: 80 }, 'port: there is no such key'],
  ['an open port without TLS', { listen: { host: '0.0.0.0' } }, 'takes a certificate'],
])('does not start with %s, and says so', async (_, change, said) => {
  const folder = tempFolder();
  const config = join(folder, 'relay.json');
  writeFileSync(config, JSON.stringify(change));
  const relay = serve(['--config', config]);
  expect(await relay.ended).toBe(2);
  expect(relay.said.err).toContain(said);
  expect(relay.said.out).toBe('');
});

it('is opened to the network by no option of the command line either, without TLS', async () => {
  const relay = serve(['--data', join(tempFolder(), 'data'), '--host', '0.0.0.0', '--port', '0']);
  expect(await relay.ended).toBe(2);
  expect(relay.said.err).toContain('--host: to listen beyond this computer takes a certificate');
});

it('does not start without its secret, and names the workspace', async () => {
  const practice = await aCompany();
  const { config } = await settled(practice);
  const relay = serve(['--config', config]);
  expect(await relay.ended).toBe(2);
  expect(relay.said.err).toContain('No App Secret for the workspace “运维”');
});
