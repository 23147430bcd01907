import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { tempFolder } from '../../../test/support/disk/temp-folder';
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
  const first = () => {
    const onSecond = vi.fn();
    const told = new EventEmitter();
    expect(claimSingleInstance(Object.assign(told, { requestSingleInstanceLock: () => true }), onSecond)).toBe(true);
    return { onSecond, told };
  };

  it('hears of later starts when it is the first', () => {
    const { onSecond, told } = first();
    told.emit('second-instance', {}, ['feishu-buzz', '--quick']);
    expect(onSecond).toHaveBeenCalledExactlyOnceWith(['feishu-buzz', '--quick']);
  });

  it('takes being opened again on macOS for a later start, unless a window is there to come forward', () => {
    const { onSecond, told } = first();
    told.emit('activate', {}, true);
    expect(onSecond).not.toHaveBeenCalled();
    told.emit('activate', {}, false);
    expect(onSecond.mock.calls.map(([argv]) => startReason(argv))).toEqual([{ kind: 'show' }]);
  });

  it('gives way when it is not', () => {
    const on = vi.fn();
    expect(claimSingleInstance({ requestSingleInstanceLock: () => false, on }, vi.fn())).toBe(false);
    expect(on).not.toHaveBeenCalled();
  });
});
