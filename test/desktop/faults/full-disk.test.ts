import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEndpoint } from '../../../electron/desktop/command-line/protocol/endpoint';
import { until } from '../../support/clock/until';
import { launchShown } from '../../support/desktop/launch-app';
import { openPackaged, type PackagedApp } from '../../support/desktop/packaged-app';
import { tempFolder } from '../../support/disk/temp-folder';
import { sharedCompany } from '../../support/feishu/a-company';
import { compose, says } from '../../support/pages/screens';

// The disk fills up under the running app. This needs a small disk in memory, which only root may mount; elsewhere the tests
// of the storage must be enough.

const exec = promisify(execFile);
let app: PackagedApp | null = null;
let mounted = false;

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

describe.runIf(isRoot)('a full disk', () => {
  const company = sharedCompany({ readingSpeed: 0 });
  beforeAll(async () => {
    app = await openPackaged();
    await mkdir(app.home, { recursive: true });
    mounted = await mountSmallDisk(app.home, 8);
  });
  afterAll(async () => {
    await app?.run(['quit', '--force']);
    if (mounted && app) await exec('umount', ['--lazy', app.home]);
    await app?.close();
  });

  test('stops a buzz that cannot be recorded before anything leaves, says so, and loses nothing', async (context) => {
    if (!mounted || !app) return context.skip();
    const { home, run, start } = app;
    start('--hidden');
    await until('it serves commands', () => readEndpoint(home) !== null, 20_000);
    const connect = ['connect', '--app-id', company.appId, '--base-url', company.baseUrl, '--name', 'Acme'];
    expect((await run(connect, { env: { FEISHU_BUZZ_APP_SECRET: company.appSecret } })).exit).toBe(0);
    const send = (text: string, ...more: readonly string[]) =>
      run(['send', '--to', '李雷', '--text', text, ...more, '--json']);
    const before = await send('while there is room');
    expect(before.exit, before.stderr).toBe(0);
    const groups = await readFile(join(home, 'groups.json'), 'utf8');
    company.log.clear();

    await fill(join(home, 'filler'));
    const full = await send('no room');
    expect(full.stderr).toContain('Cannot write to disk');
    expect(full.exit).toBe(2);
    const paid = await send('no room', '--via', 'phone', '--yes');
    expect(paid.exit).toBe(2);
    const file = join(home, '..', 'more.json');
    await writeFile(file, JSON.stringify({ version: 1, groups: [{ name: 'More', members: [{ name: '李雷' }] }] }));
    expect((await run(['groups', 'import', file])).stderr).toContain('Cannot write to disk');
    const left = company.log.entries.filter(({ api }) => api === 'send' || api?.startsWith('urgent'));
    expect(left).toEqual([]);

    await rm(join(home, 'filler'));
    expect(await readFile(join(home, 'groups.json'), 'utf8')).toBe(groups);
    const after = await send('room again');
    expect(after.exit, after.stderr).toBe(0);
    const listed = JSON.parse((await run(['list', '--json'])).stdout);
    expect(JSON.stringify(listed)).toContain('while there is room');
    expect(JSON.stringify(listed)).toContain('room again');
    expect(JSON.stringify(listed)).not.toContain('no room');
  });
});

describe.runIf(isRoot)('a draft on a full disk', () => {
  test('stays on the disk as it was and in the window as it is, and is written when there is room again', async (context) => {
    const home = tempFolder();
    if (!(await mountSmallDisk(home, 48))) return context.skip();
    const onDisk = async () => await readFile(join(home, 'drafts.json'), 'utf8').catch(() => '');
    try {
      {
        await using buzz = await launchShown({ home });
        const { favorite, message } = compose(buzz.page);
        await favorite('值班组').click();
        await message.fill('还有空间时写的');
        await until('it is on the disk', async () => (await onDisk()).includes('还有空间时写的'));
        await fill(join(home, 'filler'));
        await message.fill('磁盘满了以后写的');
        // Main has the draft although it cannot write it, so a reloaded page shows it.
        await until('main has it', () =>
          buzz.page.evaluate(async () => {
            const startup = await window.buzz.getStartup();
            return startup.ok && startup.value.draft.text === '磁盘满了以后写的';
          }),
        );
        expect(await onDisk()).toContain('还有空间时写的');
        expect(() => JSON.parse(readFileSync(join(home, 'drafts.json'), 'utf8'))).not.toThrow();
        await rm(join(home, 'filler'));
      }
      expect(await onDisk()).toContain('磁盘满了以后写的');
      await using again = await launchShown({ home });
      const { message, chosen } = compose(again.page);
      await says(chosen, '值班组');
      expect(await message.inputValue()).toBe('磁盘满了以后写的');
    } finally {
      await exec('umount', ['--lazy', home]);
    }
  });
});

/** False where mounting is not allowed: a container's root may lack the right. */
const mountSmallDisk = (folder: string, megabytes: number): Promise<boolean> =>
  exec('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).then(
    () => true,
    () => false,
  );

/** Writes until no further block fits. */
const fill = async (path: string): Promise<void> => {
  const file = await open(path, 'w');
  for (let size = 1 << 20; size >= 1; size = size >> 1) {
    const block = Buffer.alloc(size);
    // Writes each size as often as it fits.
    while (
      await file.write(block).then(
        ({ bytesWritten }) => bytesWritten === size,
        () => false,
      )
    );
  }
  await file.close();
};
