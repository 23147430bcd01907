import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandNames } from '../electron/desktop/command-line/parse-command';
import { linkScheme } from '../electron/desktop/command-line/read-link';
import { desktopName, productName } from '../package.json';
import { updateSource } from './package-app.mjs';

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');

test('the launcher knows every command by its first word, and takes nothing else for one', () => {
  const listed = /^ {4}(send [^)]+)\)$/m.exec(read('launcher/feishu-buzz.sh'))?.[1]?.split(' | ') ?? [];
  expect(new Set(listed)).toEqual(commandNames);
});

describe.runIf(process.platform === 'linux')('the launcher', () => {
  let folder: string;
  /** A stand-in for the binary that tells its arguments, and for a person who is not root. */
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'launcher-'));
    copyFileSync(join(import.meta.dirname, 'launcher/feishu-buzz.sh'), join(folder, 'feishu-buzz'));
    writeFileSync(join(folder, 'feishu-buzz-app'), '#!/bin/sh\nfor each in "$@"; do echo "$each"; done\nexit 7\n');
    writeFileSync(join(folder, 'id'), '#!/bin/sh\necho 1000\n');
    for (const name of ['feishu-buzz', 'feishu-buzz-app', 'id']) chmodSync(join(folder, name), 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const launch = (args: readonly string[], env: Record<string, string> = { DISPLAY: ':1' }) => {
    const PATH = `${folder}:${process.env.PATH}`;
    const { status, stdout, stderr } = spawnSync(join(folder, 'feishu-buzz'), args, {
      env: { PATH, ...env },
      encoding: 'utf8',
    });
    return { status, args: stdout.split('\n').slice(0, -1), stderr };
  };
  const headless = ['--ozone-platform=headless', '--disable-gpu', '--log-level=3'];

  test('hands every word over as it is, and the exit code back', () => {
    const words = ['send', '--to', '值班 组', '--text', 'a  b\t"c" $HOME *'];
    expect(launch(words)).toEqual({ status: 7, args: [...headless, ...words], stderr: '' });
  });

  test('takes a command for one behind switches of the runtime, and a link or a plain start for none', () => {
    expect(launch(['--no-sandbox', 'list'], {}).args).toEqual([...headless, '--no-sandbox', 'list']);
    expect(launch(['feishu-buzz://compose?text=list']).args).toEqual(['feishu-buzz://compose?text=list']);
    expect(launch(['--hidden']).args).toEqual(['--hidden']);
    expect(launch([]).args).toEqual([]);
  });

  test('does not run without a sandbox because an AppImage found none', () => {
    const refused = launch(['--no-sandbox', 'list'], { APPIMAGE: '/x.AppImage', DISPLAY: ':1' });
    expect(refused).toMatchObject({ status: 1, args: [] });
    expect(refused.stderr).toContain('does not run without one');
    expect(launch(['list'], { APPIMAGE: '/x.AppImage' }).status).toBe(7);
  });
});

test('the desktop finds the entry of a window: by the name of its file on Wayland, by its class on X11', () => {
  const config = read('electron-builder.yml');
  const [, executable] = /executableName: (.+)/.exec(config) ?? [];
  expect(desktopName).toBe(`${executable}.desktop`);
  expect(config).toContain(`StartupWMClass: ${productName}\n`);
  expect(config).toContain(`schemes: [${linkScheme}]`);
});

describe('where updates come from', () => {
  test('is nowhere on a machine that does not say', () => {
    expect(updateSource({})).toBeNull();
    expect(updateSource({ GITHUB_REPOSITORY: 'nonsense' })).toBeNull();
  });

  test('is the repository that builds it, or an address of one’s own', () => {
    expect(updateSource({ GITHUB_REPOSITORY: 'acme/buzz' })).toEqual({
      provider: 'github',
      owner: 'acme',
      repo: 'buzz',
    });
    const url = 'https://example.com/updates';
    expect(updateSource({ GITHUB_REPOSITORY: 'acme/buzz', FEISHU_BUZZ_UPDATE_URL: url })).toEqual({
      provider: 'generic',
      url,
    });
  });
});
