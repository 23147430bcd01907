import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askedScopes } from '../../../electron/core/doctor/needed-scopes';
import type { CommandOf } from '../../../electron/desktop/command-line/protocol/command';
import type { Practice } from '../../../electron/practice/start-practice';
import type { StoreClass } from '../../../electron/storage/stored-file';
import { until } from '../../support/clock/until';
import { type CommandDesk, openCommandDesk } from '../../support/desk/command-desk';
import { loadElectronStore } from '../../support/disk/electron-store';
import { filesWith } from '../../support/disk/find-bytes';
import { aCompany } from '../../support/feishu/a-company';

// `connect --scan` from the request of the client to its whole output, with a person who answers on practice's side.

let Store: StoreClass;
let company: Practice;
let desk: CommandDesk;

beforeAll(async () => {
  Store = await loadElectronStore();
});
beforeEach(async () => {
  const practice = await aCompany({ readingSpeed: 0 });
  company = await aCompany({ readingSpeed: 0 });
  company.answerScan({ interval: 0.01 });
  desk = openCommandDesk({ Store, practice, keyring: true });
});

const scanOf = (change: Partial<CommandOf<'scan'>> = {}): CommandOf<'scan'> => ({
  kind: 'scan',
  appId: null,
  brand: null,
  baseUrl: company.baseUrl,
  name: null,
  storeUnprotected: false,
  ...change,
});

/** Scans; the person does `answer` as soon as the link is on stderr. */
const scan = (answer: Record<string, unknown>, change: Partial<CommandOf<'scan'>> = {}, json = true) =>
  desk.run(scanOf(change), {
    json,
    onTold: (text) => {
      const link = /^http:\S+page\/launcher\?\S+$/m.exec(text)?.[0];
      if (link) company.answerScan({ ...answer, link });
    },
  });

/** The secret of the app that was created last, as only the company knows it. */
const created = () => {
  const registrations = company.log.entries.filter(({ api }) => api === 'registration');
  expect(registrations.length).toBeGreaterThan(1);
  return company.secrets().at(-1) ?? '';
};

