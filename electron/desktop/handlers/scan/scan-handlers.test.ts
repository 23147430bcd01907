import { encode } from 'uqr';
import { expect, it, vi } from 'vitest';
import { failed, ok, problem } from '../../../contract/advice/problem';
import { AppId, WorkspaceId } from '../../../contract/model/ids';
import type { ConnectByScan, ScanEnd } from '../../../core/connect-by-scan';
import { qrPath } from './qr-path';
import { scanHandlers } from './scan-handlers';

const link = 'https://open.feishu.cn/page/launcher?user_code=ABCD-EFGH';
const asker = { kind: 'connect', contentsId: 1 } as const;
const input = { brand: 'feishu', baseUrl: '', choice: null } as const;
const appId = AppId.parse('cli_abc123');
const connected: ScanEnd = ok({
  workspace: { id: WorkspaceId.parse('ws_1'), name: 'A', brand: 'feishu', baseUrl: 'https://open.feishu.cn', appId },
  bot: null,
  missing: [],
  openId: null,
});

/** The handlers over scans that a test ends. */
const scanning = () => {
  const scans: {
    watch: Parameters<ConnectByScan>[2];
    choice: Parameters<ConnectByScan>[1];
    end: (end: ScanEnd) => void;
  }[] = [];
  const done: string[] = [];
  let closed: () => void = () => undefined;
  const handlers = scanHandlers({
    connectByScan: (_, choice, watch) => new Promise((end) => scans.push({ watch, choice, end })),
    locale: () => 'en-US',
    keyringProblem: () => null,
    connectWindow: {
      close: () => {
        done.push('closed');
        closed();
      },
      whenClosed: (react) => {
        closed = react;
      },
    },
    openScanLink: (url) => void done.push(`opened ${url}`),
    copyText: (text) => void done.push(`copied ${text}`),
    popup: { showAtTray: () => void done.push('popup') },
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

it('tells what becomes of it in order, then closes the window and offers a test buzz', async () => {
  const { handlers, scans, done, start } = scanning();
  await start();
  scans[0]?.watch.onNews('unreachable');
  scans[0]?.watch.onNews('reachable');
  expect(await handlers.followScan(undefined, asker)).toEqual(ok({ kind: 'unreachable' }));
  expect(await handlers.followScan(undefined, asker)).toEqual(ok({ kind: 'reachable' }));
  const last = handlers.followScan(undefined, asker);
  scans[0]?.end(connected);
  expect(await last).toEqual(ok({ kind: 'connected' }));
  expect(done).toEqual(['closed', 'popup']);
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

it('ends a scan when its window goes, when another begins, and on demand; what was created is shown all the same', async () => {
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
  expect(done).toEqual(['popup']);
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
