import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LadderId } from '../../../electron/contract/model/ids';
import type { Ladder } from '../../../electron/contract/model/ladder';
import { readEndpoint } from '../../../electron/desktop/command-line/protocol/endpoint';
import { type Practice, startPractice } from '../../../electron/practice/start-practice';
import { findOwner } from '../../../electron/storage/data-owner';
import { until } from '../../support/clock/until';
import { ownDesktop } from '../../support/desktop/desktop-session';
import { isPopupShown, type LaunchedApp, launchApp } from '../../support/desktop/launch-app';
import { sleepFor, withClock } from '../../support/desktop/moved-clock';
import { runBuzz } from '../../support/desktop/run-buzz';
import { tempFolder } from '../../support/disk/temp-folder';

// Two programs that own one data folder would send each SMS twice, at a company's expense.

/** An SMS to those who have not read after a minute, the shortest time there is. */
const sms: Ladder = {
  id: LadderId.parse('ldr_sms'),
  name: 'SMS',
  steps: [{ afterMinutes: 1, channel: 'sms' }],
  repeat: { times: 0, everyMinutes: 10 },
  graceMinutes: 10,
  withoutReceipts: 'climb',
  until: 'read',
  enough: 'everyone',
  inTurn: null,
  climbs: 'here',
};

/** Time after which the SMS is due (ms). */
const later = 65_000;

let home: string;
let company: Practice;
const running: ChildProcess[] = [];

beforeEach(async () => {
  home = tempFolder();
  company = await startPractice({ readingSpeed: 0 });
});
afterEach(async () => {
  await runBuzz(['quit', '--force'], { home });
  await Promise.all(running.splice(0).map((each) => end(each)));
  await company.close();
});

const isAlive = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;

