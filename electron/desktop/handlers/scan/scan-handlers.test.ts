import { encode } from 'uqr';
import { expect, it, vi } from 'vitest';
import { failed, ok, type Problem, problem } from '../../../contract/advice/problem';
import type { InputOf } from '../../../contract/ipc/ipc';
import { AppId, OpenId, WorkspaceId } from '../../../contract/model/ids';
import { defaultSettings } from '../../../contract/model/settings';
import type { Workspace } from '../../../contract/model/workspace';
import type { ConnectByScan, ScanEnd } from '../../../core/connect-by-scan';
import { qrPath } from './qr-path';
import { scanHandlers } from './scan-handlers';

const link = 'https://open.feishu.cn/page/launcher?user_code=ABCD-EFGH';
const asker = { kind: 'connect', contentsId: 1 } as const;
const input: InputOf<'startScan'> = { workspaceId: null, brand: 'feishu', baseUrl: '', choice: null, also: [] };
const appId = AppId.parse('cli_abc123');
const connected: ScanEnd = ok({
  workspace: { id: WorkspaceId.parse('ws_1'), name: 'A', brand: 'feishu', baseUrl: 'https://open.feishu.cn', appId },
  bot: null,
  missing: [],
  updated: false,
  company: { name: '晨星制造', personal: false },
  scanner: { name: '李雷', openId: OpenId.parse('ou_li') },
});
const news = {
  kind: 'connected',
  scanned: { workspace: { id: 'ws_1' }, updated: false, company: { personal: false } },
};

const known: Workspace = {
  id: WorkspaceId.parse('ws_known'),
  name: 'Own',
  brand: 'custom',
  baseUrl: 'https://a.example.com',
  appId,
};

/** The handlers over scans that a test ends. */
const scanning = (keyring: { problem: Problem | null } = { problem: null }) => {
  const scans: {
    wish: Parameters<ConnectByScan>[0];
    watch: Parameters<ConnectByScan>[2];
    choice: Parameters<ConnectByScan>[1];
    end: (end: ScanEnd) => void;
  }[] = [];
  const done: string[] = [];
  let window: WorkspaceId | null = null;
  let closed: () => void = () => undefined;
  const handlers = scanHandlers({
    store: {
      workspaces: () => [known],
      changeSettings: (change) => {
        done.push(`current ${change.currentWorkspaceId}`);
        return ok(defaultSettings);
      },
    },
    connectByScan: (wish, choice, watch) => new Promise((end) => scans.push({ wish, watch, choice, end })),
    locale: () => 'en-US',
    keyringProblem: () => keyring.problem,
    connectWindow: {
      close: () => {
        done.push('closed');
        window = null;
        closed();
      },
      become: (id) => {
        window = id;
      },
      workspaceId: () => window,
      whenClosed: (react) => {
        closed = react;
      },
    },
    openScanLink: (url) => void done.push(`opened ${url}`),
    copyText: (text) => void done.push(`copied ${text}`),
    popup: { showAtTray: (view) => void done.push(`popup ${JSON.stringify(view)}`) },
  });
  const begin = () => {
    const before = scans.length;
    const answer = handlers.startScan(input, asker);
    const scan = vi.waitFor(() => scans[before] ?? expect.fail('no scan has begun'));
    return { answer, scan };
  };
  const start = async () => {
    const started = begin();
    (await started.scan).watch.onLink(link, 60_000);
    return started.answer;
  };
  return { handlers, scans, done, begin, start, closeWindow: () => closed() };
};

it('gives the page a picture of the link, and opens and copies the link itself', async () => {
  const { handlers, done, start } = scanning();
  handlers.openScan(undefined, asker);
  const started = await start();
  expect(started).toMatchObject({ ok: true, value: qrPath(link) });
  expect(JSON.stringify(started)).not.toContain('ABCD');
  handlers.openScan(undefined, asker);
  handlers.copyScan(undefined, asker);
  expect(done).toEqual([`opened ${link}`, `copied ${link}`]);
});

