import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadElectronStore } from '../../test/support/disk/electron-store';
import { tempFolder } from '../../test/support/disk/temp-folder';
import { type FileShape, openStoredFile, type StoreClass } from './stored-file';

let folder = '';
let Store: StoreClass;

beforeAll(async () => {
  Store = await loadElectronStore();
});
beforeEach(() => {
  folder = tempFolder();
});

interface Pet {
  names: string[];
}

const shape: FileShape<Pet> = {
  name: 'pets',
  version: 2,
  steps: { 1: (data) => ({ names: [(data as { name: string }).name.toUpperCase()] }) },
  defaults: () => ({ names: [] }),
  read: (data) => {
    const names = (data as Partial<Pet> | null)?.names;
    if (!Array.isArray(names)) return null;
    const good = names.filter((name) => typeof name === 'string');
    return { value: { names: good }, lost: names.length - good.length };
  },
};

const now = () => Date.UTC(2026, 0, 2, 3, 4, 5, 6);
const open = () => openStoredFile(shape, { folder, Store, now });
const put = (text: string) => writeFileSync(join(folder, 'pets.json'), text);
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const aside = 'pets.damaged-2026-01-02T03-04-05-006Z.json';

describe('a stored file', () => {
  it('starts with defaults, writes nothing before the first value, and has it after a restart', () => {
    const first = open();
    expect(first.fresh).toBe(true);
    expect(first.value()).toEqual({ names: [] });
    expect(readdirSync(folder)).toEqual([]);
    expect(first.set({ names: ['旺财'] })).toEqual({ ok: true, value: undefined });
    const second = open();
    expect(second.fresh).toBe(false);
    expect(second.problem).toBeNull();
    expect(second.value()).toEqual({ names: ['旺财'] });
  });

  it('retries a refused write once, and writes nothing else', () => {
    let full = false;
    const written: unknown[] = [];
    class Filling {
      set store(value: Record<string, unknown>) {
        if (full) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
        written.push(value.data);
      }
      get store() {
        return {};
      }
    }
    const file = openStoredFile(shape, { folder, Store: Filling, now });
    expect(file.settle().ok).toBe(true);
    file.set({ names: ['旺财'] });
    full = true;
    expect(file.set({ names: ['旺财', '来福'] }).ok).toBe(false);
    expect(file.settle()).toMatchObject({ ok: false, problem: { params: { reason: 'ENOSPC' } } });
    full = false;
    expect(file.settle().ok).toBe(true);
    expect(file.settle().ok).toBe(true);
    expect(written).toEqual([{ names: ['旺财'] }, { names: ['旺财', '来福'] }]);
  });

  it('is readable by its owner only', () => {
    open().set({ names: [] });
    expect(statSync(join(folder, 'pets.json')).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['is cut off', '{"version":2,"data":{"names":["a"'],
    ['is empty', ''],
    ['is something else', '[1,2,3]'],
    ['has no version', '{"data":{"names":[]}}'],
    ['is of a newer version', '{"version":3,"data":{"names":["a"]}}'],
    ['does not fit at all', '{"version":2,"data":{"names":"a"}}'],
    ['is old and does not fit', '{"version":1,"data":{"nothing":1}}'],
  ])('is set aside, unchanged and reported, when it %s', (_how, text) => {
    put(text);
    const file = open();
    expect(file.value()).toEqual({ names: [] });
    expect(file.fresh).toBe(false);
    expect(file.problem).toMatchObject({ advice: 'settings-damaged', params: { file: aside } });
    file.set({ names: ['new'] });
    expect(read(aside)).toBe(text);
    expect(open().value()).toEqual({ names: ['new'] });
  });

  it('keeps the valid part of a damaged file, after making a copy', () => {
    const text = '{"version":2,"data":{"names":["a",7,"b"]}}';
    put(text);
    const file = open();
    expect(file.value()).toEqual({ names: ['a', 'b'] });
    expect(file.problem).toMatchObject({ advice: 'settings-salvaged', params: { count: '1', file: aside } });
    expect(read(aside)).toBe(text);
    expect(open().problem).toBeNull();
  });

  it('moves an older version on, after a copy', () => {
    const text = '{"version":1,"data":{"name":"a"}}';
    put(text);
    expect(open().value()).toEqual({ names: ['A'] });
    expect(read('pets.v1-2026-01-02T03-04-05-006Z.json')).toBe(text);
    expect(JSON.parse(read('pets.json'))).toMatchObject({ version: 2, data: { names: ['A'] } });
  });

  it('keeps a value in memory if the disk refuses it, and says why', () => {
    const full = class {
      set store(_value: Record<string, unknown>) {
        throw Object.assign(new Error('no space left on device, write /home/li/x'), { code: 'ENOSPC' });
      }
    };
    const file = openStoredFile(shape, { folder, Store: full, now });
    expect(file.set({ names: ['a'] })).toMatchObject({
      ok: false,
      problem: { advice: 'storage-failed', params: { reason: 'ENOSPC' } },
    });
    expect(file.value()).toEqual({ names: ['a'] });
  });

  it.skipIf(process.getuid?.() === 0)('does not overwrite a file that it may neither read nor move', () => {
    put('{"version":2,"data":{"names":["a"]}}');
    chmodSync(join(folder, 'pets.json'), 0o000);
    chmodSync(folder, 0o500);
    const file = open();
    chmodSync(folder, 0o700);
    expect(file.problem?.advice).toBe('storage-failed');
    expect(file.set({ names: ['b'] }).ok).toBe(false);
    chmodSync(join(folder, 'pets.json'), 0o600);
    expect(read('pets.json')).toContain('"a"');
  });
});
