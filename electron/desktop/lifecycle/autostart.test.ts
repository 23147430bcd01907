import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { tempFolder } from '../../../test/support/disk/temp-folder';
import { type AutostartDeps, autostartCommand, createAutostart, desktopEntry } from './autostart';

let config: string;
beforeEach(() => {
  config = tempFolder();
});

const app = (isPackaged: boolean, openAtLogin = false) => ({
  isPackaged,
  getAppPath: () => '/src/feishu buzz',
  getLoginItemSettings: vi.fn(() => ({ openAtLogin })),
  setLoginItemSettings: vi.fn(),
});
const autostart = (change: Partial<AutostartDeps> = {}) =>
  createAutostart({
    app: app(true),
    platform: 'linux',
    env: { XDG_CONFIG_HOME: config },
    executable: '/opt/Feishu Buzz/feishu-buzz',
    ...change,
  });
const entry = () => readFileSync(join(config, 'autostart/feishu-buzz.desktop'), 'utf8');
const exec = () => /^Exec=(.*)$/m.exec(entry())?.[1];

describe('on Linux', () => {
  it('is a file that is written and taken away', () => {
    const subject = autostart();
    expect(subject.state()).toEqual({ kind: 'off' });
    expect(subject.set(true)).toEqual({ ok: true, value: { kind: 'on' } });
    expect(exec()).toBe('"/opt/Feishu Buzz/feishu-buzz" "--hidden"');
    expect(subject.set(false)).toEqual({ ok: true, value: { kind: 'off' } });
    expect(subject.set(false)).toEqual({ ok: true, value: { kind: 'off' } });
  });

  it('is off when the desktop’s own settings switched it off, and on again by a click here', () => {
    const subject = autostart();
    subject.set(true);
    writeFileSync(join(config, 'autostart/feishu-buzz.desktop'), `${entry()}Hidden=true\n`);
    expect(subject.state()).toEqual({ kind: 'off' });
    subject.set(true);
    expect(subject.state()).toEqual({ kind: 'on' });
  });

  it('starts the AppImage, not the place where it is mounted this time', () => {
    autostart({ env: { XDG_CONFIG_HOME: config, APPIMAGE: '/home/me/Feishu.AppImage' } }).set(true);
    expect(exec()).toBe('"/home/me/Feishu.AppImage" "--hidden"');
  });

  it('keeps the data folder in which it was switched on, and starts from the sources without a package', () => {
    autostart({ app: app(false), env: { XDG_CONFIG_HOME: config, FEISHU_BUZZ_HOME: '/data' } }).set(true);
    expect(exec()).toBe('"env" "FEISHU_BUZZ_HOME=/data" "/opt/Feishu Buzz/feishu-buzz" "/src/feishu buzz" "--hidden"');
  });

  it('follows an AppImage that was renamed or moved, silently', () => {
    const before = join(config, 'feishu-buzz-1.0.0.AppImage');
    writeFileSync(before, '');
    const from = (APPIMAGE: string) => autostart({ env: { XDG_CONFIG_HOME: config, APPIMAGE } });
    from(before).set(true);
    rmSync(before);
    const now = from('/home/me/100% "new"/$HOME/feishu\\buzz.AppImage');
    now.follow();
    expect(autostartCommand(entry())).toEqual(['/home/me/100% "new"/$HOME/feishu\\buzz.AppImage', '--hidden']);
    expect(now.state()).toEqual({ kind: 'on' });
  });

  it.each([
    ['is still there', {}, `"${process.execPath}" "--hidden"`],
    ['was for other data', {}, '"env" "FEISHU_BUZZ_HOME=/other" "/gone/feishu-buzz" "--hidden"'],
    ['was written by somebody else', {}, 'sh -c /gone/feishu-buzz'],
    ['is asked about by the sources', { app: app(false) }, '"/gone/feishu-buzz" "--hidden"'],
    ['was switched off', {}, '"/gone/feishu-buzz" "--hidden"\nHidden=true'],
  ])('leaves the entry of another program alone: one that would start %s', (_why, change, command) => {
    const subject = autostart(change);
    subject.set(true);
    writeFileSync(join(config, 'autostart/feishu-buzz.desktop'), `[Desktop Entry]\nExec=${command}\n`);
    subject.follow();
    expect(entry()).toBe(`[Desktop Entry]\nExec=${command}\n`);
  });

  it('stays off when it is off', () => {
    autostart().follow();
    expect(autostart().state()).toEqual({ kind: 'off' });
  });

  it('says when the file cannot be written', () => {
    writeFileSync(join(config, 'file'), '');
    expect(autostart({ env: { XDG_CONFIG_HOME: join(config, 'file') } }).set(true)).toMatchObject({
      ok: false,
      problem: { advice: 'storage-failed' },
    });
  });

  it('quotes characters that mean something to a shell or the desktop', () => {
    expect(desktopEntry(['/a "b"', '$HOME', '100%', 'c\\d'])).toContain(
      'Exec="/a \\\\"b\\\\"" "\\\\$HOME" "100%%" "c\\\\\\\\d"',
    );
  });
});

describe.each(['darwin', 'win32'] as const)('on %s', (platform) => {
  it('is the system’s own list', () => {
    const host = app(true, true);
    const subject = autostart({ app: host, platform });
    expect(subject.state()).toEqual({ kind: 'on' });
    subject.set(false);
    expect(host.setLoginItemSettings).toHaveBeenCalledExactlyOnceWith({ openAtLogin: false, args: ['--hidden'] });
  });

  it('cannot be had from the sources, which is said', () => {
    const subject = autostart({ app: app(false), platform });
    expect(subject.state()).toMatchObject({ kind: 'unavailable', problem: { advice: 'autostart-unpackaged' } });
    expect(subject.set(true)).toMatchObject({ ok: false });
  });
});

it('starts the portable program that was clicked, not the one it unpacked', () => {
  const host = app(true);
  autostart({ app: host, platform: 'win32', env: { PORTABLE_EXECUTABLE_FILE: 'D:\\buzz.exe' } }).set(true);
  expect(host.setLoginItemSettings).toHaveBeenCalledExactlyOnceWith({
    openAtLogin: true,
    args: ['--hidden'],
    path: 'D:\\buzz.exe',
  });
});
