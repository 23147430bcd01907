import { spawnSync } from 'node:child_process';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { tempFolder } from '../../test/support/disk/temp-folder';
import { withLock } from './lock.mjs';

let folder: string;
beforeEach(async () => {
  folder = tempFolder();
});

test('processes that want the same lock take turns', async () => {
  const path = join(folder, 'lock');
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await writeFile(join(folder, 'work'), 'done');
    inside -= 1;
  };
  await Promise.all([withLock(path, work), withLock(path, work), withLock(path, work)]);
  expect(most).toBe(1);
});

test('the lock is given back when the work fails', async () => {
  const path = join(folder, 'lock');
  await expect(withLock(path, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await withLock(path, () => Promise.resolve('mine'))).toBe('mine');
});

test('the lock of a process that died is taken over', async () => {
  const path = join(folder, 'lock');
  await mkdir(path);
  const { pid } = spawnSync(process.execPath, ['--version']);
  await writeFile(join(path, 'pid'), String(pid));
  expect(await withLock(path, () => Promise.resolve('mine'))).toBe('mine');
});

test('a lock without an owner is taken over after ten seconds, not before', async () => {
  const path = join(folder, 'lock');
  const madeAgo = async (ms: number) => {
    await mkdir(path);
    const at = new Date(Date.now() - ms);
    await utimes(path, at, at);
    return at.getTime();
  };
  await madeAgo(60_000);
  expect(await withLock(path, () => Promise.resolve('mine'))).toBe('mine');
  // A younger lock may belong to an owner that is only slow.
  const made = await madeAgo(7_500);
  const takenAt = await withLock(path, () => Promise.resolve(Date.now()));
  expect(takenAt - made).toBeGreaterThanOrEqual(10_000);
});