const end = async (child: ChildProcess): Promise<void> => {
  if (!isAlive(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
};

/** Starts the app as a click on its icon does. */
const start = (...args: string[]): ChildProcess => startIn(home, ...args);

/** The clock of these apps is past the time of the SMS, so that each would send one if it owned the ladder. */
const startIn = (folder: string, ...args: string[]): ChildProcess => {
  const { electron, sandboxArgs, keyringArgs, env } = ownDesktop();
  const clock = withClock(later);
  const before = [...sandboxArgs, ...keyringArgs, ...clock.switches, join(import.meta.dirname, '../../..')];
  const child = spawn(electron, [...before, ...args], {
    env: { ...process.env, ...env, ...clock.env, FEISHU_BUZZ_HOME: folder },
    stdio: 'ignore',
  });
  running.push(child);
  return child;
};

const alive = () => running.filter(isAlive);
const serving = () => until('an app serves commands', () => readEndpoint(home));

/** An app with an armed ladder whose SMS is due in a minute. */
const armed = async (): Promise<LaunchedApp> => {
  const buzz = await launchApp({ home, ...withClock() });
  const connect = ['connect', '--app-id', company.appId, '--base-url', company.baseUrl, '--name', 'Acme'];
  const connected = await runBuzz(connect, { home, env: { FEISHU_BUZZ_APP_SECRET: company.appSecret } });
  expect(connected.exit, connected.stderr).toBe(0);
  const changed = await buzz.page.evaluate((ladder) => window.buzz.changeSettings({ ladders: [ladder] }), sms);
  expect(changed.ok).toBe(true);
  const sent = await runBuzz(['send', '--to', '李雷', '--text', '主库宕机', '--ladder', 'SMS', '--yes'], { home });
  expect(sent.exit, sent.stderr).toBe(0);
  return buzz;
};

const smsArrived = () => company.log.entries.filter((call) => call.api === 'urgent_sms').length;

test('one SMS goes out, whatever lock files were removed, replaced or left over, and however often the app is started', async () => {
  await using buzz = await armed();
  const first = buzz.app.process().pid;
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
    await rm(join(home, name), { force: true });
  await symlink('another-host-1', join(home, 'SingletonLock'));
  await symlink('/tmp/gone/SingletonSocket', join(home, 'SingletonSocket'));
  await rm(join(home, 'owner.lock'));
  await rm(join(home, 'command-line.json'));
  await rm(readEndpoint(home)?.socket ?? join(home, 'command-line/app.sock'), { force: true });
  for (let times = 0; times < 3; times += 1) start();
  await until('the starts have ended', () => alive().length === 0);
  expect(running.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
  expect(findOwner(home)).toMatchObject({ kind: 'owned', pid: first });
  await until('the first one shows its window to the person', () => isPopupShown(buzz));
  expect(smsArrived()).toBe(0);
  await sleepFor(buzz, later);
  await until('the SMS is there', () => smsArrived() > 0);
  expect((await runBuzz(['list'], { home })).exit).toBe(0);
  expect(smsArrived()).toBe(1);
  expect(readEndpoint(home)?.pid).toBe(first);
});

test('a copy of the data folder neither drives the original nor climbs its ladder a second time', async () => {
  await using buzz = await armed();
  const copy = join(tempFolder(), 'copy');
  await cp(home, copy, { recursive: true, filter: (path) => !path.endsWith('.sock') });
  expect((await runBuzz(['quit', '--force'], { home: copy })).stderr).toContain('not running');
  startIn(copy, '--hidden');
  const { pid } = await until('the copy’s app serves commands', () => readEndpoint(copy));
  expect(pid).not.toBe(buzz.app.process().pid);
  const shown = await runBuzz(['list', '--json'], { home: copy });
  expect(JSON.parse(shown.stdout).buzzes).toMatchObject([{ state: 'stopped' }]);
  expect(smsArrived()).toBe(0);
  await sleepFor(buzz, later);
  await until('the SMS is there', () => smsArrived() > 0);
  expect((await runBuzz(['quit', '--force'], { home: copy })).exit).toBe(0);
  expect(findOwner(home)).toMatchObject({ kind: 'owned', pid: buzz.app.process().pid });
  expect(smsArrived()).toBe(1);
});

test('an app that was killed leaves the folder to the next one, which climbs its ladder once', async () => {
  const buzz = await armed();
  const gone = once(buzz.app.process(), 'exit');
  buzz.app.process().kill('SIGKILL');
  await gone;
  expect(findOwner(home)).toEqual({ kind: 'none' });
  for (let times = 0; times < 3; times += 1) start('--hidden');
  await until('one is left', () => alive().length === 1);
  const { pid } = await serving();
  expect(pid).toBe(alive()[0]?.pid);
  await until('the SMS is there', () => smsArrived() > 0);
  expect((await runBuzz(['quit', '--force'], { home })).exit).toBe(0);
  await until('none is left', () => alive().length === 0);
  expect(smsArrived()).toBe(1);
});

test('of apps that start in the same moment one stays, and quit leaves none', async () => {
  for (let round = 0; round < 3; round += 1) {
    for (let times = 0; times < 3; times += 1) start();
    await serving();
    await until('one is left', () => alive().length === 1);
    expect(findOwner(home)).toMatchObject({ kind: 'owned', pid: alive()[0]?.pid });
    expect((await runBuzz(['quit', '--force'], { home })).exit).toBe(0);
    await until('none is left', () => alive().length === 0);
  }
});

test('the app hears commands again when its socket was removed, and a command of that moment starts no second one', async () => {
  await using buzz = await launchApp({ home });
  const { socket } = await serving();
  for (let round = 0; round < 3; round += 1) {
    await rm(socket);
    const [listed, opened] = await Promise.all([runBuzz(['list'], { home }), runBuzz(['open'], { home })]);
    expect([listed.exit, opened.exit]).toEqual([0, 0]);
  }
  expect(findOwner(home)).toMatchObject({ kind: 'owned', pid: buzz.app.process().pid });
  await rm(socket);
  const gone = once(buzz.app.process(), 'exit');
  expect((await runBuzz(['quit'], { home })).exit).toBe(0);
  await gone;
  expect(findOwner(home)).toEqual({ kind: 'none' });
});
