import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startVirtualDesktop } from '../../../build/screen/virtual-desktop.mjs';
import { type Practice, startPractice } from '../../../electron/practice/start-practice';
import { launchApp } from '../../support/desktop/launch-app';
import { runBuzz } from '../../support/desktop/run-buzz';
import { sharedTempFolder } from '../../support/disk/temp-folder';

// A desktop whose name Chromium does not know, with a keyring that is open, and then closed.

const home = sharedTempFolder();
let company: Practice;
let desktop: Awaited<ReturnType<typeof startVirtualDesktop>>;
let env: Record<string, string>;

beforeAll(async () => {
  company = await startPractice({ readingSpeed: 0, appId: 'cli_k3yr1ng000000001' });
  desktop = await startVirtualDesktop();
  env = { ...desktop.env, XDG_CURRENT_DESKTOP: 'i3' };
});
afterAll(async () => {
  await desktop.stop();
  await company.close();
});

const launch = () => launchApp({ home, keyring: 'unnamed', env });
const run = promisify(execFile);
const lock = () =>
  run(
    'dbus-send',
    [
      ...['--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets'],
      ...['org.freedesktop.Secret.Service.Lock', 'array:objpath:/org/freedesktop/secrets/aliases/default'],
    ],
    { env: { ...process.env, ...env } },
  );
const send = ['send', '--to', '李雷', '--text', '主库复制中断'];

test('is found and used under i3; while it is closed that is said, and what helps', async () => {
  {
    await using _ = await launch();
    const connect = ['connect', '--app-id', company.appId, '--base-url', company.baseUrl, '--name', 'Acme', '--json'];
    const ran = await runBuzz(connect, { home, env: { FEISHU_BUZZ_APP_SECRET: company.appSecret } });
    expect(ran.exit, ran.stderr).toBe(0);
    expect(JSON.parse(ran.stdout).secret).toEqual({ backend: 'keyring' });
    expect(ran.stderr).not.toContain('keyring');
  }
  await lock();
  {
    await using _ = await launch();
    company.log.clear();
    for (const command of [send, ['doctor']]) {
      const ran = await runBuzz(command, { home });
      expect(ran.exit).not.toBe(0);
      const said = ran.stdout + ran.stderr;
      expect(said).toContain('The App Secret is in the system keyring (gnome-libsecret), which is closed');
      expect(said).toContain('quit and open the app again');
      expect(said).not.toContain('No App Secret');
    }
    expect(company.log.entries).toEqual([]);
  }
});
