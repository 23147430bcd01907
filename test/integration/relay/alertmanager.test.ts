import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Board } from '../../../electron/contract/model/board';
import { readAlarms } from '../../../electron/relay/hooks/read-alarms';
import { until } from '../../support/clock/until';
import { tempFolder } from '../../support/disk/temp-folder';
import { ownPractice } from '../../support/feishu/own-practice';
import { webServer } from '../../support/listening-server';
import { hasPostgres, testDatabase } from '../../support/postgres/test-database';
import { hasAlertmanager, type PostedAlert, startAlertmanager } from '../../support/relay/alertmanager';
import { shortLadders, twiceIn } from '../../support/relay/relay-trial';
import { type ServedRelay, servedRelays } from '../../support/relay/served-relay';
import { sharedRelays } from '../../support/relay/shared-relays';

// A real Alertmanager tells two relays, which share a database, of its alarms: judged by what the practice Feishu saw.

const team = ['李雷', '韩梅梅'];
const longMs = 240_000;
const ladders = [
  {
    name: '值班',
    steps: [
      { afterMinutes: 0.1, channel: 'sms' },
      { afterMinutes: 0.6, channel: 'phone' },
      { afterMinutes: 4, channel: 'phone' },
    ],
    repeat: { times: 0, everyMinutes: 1 },
    graceMinutes: 5,
    // On a machine that does much else a question may have no answer in time.
    withoutReceipts: 'climb',
  },
  {
    name: '慢',
    steps: [{ afterMinutes: 60, channel: 'app' }],
    repeat: { times: 0, everyMinutes: 1 },
    graceMinutes: 5,
  },
];
const usual = { kind: 'alertmanager', to: team, ask: true, until: 'acknowledged', reply: true };
const hooks = [
  { ...usual, id: 'oncall', ladder: '值班', enough: 'one', paid: true },
  { ...usual, id: 'slow', ladder: '慢' },
];