describe('connect --scan', () => {
  test('shows link and code on stderr, connects the app, and prints one object', async () => {
    const ran = await scan({ answer: 'approve' });
    expect(ran.exit).toBe(0);
    const [workspace] = desk.program.store.workspaces();
    expect(JSON.parse(ran.stdout)).toEqual({
      workspace: 'Feishu Buzz',
      appId: workspace?.appId,
      brand: 'custom',
      missing: [],
    });
    expect(ran.stderr).toContain('/page/launcher?user_code=');
    expect(ran.stderr).toMatch(/^[█▀▄ ]{50,79}$/m);
    expect(desk.program.currentWorkspaceId()).toBe(workspace?.id);
    const doctor = JSON.parse((await desk.run({ kind: 'doctor' })).stdout);
    expect(doctor.ok).toBe(true);
  });

  test('prints the secret nowhere and keeps it in the vault alone', async () => {
    const json = await scan({ answer: 'approve' });
    const plain = await scan({ answer: 'approve' }, {}, false);
    expect([json.exit, plain.exit]).toEqual([0, 0]);
    const secret = created();
    expect(secret).toMatch(/^[0-9a-f]{32}$/);
    for (const text of [json.stdout, json.stderr, plain.stdout, plain.stderr, JSON.stringify(company.log.entries)])
      expect(text).not.toContain(secret);
    expect(await filesWith(desk.folder, secret)).toEqual([]);
    const [, second] = desk.program.workspaces().filter(({ practice }) => !practice);
    expect(second?.secret).toMatchObject({ configured: true, last4: secret.slice(-4) });
  });

  test('tells what is still missing, in words and in JSON', async () => {
    const ran = await scan({ answer: 'approve', addons: 'ignored' });
    const { missing } = JSON.parse(ran.stdout);
    expect(missing).toContain('im:message.urgent');
    expect(missing).not.toContain('im:message:send_as_bot');
    expect(ran.stderr).toContain('Not granted yet: ');
    const review = await scan({ answer: 'approve', review: true });
    expect([review.exit, JSON.parse(review.stdout).missing]).toEqual([0, askedScopes()]);
  });

  test.each([
    ['refuse', 'declined'],
    ['expire', 'expired'],
    ['fail', 'did not finish'],
  ])('ends with 1 and saves nothing when the answer is %s', async (answer, advice) => {
    const ran = await scan({ answer });
    expect(ran.exit).toBe(1);
    expect(JSON.parse(ran.stdout)).toEqual({
      problem: { code: null, message: 'Nothing was saved', advice: expect.stringContaining(advice) },
    });
    expect(desk.program.store.workspaces()).toEqual([]);
  });

  test('ends with 2 before anything is asked when an argument is wrong', async () => {
    for (const change of [{ appId: 'odd' }, { baseUrl: 'ftp://x' }]) expect((await scan({}, change)).exit).toBe(2);
    expect(company.log.entries).toEqual([]);
  });

  test('extends an app that is connected, found by its App ID alone, and keeps its workspace', async () => {
    const { appId, appSecret } = company.openApp({ scopes: ['im:message'], name: 'Ops' });
    const form = { appId, brand: null, baseUrl: company.baseUrl, name: null, storeUnprotected: false };
    await desk.run({ kind: 'connect', ...form, secret: appSecret });
    const ran = await scan({ answer: 'approve' }, { appId, baseUrl: null });
    expect(JSON.parse(ran.stdout)).toEqual({ workspace: 'Ops', appId, brand: 'custom', missing: [] });
    expect(desk.program.store.workspaces()).toHaveLength(1);
  });

  test('stops when the client goes away, and what is confirmed all the same is connected and told', async () => {
    const gone = new AbortController();
    let link: string | undefined;
    const ran = await desk.run(scanOf(), {
      onTold: (text) => {
        link ??= /^http:\S+page\/launcher\?\S+$/m.exec(text)?.[0];
        if (link) gone.abort();
      },
      signal: gone.signal,
    });
    expect(ran.exit).toBe(1);
    expect(ran.stdout).toContain('canceled');
    expect(ran.stderr).toContain('Ctrl+C ends the wait');
    expect(desk.program.store.workspaces()).toEqual([]);
    company.answerScan({ answer: 'approve', link });
    const end = await until('it is told', () => desk.left[0] ?? null);
    expect(end).toMatchObject({ ok: true, value: { workspace: { name: 'Feishu Buzz' }, scanner: { name: '李雷' } } });
    expect(desk.program.workspaces().at(-1)?.secret.configured).toBe(true);
  });

  test('changes nothing when the account of another company confirms an app that is to be extended', async () => {
    const { appId, appSecret } = company.openApp({ scopes: ['im:message'], name: 'Ops' });
    const form = { appId, brand: null, baseUrl: company.baseUrl, name: null, storeUnprotected: false };
    await desk.run({ kind: 'connect', ...form, secret: appSecret });
    const ran = await scan({ answer: 'approve', company: '别家公司' }, { appId, baseUrl: null });
    expect(ran.exit).toBe(1);
    expect(JSON.parse(ran.stdout).problem.advice).toContain(`Not ${appId} but the app cli_`);
    expect(desk.program.store.workspaces().map((each) => each.appId)).toEqual([appId]);
  });

  test('names the company, and says what a personal edition cannot do', async () => {
    const ran = await scan({ answer: 'approve', company: '李雷的个人版', personal: true });
    expect(ran.stderr).toContain('Company: 李雷的个人版');
    expect(ran.stderr).toContain('reaches no colleagues');
  });

  test('keeps the secret in memory without a keyring, and says so', async () => {
    desk = openCommandDesk({ Store, practice: company, keyring: false });
    const ran = await scan({ answer: 'approve' });
    expect(ran.exit).toBe(0);
    expect(ran.stderr).toContain('--store-unprotected');
    expect(await filesWith(desk.folder, created())).toEqual([]);
  });
});
