import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Board } from '../../../electron/contract/model/board';
import { WorkspaceId } from '../../../electron/contract/model/ids';
import type { HookAnswer } from '../../../electron/contract/relay';
import type { Practice } from '../../../electron/practice/start-practice';
import { until } from '../../support/clock/until';
import { aCompany, personIn } from '../../support/feishu/a-company';
import { hmacSecret, relayDesk } from '../../support/relay/relay-desk';

/** A group of alerts as Alertmanager tells it. */
const group = (name: string, status: 'firing' | 'resolved' = 'firing', change: object = {}) => ({
  version: '4',
  groupKey: `{}:{alertname="${name}"}`,
  truncatedAlerts: 0,
  status,
  receiver: 'feishu',
  groupLabels: { alertname: name },
  commonLabels: { alertname: name, severity: 'page' },
  commonAnnotations: { summary: `${name} 出事了` },
  externalURL: 'http://alertmanager:9093',
  alerts: [
    {
      status,
      labels: { alertname: name, severity: 'page' },
      annotations: { summary: `${name} 出事了` },
      startsAt: '2026-11-22T02:02:41.123Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: '',
      fingerprint: 'f',
    },
  ],
  ...change,
});

/** A relay with the hook `prometheus`, which buzzes one person over a ladder that waits for an hour. */
const served = async (change: object = {}) => {
  const practice = await aCompany({ readingSpeed: 0 });
  const to = [personIn(practice, '李雷').openId];
  const hook = { id: 'prometheus', kind: 'alertmanager', to, ladder: '慢', reply: true, foldAfter: null, ...change };
  const config = { ladders: [{ name: '慢', steps: [{ afterMinutes: 60, channel: 'app' }] }], hooks: [hook] };
  const desk = await relayDesk(practice, { config });
  const token = desk.addToken(['hook']);
  const tell = async (body: unknown, options: Parameters<typeof desk.call>[2] = {}) =>
    desk.call('POST', '/v1/hooks/prometheus', { token, body, ...options });
  const told = async (body: unknown, options: Parameters<typeof desk.call>[2] = {}) => {
    const answer = await tell(body, options);
    return { status: answer.status, ...((await answer.json()) as HookAnswer).incidents[0] };
  };
  const board = async (id: string | null | undefined) =>
    (await (await desk.call('GET', `/v1/buzzes/${id}`)).json()) as Board;
  return { ...desk, practice, config, hookToken: token, tell, told, board };
};

const texts = (practice: Practice) =>
  practice.log.entries.flatMap(({ did: { message } }) => (message && !message.replayed ? [message.text] : []));

