import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { familyOf, portsOf, portsOfApp } from '../../support/desktop/ports';
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
  expect(await portsOfApp(home)).toEqual([]);
  await run(send);
  expect(await portsOfApp(home)).toEqual([]);
});

test('the app listens on no port of TCP with a real workspace', async () => {
  const company = await aCompany({ readingSpeed: 0 });
  const connect = ['connect', '--app-id', company.appId, '--base-url', company.baseUrl, '--name', 'Acme'];
  await run(connect, { FEISHU_BUZZ_APP_SECRET: company.appSecret });
  await run(send);
  expect(company.log.entries.filter(({ api }) => api === 'urgent_app')).toHaveLength(1);
  expect(await portsOfApp(home)).toEqual([]);
});
