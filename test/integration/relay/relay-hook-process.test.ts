import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Board } from '../../../electron/contract/model/board';
import type { HookAnswer } from '../../../electron/contract/relay';
import type { Practice } from '../../../electron/practice/start-practice';
import { until } from '../../support/clock/until';
import { tempFolder } from '../../support/disk/temp-folder';
import { aCompany, personIn } from '../../support/feishu/a-company';
import { callerOf, configFor } from '../../support/relay/relay-desk';
import { servedRelays } from '../../support/relay/served-relay';

// Relays that are killed amid an alarm, judged by the log of practice.

/** Has the process end itself, as `kill -9` does, once at each of the moments that `KILL_AT` names: before the buzz is there, and after. */
const killed = servedRelays([
  {
    file: 'electron/relay/incidents/incidents.ts',
    from: 'const made = await make(row.buzz, storm);',
    to: `if (process.env.KILL_AT === 'before-buzz') process.kill(process.pid, 'SIGKILL');
    $&
    if (process.env.KILL_AT === 'after-buzz') process.kill(process.pid, 'SIGKILL');`,
  },
  {
    file: 'electron/relay/incidents/incidents.ts',
    from: 'await engine.stop(row.buzz);',
    to: `if (process.env.KILL_AT === 'before-stop') process.kill(process.pid, 'SIGKILL');
      $&
      if (process.env.KILL_AT === 'after-stop') process.kill(process.pid, 'SIGKILL');`,
  },
  {
    file: 'electron/relay/incidents/incidents.ts',
    from: 'await store.change(row.id, { done: true });',
    to: `if (process.env.KILL_AT === 'after-reply') process.kill(process.pid, 'SIGKILL');
      $&`,
  },
]);

const settled = async (practice: Practice) => {
  const folder = tempFolder();
  const config = join(folder, 'relay.json');
  const hook = {
    id: 'prometheus',
    kind: 'generic',
    key: '/id',
    to: [personIn(practice, '李雷').openId],
    ladder: '慢',
    reply: true,
  };
  const ladders = [{ name: '慢', steps: [{ afterMinutes: 60, channel: 'app' }] }];
  const content = configFor(practice, { listen: { port: 0 }, data: 'data', ladders, hooks: [hook] });
  writeFileSync(config, JSON.stringify(content));
  const env = { RELAY_TEST_SECRET: practice.appSecret };
  const adding = killed(['token', 'add', '--config', config, '--name', 'test', '--rights', 'read,buzz,hook']);
  expect(await adding.ended).toBe(0);
  const token = adding.said.out.trim();
  return async (at: string) => {
    const relay = killed(['--config', config], { ...env, KILL_AT: at });
    const call = callerOf(await relay.url(), token);
    const post = (status: string) =>
      call('POST', '/v1/hooks/prometheus', { body: { id: 'INC-1', title: '磁盘满了', status } });
    const tell = (status: string) => post(status).catch(() => null);
    const told = async (status: string) => ((await (await post(status)).json()) as HookAnswer).incidents[0];
    const board = async (id: string) => (await (await call('GET', `/v1/buzzes/${id}`)).json()) as Board;
    return { ...relay, tell, told, board };
  };
};

const messages = (practice: Practice) =>
  practice.log.entries.flatMap(({ did: { message } }) => (message && !message.replayed ? [message.text] : []));

it.each(['before-buzz', 'after-buzz'])(
  'makes one buzz of an alarm that is told again after a kill %s',
  async (at) => {
    const practice = await aCompany({ readingSpeed: 0 });
    const start = await settled(practice);
    const first = await start(at);
    expect(await first.tell('firing')).toBeNull();
    await first.ended;
    const second = await start('');
    const told = await second.told('firing');
    expect(told?.state).toBe(at === 'before-buzz' ? 'opened' : 'running');
    const buzz = told?.buzz ?? '';
    await until('the buzz', async () => (await second.board(buzz)).state === 'done');
    expect(await second.told('firing')).toEqual({ state: 'running', buzz });
    expect(messages(practice)).toHaveLength(1);
    expect(practice.log.entries.filter(({ api }) => api === 'urgent_app')).toHaveLength(1);
  },
  120_000,
);

it.each(['before-stop', 'after-stop', 'after-reply'])(
  'ends the ladder of an alarm that is over, with one reply, though it was killed %s and no one tells it again',
  async (at) => {
    const practice = await aCompany({ readingSpeed: 0 });
    const start = await settled(practice);
    const first = await start(at);
    const buzz = (await first.told('firing'))?.buzz ?? '';
    await until('the buzz', async () => (await first.board(buzz)).state === 'done');
    expect(await first.tell('resolved')).toBeNull();
    await first.ended;
    const second = await start('');
    await until('the end', async () => {
      const { state, notes } = await second.board(buzz);
      return state === 'stopped' && notes[0]?.messages.sent === 1;
    });
    expect(await second.board(buzz)).toMatchObject({ stoppedBy: 'alarm', ladder: { state: 'ended' } });
    expect(await second.told('resolved')).toMatchObject({ state: 'nothing' });
    expect((await second.board(buzz)).notes).toHaveLength(1);
    expect(messages(practice)).toHaveLength(2);
  },
  120_000,
);