describe('an alarm', () => {
  it('buzzes once, whoever tells it and how often, and its end stops the ladder with one quiet reply', async () => {
    const { practice, told, tell, board, program } = await served();
    const both = await Promise.all([told(group('DiskFull')), told(group('DiskFull'))]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 202]);
    expect(both.map(({ state }) => state).sort()).toEqual(['opened', 'running']);
    const [buzz] = new Set(both.map((each) => each.buzz));
    await until('the buzz', async () => (await board(buzz)).state === 'done');
    expect((await board(buzz)).text).toBe('DiskFull\nDiskFull 出事了\nhttp://alertmanager:9093/');
    expect(program.engine.armed).toHaveLength(1);

    expect(await told(group('DiskFull', 'resolved'))).toEqual({ status: 202, state: 'resolved', buzz });
    await until('the reply', async () => (await board(buzz)).state === 'stopped');
    const ended = await board(buzz);
    expect(ended).toMatchObject({ stoppedBy: 'alarm', ladder: { state: 'ended' } });
    expect(ended.notes).toMatchObject([{ text: 'Resolved: DiskFull', messages: { all: 1, sent: 1 } }]);
    expect(program.engine.armed).toEqual([]);
    expect(await told(group('DiskFull', 'resolved'))).toMatchObject({ status: 200, state: 'nothing', buzz: null });
    expect(texts(practice)).toHaveLength(2);
    expect(practice.log.entries.filter(({ api }) => api === 'urgent_app')).toHaveLength(1);

    const again = await told(group('DiskFull'));
    expect(again).toMatchObject({ status: 202, state: 'opened' });
    expect(again.buzz).not.toBe(buzz);
    expect((await tell(group('DiskFull'))).status).toBe(200);
  });

  it('names no one and calls no one beyond its hook, whatever stands in it', async () => {
    const { practice, told, board } = await served({ text: '{{title}} {{summary}}' });
    const commonAnnotations = { summary: '<at user_id="all">所有人</at> {{clipboard}} \u202e快看' };
    const { buzz } = await told(group('X', 'firing', { commonAnnotations }));
    await until('the buzz', async () => (await board(buzz)).state === 'done');
    expect((await board(buzz)).text).toBe('X 所有人 {{clipboard}} 快看');
    expect(texts(practice)[0]).not.toContain('<at');
  });

  it('of a person whom no one knows is refused with 503, and leaves no incident behind', async () => {
    const { tell, call } = await served({ to: ['没有这个人'] });
    for (let times = 0; times < 2; times += 1) {
      const refused = await tell(group('DiskFull'));
      expect(refused.status).toBe(503);
      expect(refused.headers.get('retry-after')).toBe('30');
      expect(JSON.stringify(await refused.json())).toContain('没有这个人');
    }
    const metrics = await (await call('GET', '/metrics')).text();
    expect(metrics).toContain('feishu_buzz_incidents_open 0');
    expect(metrics).toContain('feishu_buzz_incidents_total{hook="prometheus",end="printed"} 2');
  });

  it('of a storm is told under one buzz, and beyond the ceiling of its hook refused with the time to come again', async () => {
    const { tell, told, practice, board, call } = await served({ perHour: 3, foldAfter: 2 });
    const first = [await told(group('A')), await told(group('B'))];
    expect(first.map(({ state }) => state)).toEqual(['opened', 'opened']);
    const storm = await told(group('C'));
    expect((await board(storm.buzz)).text).toMatch(/^A storm of alarms: 3 within 5 minutes/);
    expect(await told(group('D'))).toEqual({ status: 202, state: 'folded', buzz: storm.buzz });
    expect(await told(group('D'))).toEqual({ status: 200, state: 'running', buzz: storm.buzz });
    await until('the messages', () => texts(practice).length === 3);
    // A person stops the storm: what comes now would need a buzz of its own.
    expect((await call('POST', `/v1/buzzes/${storm.buzz}/stop`)).status).toBe(200);
    const refused = await tell(group('E'));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3500);
    expect((await tell(group('A'))).status).toBe(200);
    expect(texts(practice)).toHaveLength(3);
  });

  it('of a storm ends its buzz with the last of its incidents', async () => {
    const { told, board } = await served({ foldAfter: 1 });
    await told(group('A'));
    const storm = await told(group('B'));
    await told(group('C'));
    await until('the buzz', async () => (await board(storm.buzz)).state === 'done');
    expect(await told(group('B', 'resolved'))).toMatchObject({ state: 'resolved', buzz: storm.buzz });
    expect(await board(storm.buzz)).toMatchObject({ stoppedBy: null, ladder: { state: 'armed' }, notes: [] });
    await told(group('C', 'resolved'));
    await until('the reply', async () => (await board(storm.buzz)).state === 'stopped');
    expect((await board(storm.buzz)).notes).toMatchObject([{ text: 'All 2 alarms are resolved' }]);
  });

  it('is in the audit with its hook, without a text', async () => {
    const { told, folder } = await served();
    await told(group('DiskFull'));
    await told(group('DiskFull', 'resolved'));
    const [name = ''] = readdirSync(folder).filter((each) => each.startsWith('audit-'));
    const audit = readFileSync(join(folder, name), 'utf8');
    const lines = audit
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { does: string; hook: string });
    expect(lines.map(({ does, hook }) => [does, hook])).toEqual([
      ['buzz', 'prometheus'],
      ['resolved', 'prometheus'],
    ]);
    expect(audit).not.toContain('DiskFull');
  });
});

describe('an alarm of another program', () => {
  it('of Grafana without a group is an incident for each of its alerts', async () => {
    const { tell } = await served({ kind: 'grafana' });
    const alert = (fingerprint: string) => ({ status: 'firing', labels: { alertname: fingerprint }, fingerprint });
    const answer = await tell({ status: 'firing', alerts: [alert('a'), alert('b')], version: '1' });
    const { incidents } = (await answer.json()) as HookAnswer;
    expect(incidents.map(({ state }) => state)).toEqual(['opened', 'opened']);
  });

  it('of any program has its key in a header, and is over when it says so', async () => {
    const { tell, told } = await served({ kind: 'generic' });
    const headers = { 'idempotency-key': 'build-42' };
    const { buzz } = await told({ title: '构建失败' }, { headers });
    expect(await told({ title: '构建失败' }, { headers })).toEqual({ status: 200, state: 'running', buzz });
    expect(await told({ status: 'resolved' }, { headers })).toEqual({ status: 202, state: 'resolved', buzz });
    expect((await tell({ title: '构建失败' })).status).toBe(400);
  });
});

