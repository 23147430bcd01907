import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { tempFolder } from '../../test/support/disk/temp-folder';
import { dependenciesAreThere } from './dependencies.mjs';

let folder: string;
beforeEach(async () => {
  folder = tempFolder();
  await mkdir(join(folder, 'node_modules'));
});

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
