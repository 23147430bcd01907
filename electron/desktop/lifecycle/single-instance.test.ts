import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { tempFolder } from '../../../test/support/disk/temp-folder';
import type { Claim } from '../../storage/data-owner';
import { startReason } from '../command-line/launch/start-options';
import { settleDataHome } from '../data/home';
import { writePointer } from '../data/pointer';
import { claimSingleInstance } from './single-instance';

describe('settleDataHome', () => {
  const paths = () => {
    const set = new Map<string, string>([['userData', '/default']]);
    return {
      set,
      app: {
        setPath: (name: string, path: string) => void set.set(name, path),
        setAppLogsPath: (path: string) => void set.set('logs', path),
        getPath: (name: string) => set.get(name) ?? '',
      },
    };
  };

  it('moves everything to FEISHU_BUZZ_HOME, which may be relative', () => {
    const { app, set } = paths();
    const makeFolder = vi.fn();
    const home = resolve('elsewhere');
    expect(settleDataHome(app, { FEISHU_BUZZ_HOME: 'elsewhere' }, makeFolder)).toEqual({
      home,
      base: home,
      missing: null,
      fixed: true,
    });
    expect(makeFolder).toHaveBeenCalledWith(home);
    expect([...set.values()].every((path) => path.startsWith(home))).toBe(true);
  });

  it('leaves the usual folder where it is', () => {
    const { app, set } = paths();
    expect(settleDataHome(app, {}, vi.fn())).toEqual({
      home: '/default',
      base: '/default',
      missing: null,
      fixed: false,
    });
    expect(set.has('sessionData')).toBe(false);
  });

  it('follows the note that a move left in the usual folder', () => {
    const desk = tempFolder();
    const moved = join(desk, 'moved');
    mkdirSync(moved);
    writePointer(desk, moved);
    const { app, set } = paths();
    set.set('userData', desk);
    expect(settleDataHome(app, {}, vi.fn())).toEqual({ home: moved, base: desk, missing: null, fixed: false });
    expect([...set.values()].every((path) => path.startsWith(moved))).toBe(true);
    // A folder that was named on purpose is used as it is.
    expect(settleDataHome(paths().app, { FEISHU_BUZZ_HOME: desk }, vi.fn()).home).toBe(desk);
  });
});

describe('claimSingleInstance', () => {
  /** A system whose folder answers `claim`, and whose Chromium has its lock free or not. */
  const claimed = (claim: Claim['kind'], options: { platform?: NodeJS.Platform; chromiumHasIt?: boolean } = {}) => {
    const { platform = 'linux', chromiumHasIt = false } = options;
    const onSecond = vi.fn();
    const told = new EventEmitter();
    const app = Object.assign(told, {
      requestSingleInstanceLock: vi.fn(() => !chromiumHasIt),
      releaseSingleInstanceLock: vi.fn(),
    });
    const answers: Record<Claim['kind'], Claim> = {
      owned: { kind: 'owned', owner: { renew: () => true, release: () => undefined } },
      taken: { kind: 'taken' },
      unproven: { kind: 'unproven', reason: 'ENOLCK' },
    };
    return {
      app,
      onSecond,
      instance: claimSingleInstance({ app, platform, claimData: () => answers[claim], onSecond }),
    };
  };

  it.each(['linux', 'darwin'] as const)(
    'asks the data folder alone, whatever files of Chromium say, on %s',
    (platform) => {
      for (const chromiumHasIt of [false, true]) {
        const { app, instance } = claimed('owned', { platform, chromiumHasIt });
        expect(instance).toBe('first');
        expect(claimed('taken', { platform, chromiumHasIt }).instance).toBe('second');
        expect(app.requestSingleInstanceLock).not.toHaveBeenCalled();
      }
    },
  );

  it('has Windows hand later starts over, with the right to come to the front', () => {
    const first = claimed('owned', { platform: 'win32' });
    expect(first.instance).toBe('first');
    first.app.emit('second-instance', {}, ['feishu-buzz', '--quick']);
    expect(first.onSecond).toHaveBeenCalledExactlyOnceWith(['feishu-buzz', '--quick']);
    expect(claimed('taken', { platform: 'win32', chromiumHasIt: true }).instance).toBe('told');
  });

  it('keeps nothing of Chromium’s lock where the folder’s owner does not have it', () => {
    const { app, instance } = claimed('taken', { platform: 'win32' });
    expect(instance).toBe('second');
    expect(app.releaseSingleInstanceLock).toHaveBeenCalledOnce();
    // It owns the folder, whoever else Chromium thinks runs.
    expect(claimed('owned', { platform: 'win32', chromiumHasIt: true }).instance).toBe('first');
  });

  it('takes Chromium’s lock for want of a better one where the folder has none', () => {
    expect(claimed('unproven').instance).toBe('first');
    expect(claimed('unproven', { chromiumHasIt: true }).instance).toBe('second');
    expect(claimed('unproven', { platform: 'win32', chromiumHasIt: true }).instance).toBe('told');
  });

  it('takes being opened again on macOS for a later start, unless a window is there to come forward', () => {
    const { app, onSecond } = claimed('owned', { platform: 'darwin' });
    app.emit('activate', {}, true);
    expect(onSecond).not.toHaveBeenCalled();
    app.emit('activate', {}, false);
    expect(onSecond.mock.calls.map(([argv]) => startReason(argv))).toEqual([{ kind: 'show' }]);
  });
});
