import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppId } from '../../electron/contract/ids';
import { ok } from '../../electron/contract/problem';
import { practiceId } from '../../electron/contract/workspace';
import { Directory } from '../../electron/core/directory/directory';
import { createFeishu } from '../../electron/core/feishu/create-feishu';
import { createLimiter } from '../../electron/core/feishu/limiter';
import { systemClock } from '../../electron/core/system-clock';
import { openDirectoryCaches } from '../../electron/storage/directory-caches';
import { hurriedClock } from '../support/hurried-clock';
import { type PracticeRemote, practiceAt } from '../support/practice-remote';
import { until } from '../support/until';

// The company is served by a process of its own, so that what is measured here is the directory alone.

const people = 50_000;
let server: ChildProcess;
let practice: PracticeRemote;
let credentials: { appId: string; appSecret: string };
let folder: string;

beforeAll(async () => {
  const script = join(import.meta.dirname, '../../build/practice.mjs');
  const options = ['--scale', String(people), '--speed', '0', '--app-secret', 'large'];
  server = spawn(process.execPath, [script, ...options], { stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  server.stdout?.on('data', (chunk) => {
    out += String(chunk);
  });
  const said = await until('practice is there', () => /Base URL\s+(\S+)\s+App ID\s+(\S+)/.exec(out), 60_000);
  practice = practiceAt(said[1] ?? '');
  credentials = { appId: said[2] ?? '', appSecret: 'large' };
  await practice.change({ limits: { perSecond: null, perMinute: null } });
  folder = mkdtempSync(join(tmpdir(), 'people-'));
}, 90_000);
afterAll(async () => {
  server.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 20 });
});

const open = () => {
  const { appId, appSecret } = credentials;
  const feishu = createFeishu({
    baseUrl: practice.baseUrl,
    appId,
    secret: async () => appSecret,
    fetch: (url, init) => fetch(url, init),
    paidFetch: (url, init) => fetch(url, init),
    clock: systemClock,
    limiter: createLimiter({ clock: systemClock, limits: () => [] }),
  });
  return new Directory({
    feishu: () => ok(feishu),
    clock: hurriedClock(),
    contacts: { feishu, quiet: async () => undefined },
    cache: openDirectoryCaches({ folder, report: () => undefined }).open({ id: practiceId, appId: AppId.parse(appId) }),
  });
};

/**
 * The processor time of each turn of the event loop while something runs, ms, the longest first. Processor time, because
 * other programs on a busy machine lengthen the time by the clock.
 */
const turnsOf = async (run: Promise<unknown>): Promise<number[]> => {
  const turns: number[] = [];
  let over = false;
  const end = run.finally(() => {
    over = true;
  });
  let before = process.cpuUsage();
  while (!over) {
    await turn();
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    turns.push((user + system) / 1000);
  }
  await end;
  return turns.sort((a, b) => b - a);
};

/** A frame is 16 ms; the collector of garbage may take one now and then. */
const undisturbed = (turns: readonly number[]) => {
  expect(turns.filter((ms) => ms > 16).length).toBeLessThanOrEqual(3);
  expect(turns[0]).toBeLessThan(48);
};

it('reads fifty thousand people in as many calls as there are pages, without holding anybody up', async () => {
  const directory = open();
  const turns = await turnsOf(
    directory.people().then(() => until('reading ends', () => directory.view().reading === null, 120_000)),
  );
  expect(directory.view()).toMatchObject({ problems: [], unfinished: false });
  expect(directory.known().people.length).toBeGreaterThan(people);
  const log = await practice.calls();
  const count = (api: string) => log.filter((call) => call.api === api).length;
  // 12 departments of the staff and the generated ones; a team of 64 takes two pages.
  const teams = Math.ceil(people / 64);
  const departments = 12 + teams + Math.ceil(people / 512) + Math.ceil(people / 4096);
  expect(count('department_children')).toBe(Math.ceil(departments / 50));
  expect(count('find_by_department')).toBe(departments + teams - (people % 64 > 50 || people % 64 === 0 ? 0 : 1));
  expect(count('contact_scopes')).toBe(1);
  undisturbed(turns);
}, 180_000);

it('knows them again from the disk, without a call and without holding anybody up', async () => {
  await practice.forget();
  const directory = open();
  const turns = await turnsOf(directory.ready());
  undisturbed(turns);
  expect(directory.known().people.length).toBeGreaterThan(people);
  expect(await practice.calls()).toEqual([]);
}, 60_000);