it('tells what becomes of it in order, then offers a buzz to the person who scanned, in that workspace', async () => {
  const { handlers, scans, done, start } = scanning();
  await start();
  scans[0]?.watch.onNews('unreachable');
  scans[0]?.watch.onNews('reachable');
  expect(await handlers.followScan(undefined, asker)).toEqual(ok({ kind: 'unreachable' }));
  expect(await handlers.followScan(undefined, asker)).toEqual(ok({ kind: 'reachable' }));
  const last = handlers.followScan(undefined, asker);
  scans[0]?.end(connected);
  expect(await last).toMatchObject(ok(news));
  expect(done).toEqual([]);
  await handlers.buzzMyself(undefined, asker);
  expect(done).toEqual([
    'closed',
    'current ws_1',
    'popup {"screen":"test-buzz","person":{"name":"李雷","openId":"ou_li"}}',
  ]);
});

it('extends the app of a workspace by what main knows of it, whatever the page says', async () => {
  const { handlers, scans } = scanning();
  void handlers.startScan({ ...input, workspaceId: known.id, brand: 'lark', also: ['im:message.group_msg'] }, asker);
  const { wish } = await vi.waitFor(() => scans[0] ?? expect.fail('no scan has begun'));
  expect(wish).toMatchObject({
    appId,
    brand: 'custom',
    baseUrl: 'https://a.example.com',
    also: ['im:message.group_msg'],
  });
  const gone = await handlers.startScan({ ...input, workspaceId: WorkspaceId.parse('ws_gone') }, asker);
  expect(gone).toEqual(failed(problem('workspace-gone')));
});

it('asks for the vault at the end when there is no keyring any more, and keeps the secret for the session when no one answers', async () => {
  const keyring: { problem: Problem | null } = { problem: null };
  const { handlers, scans, start, closeWindow } = scanning(keyring);
  await start();
  expect(await scans[0]?.choice(null)).toBeNull();
  const closed = problem('keyring-closed', { store: 'KWallet' });
  keyring.problem = closed;
  const choice = scans[0]?.choice(null);
  expect(await handlers.followScan(undefined, asker)).toEqual(ok({ kind: 'keyring', problem: closed }));
  await handlers.keepScanned({ choice: 'unprotected' }, asker);
  expect(await choice).toBe('unprotected');
  const again = scans[0]?.choice(closed);
  closeWindow();
  expect(await again).toBe('session');
  expect(await scans[0]?.choice(null)).toBe('session');
});

it('tells a problem, and the app that exists all the same', async () => {
  const { handlers, scans, begin, start } = scanning();
  await start();
  scans[0]?.end({ ...failed(problem('secret-locked')), created: appId });
  const news = { kind: 'failed', problem: problem('secret-locked'), created: appId };
  expect(await handlers.followScan(undefined, asker)).toEqual(ok(news));
  const early = begin();
  (await early.scan).end({ ...failed(problem('offline')), created: null });
  expect(await early.answer).toEqual(failed(problem('offline')));
});

it('leaves a scan when its window goes, when another begins, and on demand', async () => {
  const { handlers, scans, done, start, closeWindow } = scanning();
  await start();
  closeWindow();
  await start();
  await start();
  handlers.stopScan(undefined, asker);
  expect(scans.map(({ watch }) => watch.signal.aborted)).toEqual([true, true, true]);
  expect((await handlers.followScan(undefined, asker)).ok).toBe(false);
  scans[0]?.end(connected);
  await Promise.resolve();
  await Promise.resolve();
  // A window that was opened since belongs to another wish.
  expect(done).toEqual([]);
});

it('begins nothing for a window that went meanwhile', async () => {
  const { handlers, scans, closeWindow } = scanning();
  const answer = handlers.startScan(input, asker);
  closeWindow();
  expect(await answer).toEqual(failed(problem('scan-stopped')));
  expect(scans).toEqual([]);
});

it('draws each dark module, within an edge of four', () => {
  const { size, data } = encode(link, { ecc: 'L', border: 4 });
  const drawn = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, width] of qrPath(link).path.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g))
    for (let at = Number(x); at < Number(x) + Number(width); at += 1) (drawn[Number(y)] ?? [])[at] = true;
  expect(drawn).toEqual(data);
});
