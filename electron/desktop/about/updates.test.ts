import { describe, expect, it, vi } from 'vitest';
import { createUpdates, type InstalledAs, type Updater, type UpdatesDeps, whyNoUpdates } from './updates';

const hour = 60 * 60 * 1000;

type Answer = Awaited<ReturnType<Updater['checkForUpdates']>>;
const newer: Answer = { updateInfo: { version: '2.0.0' }, isUpdateAvailable: true, downloadPromise: Promise.resolve() };
const same: Answer = { updateInfo: { version: '1.0.0' }, isUpdateAvailable: false };

const setUp = (change: Partial<UpdatesDeps> = {}, answer: () => Promise<Answer> = async () => same) => {
  const clock = { now: 1_000 };
  const check = vi.fn(answer);
  const updater: Updater = {
    autoDownload: false,
    autoInstallOnAppQuit: false,
    logger: console,
    checkForUpdates: check,
  };
  const load = vi.fn(async () => updater);
  const report = vi.fn();
  const deps = { never: null, wanted: () => true, busy: () => false, now: () => clock.now, load, report, ...change };
  return { updates: createUpdates(deps), clock, check, load, report, updater };
};

describe('looking for a newer version', () => {
  it('happens at start and then once a day at most, whenever the app is opened', async () => {
    const { updates, clock, check } = setUp();
    await updates.look();
    await updates.look();
    clock.now += 23 * hour;
    await updates.look();
    expect(check).toHaveBeenCalledOnce();
    clock.now += hour;
    await updates.look();
    expect(check).toHaveBeenCalledTimes(2);
    expect(updates.state()).toEqual({ kind: 'current', askedAt: clock.now });
  });

  it('asks again when the clock was set back, and not twice at once', async () => {
    const { updates, clock, check } = setUp();
    await Promise.all([updates.look(), updates.look()]);
    expect(check).toHaveBeenCalledOnce();
    clock.now -= 500;
    await updates.look();
    expect(check).toHaveBeenCalledTimes(2);
  });

  it('does not happen while people are being reached, and does afterwards', async () => {
    let busy = true;
    const { updates, load, check } = setUp({ busy: () => busy });
    await updates.look();
    expect(load).not.toHaveBeenCalled();
    busy = false;
    await updates.look();
    expect(check).toHaveBeenCalledOnce();
  });

  it('does not even load the updater where updates are impossible or unwanted', async () => {
    const never = setUp({ never: 'by-hand' });
    await never.updates.look();
    expect(never.load).not.toHaveBeenCalled();
    expect(never.updates.state()).toEqual({ kind: 'off', why: 'by-hand' });
    const unwanted = setUp({ wanted: () => false });
    await unwanted.updates.look();
    expect(unwanted.load).not.toHaveBeenCalled();
    expect(unwanted.updates.state()).toEqual({ kind: 'off', why: 'setting' });
  });

  it('downloads an update, says so, and leaves the installation to the next quit', async () => {
    const { updates, check, updater } = setUp({}, async () => newer);
    await updates.look();
    expect(updates.state()).toEqual({ kind: 'ready', version: '2.0.0' });
    expect(updater).toMatchObject({ autoDownload: true, autoInstallOnAppQuit: true, logger: null });
    await updates.look();
    expect(check).toHaveBeenCalledOnce();
  });

  it('installs nothing on a quit in the middle of a buzz, or once it was turned off', async () => {
    let busy = false;
    let wanted = true;
    const { updates, updater } = setUp({ busy: () => busy, wanted: () => wanted }, async () => newer);
    await updates.look();
    busy = true;
    updates.beforeQuit();
    expect(updater.autoInstallOnAppQuit).toBe(false);
    busy = false;
    updates.beforeQuit();
    expect(updater.autoInstallOnAppQuit).toBe(true);
    wanted = false;
    updates.beforeQuit();
    expect(updater.autoInstallOnAppQuit).toBe(false);
  });

  it('fails quietly: a line in the log, a word in About, another try the next day', async () => {
    const reason = new Error('net::ERR_INTERNET_DISCONNECTED');
    const { updates, clock, check, report } = setUp({}, () => Promise.reject(reason));
    await updates.look();
    expect(updates.state()).toEqual({ kind: 'failed', askedAt: 1_000 });
    expect(report).toHaveBeenCalledExactlyOnceWith(reason);
    clock.now += 24 * hour;
    await updates.look();
    expect(check).toHaveBeenCalledTimes(2);
  });
});

describe('which copies replace themselves', () => {
  const appImage: InstalledAs = {
    packaged: true,
    testBuild: false,
    platform: 'linux',
    env: { APPIMAGE: '/home/li/feishu-buzz.AppImage' },
    hasPlace: true,
  };
  it.each<[string, Partial<InstalledAs>, ReturnType<typeof whyNoUpdates>]>([
    ['an AppImage', {}, null],
    ['an installed app on Windows', { platform: 'win32', env: {} }, null],
    ['an app on macOS', { platform: 'darwin', env: {} }, null],
    ['sources', { packaged: false }, 'source'],
    ['a test build', { testBuild: true }, 'test-build'],
    ['a folder or a deb on Linux', { env: {} }, 'by-hand'],
    ['a portable app on Windows', { platform: 'win32', env: { PORTABLE_EXECUTABLE_DIR: 'D:\\' } }, 'by-hand'],
    ['a package that names no place', { hasPlace: false }, 'no-place'],
  ])('%s', (_what, change, why) => {
    expect(whyNoUpdates({ ...appImage, ...change })).toBe(why);
  });
});
