import { readdir, readFile, readlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEndpoint } from '../../../electron/desktop/command-line/protocol/endpoint';
import { runBuzz } from '../../support/desktop/run-buzz';
import { tempFolder } from '../../support/disk/temp-folder';
import { aCompany } from '../../support/feishu/a-company';
import { listeningServer } from '../../support/listening-server';

// What listens on TCP is open to every user of this computer. The app is started by the command line here, since under
// Playwright it listens for its debugger.

let home: string;
beforeEach(() => {
  home = tempFolder();
});
afterEach(async () => {
  await runBuzz(['quit', '--force'], { home });
});

/** A process and all that it has started. */
const familyOf = async (pid: number): Promise<readonly number[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map<number, number>();
  for (const each of pids) {
    const stat = await readFile(`/proc/${each}/stat`, 'utf8').catch(() => '');
    parents.set(each, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const family = [pid];
  for (const one of family) for (const [child, parent] of parents) if (parent === one) family.push(child);
  return family;
};

/** Sockets of these processes by inode. */
const socketsOf = async (pids: readonly number[]): Promise<ReadonlySet<string>> => {
  const sockets = new Set<string>();
  for (const pid of pids)
    for (const fd of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(await readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')) ?? [];
      if (inode !== undefined) sockets.add(inode);
    }
  return sockets;
};

/** Ports of TCP on which these processes listen. */
const portsOf = async (pids: readonly number[]): Promise<readonly number[]> => {
  const sockets = await socketsOf(pids);
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')),
  );
  return tables
    .flatMap((table) => table.trim().split('\n').slice(1))
    .map((row) => row.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode = '']) => state === '0A' && sockets.has(inode))
    .map(([, local = '']) => Number.parseInt(local.split(':')[1] ?? '', 16));
};

const portsOfApp = async (): Promise<readonly number[]> => {
  const { pid } = readEndpoint(home) ?? expect.fail('the app does not run');
  const family = await familyOf(pid);
  expect(family.length).toBeGreaterThan(2);
  expect((await socketsOf(family)).size).toBeGreaterThan(2);
  return portsOf(family);
};

const run = async (args: readonly string[], env: Record<string, string> = {}) => {
  const ran = await runBuzz(args, { home, env });
  expect(ran.exit, ran.stderr).toBe(0);
};
const send = ['send', '--to', '韩梅梅', '--text', '没有端口'];

test('a port that a process listens on is seen here', async () => {
  const { port } = await listeningServer(createServer());
  expect(await portsOf(await familyOf(process.pid))).toContain(port);
});

test('the app listens on no port of TCP, neither before practice is used nor after', async () => {
  await run(['groups', 'list']);
  expect(await portsOfApp()).toEqual([]);
  await run(send);
  expect(await portsOfApp()).toEqual([]);
});

test('the app listens on no port of TCP with a real workspace', async () => {
  const company = await aCompany({ readingSpeed: 0 });
  const connect = ['connect', '--app-id', company.appId, '--base-url', company.baseUrl, '--name', 'Acme'];
  await run(connect, { FEISHU_BUZZ_APP_SECRET: company.appSecret });
  await run(send);
  expect(company.log.entries.filter(({ api }) => api === 'urgent_app')).toHaveLength(1);
  expect(await portsOfApp()).toEqual([]);
});
