import { expect, it, vi } from 'vitest';
import { failed, ok, type Problem, problem } from '../contract/advice/problem';
import type { SecretChoice } from '../contract/ipc/connect';
import { AppId, WorkspaceId } from '../contract/model/ids';
import type { Workspace } from '../contract/model/workspace';
import { type ConnectByScanDeps, createConnectByScan, type ScanEnd, type ScanWish } from './connect-by-scan';
import { scopesJson } from './doctor/check-scopes';
import { neededEvents } from './doctor/needed-events';
import type { RegisteredApp } from './feishu/registration/judge-poll';
import type { Registering } from './feishu/registration/register-app';

const appId = AppId.parse('cli_a1b2c3d4e5f60718');
const app: RegisteredApp = { appId, secret: 'canary', brand: 'feishu', openId: null };
const wish: ScanWish = { appId: null, brand: 'feishu', baseUrl: '', name: '', locale: 'en-US', also: [] };

const scanning = (
  given: {
    app?: Partial<RegisteredApp>;
    refusals?: Problem[];
    saved?: readonly Workspace[];
    choose?: (failed: Problem | null) => SecretChoice;
    /** The person confirms by `confirm`; else at once. */
    slow?: true;
  } = {},
) => {
  const asked: Registering[] = [];
  const connected: Parameters<ConnectByScanDeps['connect']['connect']>[] = [];
  const saved: Workspace[] = [...(given.saved ?? [])];
  const slept: number[] = [];
  const left: ScanEnd[] = [];
  let confirm: () => void = () => undefined;
  const refusals = [...(given.refusals ?? [])];
  const scan = createConnectByScan({
    store: { workspaces: () => saved },
    open: {
      register: async (input) => {
        asked.push(input);
        input.onLink('https://open.feishu.cn/page/launcher', 60_000);
        if (given.slow)
          await new Promise<void>((resolve, reject) => {
            confirm = resolve;
            input.signal.addEventListener('abort', () => reject(new Error('given up')));
          });
        return ok({ ...app, ...given.app });
      },
      feishu: () => failed(problem('workspace-gone')),
    },
    connect: {
      connect: async (...form) => {
        connected.push(form);
        const refusal = refusals.shift();
        if (refusal) return failed(refusal);
        const [{ workspaceId, ...rest }] = form;
        const workspace = { ...rest, id: workspaceId ?? WorkspaceId.parse('ws_new'), appId };
        await Promise.resolve();
        saved.push(workspace);
        return ok({ workspace, bot: null });
      },
    },
    clock: {
      sleep: async (ms) => {
        slept.push(ms);
      },
    },
    onLeft: (end) => left.push(end),
  });
  const run = (change: Partial<ScanWish> = {}, signal = new AbortController().signal) =>
    scan({ ...wish, ...change }, given.choose ?? (() => null), {
      onLink: () => undefined,
      onNews: () => undefined,
      signal,
    });
  return { run, asked, connected, slept, left, confirm: () => confirm() };
};

it('asks for exactly the scopes and events that the doctor asks for', async () => {
  const { run, asked } = scanning();
  await run();
  expect(asked[0]?.scopes).toEqual(JSON.parse(scopesJson()).scopes.tenant);
  expect(asked[0]?.events).toEqual(neededEvents.map(({ name }) => name));
});

it('begins on Feishu for both brands, and on a host of one’s own alone', async () => {
  const { run, asked } = scanning();
  await run();
  await run({ brand: 'lark' });
  await run({ brand: 'custom', baseUrl: 'https://feishu.example.com/' });
  const brands = { first: 'https://accounts.feishu.cn', lark: 'https://accounts.larksuite.com' };
  expect(asked.map(({ hosts }) => hosts)).toEqual([
    brands,
    brands,
    { first: 'https://feishu.example.com', lark: null },
  ]);
  expect(await run({ brand: 'custom', baseUrl: 'ftp://x' })).toMatchObject({ ok: false, created: null });
  expect(asked).toHaveLength(3);
});

