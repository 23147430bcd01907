import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dependenciesAreThere } from './dependencies.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'feishu-buzz-deps-'));
  await mkdir(join(folder, 'node_modules'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const wanted = {
  '': {},
  'node_modules/react': { version: '19.0.0' },
  'node_modules/for-another-system': { version: '1.0.0', optional: true },
};
const write = (name: string, packages: object) => writeFile(join(folder, name), JSON.stringify({ packages }));

test('a folder without node_modules needs installing', async () => {
  await write('package-lock.json', wanted);
  expect(await dependenciesAreThere(folder)).toBe(false);
});

test('the packages of the lockfile are enough, without optional ones for other systems', async () => {
  await write('package-lock.json', wanted);
  await write('node_modules/.package-lock.json', { 'node_modules/react': { version: '19.0.0' } });
  expect(await dependenciesAreThere(folder)).toBe(true);
});

test('another version, or a missing package, needs installing', async () => {
  await write('package-lock.json', wanted);
  await write('node_modules/.package-lock.json', { 'node_modules/react': { version: '18.0.0' } });
  expect(await dependenciesAreThere(folder)).toBe(false);
  await write('node_modules/.package-lock.json', {});
  expect(await dependenciesAreThere(folder)).toBe(false);
});