describe.runIf(hasPostgres() && hasAlertmanager())('an alarm of a real Alertmanager', () => {
  const database = testDatabase();
  const serve = servedRelays([shortLadders]);

  it('buzzes its team once, climbs, outlives the relay that held it, and stops at 收到; another ends with its alarm', async () => {
    const practice = await ownPractice();
    onTestFinished(() => practice.close());
    const folder = tempFolder();
    const company = { baseUrl: practice.baseUrl, ...practice.app };
    const relays = await sharedRelays(serve, company, { url: database.url, folder, change: { ladders, hooks } });
    const env = { RELAY_TEST_SECRET: practice.app.appSecret, FEISHU_BUZZ_RELAY_DATABASE: database.url };
    const config = ['--config', join(folder, 'relay.json')];
    const adding = serve(['token', 'add', ...config, '--name', 'alertmanager', '--rights', 'hook'], env);
    expect(await adding.ended).toBe(0);
    const tokenFile = join(folder, 'token');
    writeFileSync(tokenFile, adding.said.out);
    const both = [relays.start(), relays.start()];
    const urls = await Promise.all(both.map((each) => each.url()));

    // Two Alertmanagers, as a pair that does not hear of each other, each tell both relays: four times the same alarm.
    const payloads: string[] = [];
    const capture = await webServer(async (request, response) => {
      let body = '';
      for await (const part of request) body += String(part);
      payloads.push(body);
      response.end();
    });
    const receiverOf = (hook: string) => ({ urls: urls.map((url) => `${url}/v1/hooks/${hook}`), tokenFile });
    const pair = await Promise.all(
      ['one', 'two'].map((name) => {
        const own = join(folder, name);
        mkdirSync(own);
        const oncall = receiverOf('oncall');
        return startAlertmanager(own, {
          oncall: { ...oncall, urls: [...oncall.urls, `${capture.url}/`] },
          slow: receiverOf('slow'),
        });
      }),
    );
    const post = (alert: PostedAlert) => Promise.all(pair.map((each) => each.post(alert)));
    const disk = {
      labels: { alertname: 'DiskFull', team: 'oncall', instance: 'db-1' },
      annotations: { summary: 'db-1 的磁盘只剩 3%' },
    };
    const cert = { labels: { alertname: 'CertExpires', team: 'slow' }, annotations: { summary: '证书明天到期' } };
    await post(disk);
    await post(cert);

    // The team is buzzed, in the app.
    const named = [...team, ...team].sort();
    const { remote } = practice;
    await until('both buzzes', async () => (await remote.buzzed('app')).length >= named.length, longMs);
    expect(await remote.buzzed('app')).toEqual(named);
    const living = () => relays.callerOf(both.find(({ child }) => !child.killed) ?? fail());
    const ids = async (): Promise<readonly string[]> => {
      const list = await (await (await living())('GET', '/v1/buzzes?limit=10')).json();
      return (list as { buzzes: { id: string }[] }).buzzes.map(({ id }) => id);
    };
    const known = new Map<string, string>();
    /** A board, once it is as it is waited for. A relay takes 600 requests a minute of a token, and is asked again then. */
    const board = (text: string, is: (board: Board) => boolean = () => true): Promise<Board> =>
      until(
        `the board of ${text}`,
        async () => {
          const answer = await (await living())('GET', `/v1/buzzes/${known.get(text)}`);
          if (!answer.ok) return null;
          const found = (await answer.json()) as Board;
          return is(found) ? found : null;
        },
        longMs,
      );
    for (const id of await ids()) {
      const made = (await (await (await living())('GET', `/v1/buzzes/${id}`)).json()) as Board;
      known.set(made.text.split('\n')[0] ?? '', id);
    }
    expect([...known.keys()].sort()).toEqual(['CertExpires', 'DiskFull']);
    expect((await board('DiskFull')).text).toContain('db-1 的磁盘只剩 3%');

    // It climbs; the relay that does is killed as soon as that is seen.
    const isActing = async (relay: ServedRelay) => {
      const text = await (await (await relays.callerOf(relay))('GET', '/metrics')).text();
      return /feishu_buzz_shifts_held [1-9]/.test(text);
    };
    let holder: ServedRelay | undefined;
    const isCalled = ({ ladder, people }: Board) =>
      ladder?.rungs[0]?.state === 'done' && people.every(({ outcome }) => outcome === 'accepted');
    await until(
      'the first rung',
      async () => {
        for (const relay of both) if (await isActing(relay)) holder = relay;
        const answer = await (await living())('GET', `/v1/buzzes/${known.get('DiskFull')}`);
        // Killed before it has written the answers, these calls would be unknown, and unknown ones are not climbed.
        return answer.ok && isCalled((await answer.json()) as Board);
      },
      longMs,
    );
    expect(await remote.buzzed('sms')).toEqual(team.toSorted());
    if (!holder) expect.fail('no relay has the shift');
    holder.child.kill('SIGKILL');
    await holder.ended;

    // The other one goes on.
    await until('the second rung', async () => (await remote.buzzed('phone')).length >= team.length, longMs);
    expect((await board('DiskFull')).ladder?.state).toBe('armed');
    // One of the team taps 收到, which is enough: there is no third rung.
    await remote.act({ who: '李雷', tap: 1, messageId: await messageTo('李雷', 'DiskFull') });
    // Someone looks at the board, so that Feishu is asked now; by itself the relay asks before its next rung.
    const asked = await (await living())('POST', `/v1/buzzes/${known.get('DiskFull')}/receipts`);
    expect(asked.status).toBe(200);
    const answered = await board('DiskFull', ({ ladder }) => ladder?.state === 'ended');
    expect(answered.people.filter(({ ack }) => ack !== null).map(({ name }) => name)).toEqual(['李雷']);
    expect(answered.ladder?.rungs.at(-1)?.state).not.toBe('done');
    expect(await remote.buzzed('phone')).toEqual(team.toSorted());

    // The other alarm is over: its ladder ends, and its people are told once.
    expect(await board('CertExpires')).toMatchObject({ ladder: { state: 'armed' }, stoppedBy: null });
    await post({ ...cert, endsAt: new Date(Date.now() - 1_000).toISOString() });
    const over = await board(
      'CertExpires',
      ({ stoppedBy, notes }) => stoppedBy === 'alarm' && notes.some(({ messages }) => messages.sent === messages.all),
    );
    expect(over).toMatchObject({ ladder: { state: 'ended' }, notes: [{ text: 'Resolved: CertExpires' }] });

    // Told again and again, by two, to two, one of which is dead: no message and no paid call came twice.
    expect(twiceIn(await remote.calls())).toEqual({ paid: [], messages: [] });
    expect(await remote.buzzed('app')).toEqual(named);
    expect(await ids()).toHaveLength(2);
    const alarms = payloads.map((body) => readAlarms({ kind: 'alertmanager', key: null }, JSON.parse(body), null));
    expect(alarms.length).toBeGreaterThan(2);
    expect(new Set(alarms.map((read) => (read.ok ? read.alarms[0]?.key : read.places.join())))).toEqual(
      new Set(['{}/{team="oncall"}:{alertname="DiskFull"}']),
    );
    // What Alertmanager has sent, looked at by an admin.
    const sample = join(folder, 'payload.json');
    writeFileSync(sample, payloads[0] ?? '');
    const looking = serve(['hook', 'test', sample, '--hook', 'oncall', '--json', ...config], env);
    expect([await looking.ended, looking.said.err]).toEqual([0, '']);
    const [alarm] = (JSON.parse(looking.said.out) as { files: { alarms: object[] }[] }).files[0]?.alarms ?? [];
    expect(alarm).toMatchObject({ does: 'opens', wish: { to: team, ladder: '值班', paid: true, enough: 'one' } });

    async function messageTo(who: string, text: string): Promise<string> {
      const { openId } = await remote.person(who);
      const sent = (await remote.calls('send')).flatMap(({ did: { message } }) => message ?? []);
      return sent.find((each) => each.to === openId && each.text.includes(text))?.messageId ?? fail();
    }
  }, 900_000);
});

const fail = (): never => expect.fail('it is not there');