it('connects to the brand of the company, which is told by the answer', async () => {
  const lark = scanning({ app: { brand: 'lark' } });
  await lark.run();
  const untold = scanning({ app: { brand: null } });
  await untold.run({ brand: 'lark' });
  const own = scanning({ app: { brand: 'lark' } });
  await own.run({ brand: 'custom', baseUrl: 'https://feishu.example.com' });
  const forms = [lark, untold, own].map(({ connected }) => connected[0]?.[0]);
  expect(forms.map((form) => form?.brand)).toEqual(['lark', 'lark', 'custom']);
  expect(forms[2]?.baseUrl).toBe('https://feishu.example.com');
});

it('updates the workspace of an app that is connected already, and keeps its name', async () => {
  const id = WorkspaceId.parse('ws_old');
  const saved: Workspace = { id, name: 'Ops', brand: 'feishu', baseUrl: 'https://open.feishu.cn', appId };
  const { run, connected } = scanning({ saved: [saved] });
  await run();
  expect(connected[0]?.[0]).toMatchObject({ workspaceId: id, name: 'Ops', appId, appSecret: 'canary' });
  // Saved whatever the bot says: the secret would be lost.
  expect(connected[0]?.[2]).toBe(true);
});

it('tries again while Feishu does not know the new app everywhere, and names it when that does not help', async () => {
  const refusal: Problem = { code: 10014, advice: 'feishu-unknown', params: {}, logId: null };
  const twice = scanning({ refusals: [refusal, refusal] });
  expect((await twice.run()).ok).toBe(true);
  expect(twice.slept).toEqual([2_000, 5_000]);
  const always = scanning({ refusals: [refusal, refusal, refusal, refusal] });
  expect(await always.run()).toEqual({ ok: false, problem: refusal, created: appId });
  const full = scanning({ refusals: [problem('secret-locked')] });
  expect(await full.run()).toMatchObject({ ok: false, created: appId });
  expect(full.slept).toEqual([]);
});

it('asks for optional scopes that were pressed, and for none that the doctor does not know', async () => {
  const { run, asked } = scanning();
  await run({ also: ['im:message.group_msg', 'drive:everything'] });
  expect(asked[0]?.scopes).toEqual([...JSON.parse(scopesJson()).scopes.tenant, 'im:message.group_msg']);
});

it('changes nothing when another app was confirmed than the one to be extended', async () => {
  const { run, connected } = scanning();
  const end = await run({ appId: AppId.parse('cli_other') });
  expect(end).toMatchObject({ ok: false, problem: { advice: 'scan-other-app' }, created: null });
  expect(connected).toEqual([]);
});

it('asks again how to keep the secret when the keyring fails at the very end', async () => {
  const closed = problem('keyring-closed', { store: 'KWallet' });
  const asked: (Problem | null)[] = [];
  const choose = (failed: Problem | null) => {
    asked.push(failed);
    return failed && 'session';
  };
  const kept = scanning({ refusals: [closed], choose });
  expect((await kept.run()).ok).toBe(true);
  expect(asked).toEqual([null, closed]);
  expect(kept.connected.map(([, choice]) => choice)).toEqual([null, 'session']);
  const noOne = scanning({ refusals: [closed, closed] });
  expect(await noOne.run()).toEqual({ ok: false, problem: closed, created: appId });
});

it('goes on when a person has left, connects what is confirmed all the same, and tells of it', async () => {
  const { run, left, connected, confirm } = scanning({ slow: true });
  const gone = new AbortController();
  const end = run({}, gone.signal);
  gone.abort();
  expect(await end).toMatchObject({ ok: false, problem: { advice: 'scan-stopped' }, created: null });
  expect(connected).toEqual([]);
  confirm();
  await vi.waitFor(() => expect(left).toMatchObject([{ ok: true, value: { workspace: { appId } } }]));
});

it('goes on with the last three that were left', async () => {
  const { run, asked } = scanning({ slow: true });
  for (let scan = 0; scan < 5; scan += 1) {
    const gone = new AbortController();
    const end = run({}, gone.signal);
    gone.abort();
    await end;
  }
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, true, false, false, false]);
});

it('lets two scans of one app find each other’s workspace', async () => {
  const { run, connected } = scanning();
  const [first, second] = await Promise.all([run(), run()]);
  expect([first, second].map((end) => end.ok && end.value.updated)).toEqual([false, true]);
  expect(connected.map(([form]) => form.workspaceId)).toEqual([null, 'ws_new']);
});
