import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureTestBuild } from '../../../build/package/test-build.mjs';
import { readEndpoint } from '../../../electron/desktop/command-line/protocol/endpoint';
import { until } from '../../support/clock/until';
import { ownDesktop } from '../../support/desktop/desktop-session';
import { asOtherUser, otherUser } from '../../support/desktop/other-user';
import { sharedTempFolder } from '../../support/disk/temp-folder';

// The system's sandbox around a page. The other tests may run as root, where Chromium has none. Here the packaged app runs
// as an ordinary user, without any switch that disables the sandbox.

const exec = promisify(execFile);
const isRoot = process.getuid?.() === 0;
const asPerson = isRoot ? asOtherUser : [];
const inShell = async (...command: readonly string[]) => {
  const [name = '', ...args] = [...asPerson, ...command];
  return exec(name, args);
};
const hasNamespaces = await inShell('unshare', '--user', 'true').then(
  () => true,
  () => false,
);

const folder = sharedTempFolder();
const own = join(folder, 'person');
const home = join(own, 'data');

/** Status of a process as the kernel reports it. */
const statusOf = async (pid: string) => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1]?.split(/\s+/) ?? [];
  return { seccomp: field('Seccomp')[0], noNewPrivileges: field('NoNewPrivs')[0], namespaces: field('NSpid').length };
};

const renderers = async (): Promise<readonly string[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(
    pids.map(async (pid) => [pid, await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')] as const),
  );
  return commands.flatMap(([pid, command]) =>
    command.includes(folder) && command.includes('--type=renderer') ? [pid] : [],
  );
};

describe.runIf(process.platform === 'linux' && hasNamespaces)('the app of an ordinary user', () => {
  beforeAll(async () => {
    const packaged = await ensureTestBuild(ownDesktop().electron);
    // Other users may not have access to the project's folder.
    await exec('cp', ['--archive', '--reflink=auto', packaged.folder, join(folder, 'app')]);
    await exec('chmod', ['-R', 'a+rX', join(folder, 'app')]);
    await chmod(folder, 0o755);
    await mkdir(own);
    const { env } = ownDesktop();
    // The person sits at this desktop, so they have its cookie.
    const authority = join(own, 'xauthority');
    await copyFile(env.XAUTHORITY ?? '', authority);
    if (isRoot) await exec('chown', ['-R', `${otherUser}:${otherUser}`, own]);
    const places = {
      XAUTHORITY: authority,
      HOME: own,
      XDG_RUNTIME_DIR: own,
      XDG_CONFIG_HOME: join(own, 'config'),
      XDG_CACHE_HOME: join(own, 'cache'),
    };
    const [name = '', ...args] = [...asPerson, join(folder, 'app/feishu-buzz'), '--password-store=basic'];
    spawn(name, args, { env: { ...process.env, ...env, ...places, FEISHU_BUZZ_HOME: home }, stdio: 'ignore' });
    await until('it serves commands', () => readEndpoint(home) !== null, 30_000);
  });
  afterAll(async () => {
    const pid = readEndpoint(home)?.pid;
    if (pid) process.kill(pid);
    await until('it is gone', async () => !existsSync(`/proc/${pid}`) && (await renderers()).length === 0, 20_000);
  });

  test('runs its page in namespaces of its own, with filtered system calls and no way to gain rights', async () => {
    const [pid = ''] = await until('there is a page', async () => {
      const found = await renderers();
      return found.length > 0 ? found : null;
    });
    const status = await statusOf(pid);
    expect(status).toMatchObject({ seccomp: '2', noNewPrivileges: '1' });
    expect(status.namespaces).toBeGreaterThan(1);
    const main = await statusOf(String(readEndpoint(home)?.pid));
    expect(main).toMatchObject({ seccomp: '0', namespaces: 1 });
  });
});