describe('a hook', () => {
  it('is for tokens with its right in its workspace, and is not told of to others', async () => {
    const { tell, addToken, practice, call } = await served();
    const status = async (token: string | null) => (await tell(group('X'), { token })).status;
    expect(await status(null)).toBe(401);
    expect(await status(addToken(['read', 'buzz', 'paid', 'admin']))).toBe(403);
    expect(await status(addToken(['hook'], { hooks: ['grafana'] }))).toBe(404);
    expect(await status(addToken([], { grants: { [WorkspaceId.parse('ws_dev')]: ['hook'] } }))).toBe(404);
    expect((await call('POST', '/v1/hooks/none', { token: addToken(['hook']), body: group('X') })).status).toBe(404);
    expect(practice.log.entries.filter(({ api }) => api === 'send')).toEqual([]);
    expect(await status(addToken(['hook'], { hooks: ['prometheus'] }))).toBe(202);
  });

  it('lets a token with its right alone see no board', async () => {
    const { told, call, hookToken } = await served();
    const { buzz } = await told(group('X'));
    expect((await call('GET', `/v1/buzzes/${buzz}`, { token: hookToken })).status).toBe(404);
    expect((await call('GET', '/v1/buzzes', { token: hookToken })).status).toBe(403);
  });

  it('keeps to the ceilings of its token', async () => {
    const { tell, addToken } = await served();
    const token = addToken(['hook'], { buzzesPerHour: 1 });
    expect((await tell(group('A'), { token })).status).toBe(202);
    expect((await tell(group('B'), { token })).status).toBe(429);
    expect((await tell(group('A'), { token })).status).toBe(200);
  });

  it('with a secret takes what was signed with it, and nothing else', async () => {
    const { tell, practice } = await served({ hmac: { secret: { env: 'RELAY_TEST_HMAC' } } });
    const body = JSON.stringify(group('X'));
    const time = String(Math.floor(Date.now() / 1000));
    const signed = (secret: string, timestamp = time) => ({
      'x-feishu-buzz-timestamp': timestamp,
      'x-feishu-buzz-signature': createHmac('sha256', secret).update(`${timestamp}:${body}`).digest('hex'),
    });
    for (const headers of [{}, signed('other'), signed(hmacSecret, String(Number(time) - 400))]) {
      expect((await tell(body, { headers })).status).toBe(401);
    }
    expect(practice.log.entries.filter(({ api }) => api === 'send')).toEqual([]);
    expect((await tell(body, { headers: signed(hmacSecret) })).status).toBe(202);
  });

  it.each<[string, unknown, number, string]>([
    ['no JSON', '{', 400, '.'],
    ['another version', group('X', 'firing', { version: '3' }), 400, 'version'],
    ['no group', group('X', 'firing', { groupKey: '' }), 400, 'groupKey'],
    ['more than it takes', 'x'.repeat(1_000_001), 413, '1 MB'],
  ])('refuses %s by its places, and makes nothing of it', async (_, body, status, said) => {
    const { tell, practice } = await served();
    const refused = await tell(body);
    expect(refused.status).toBe(status);
    expect(JSON.stringify(await refused.json())).toContain(said);
    expect(practice.log.entries.filter(({ api }) => api === 'send')).toEqual([]);
  });
});

describe('a wish that names its incident', () => {
  it('is one buzz for all who name it, also where an alarm has made it', async () => {
    const { call, practice, told } = await served({ kind: 'generic' });
    const to = [personIn(practice, '韩梅梅').openId];
    const wish = (text: string, incident: string, headers: Record<string, string> = {}) =>
      call('POST', '/v1/buzzes', { body: { to, text, incident }, headers });
    const both = await Promise.all([wish('我来报', 'INC-1'), wish('我也来报', 'INC-1', { 'idempotency-key': 'k' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 201]);
    const [one, two] = await Promise.all(
      both.map(async (answer) => (await answer.json()) as Board & { repeated: boolean }),
    );
    expect(one?.id).toBe(two?.id);
    expect([one?.repeated, two?.repeated].sort()).toEqual([false, true]);
    expect((await wish('另一件', 'INC-2')).status).toBe(201);
    const { buzz } = await told({ title: '告警' }, { headers: { 'idempotency-key': 'INC-3' } });
    expect(await (await wish('我来报', 'INC-3')).json()).toMatchObject({ id: buzz, repeated: true });
  });
});
