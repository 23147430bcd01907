import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { until } from '../../test/support/clock/until';
import { tempFolder } from '../../test/support/disk/temp-folder';
import { aPerson } from '../../test/support/samples';
import { AppId, WorkspaceId } from '../contract/model/ids';
import type { DirectoryRecord, KeptPerson } from '../core/directory/people/directory-record';
import { type DirectoryCaches, linesOf, openDirectoryCaches } from './directory-caches';

const id = WorkspaceId.parse('ws_one');
const appId = AppId.parse('cli_a1ac71ce00000001');
const someone = (n: number): KeptPerson => aPerson(`同事${n}`, `ou_p${n}`);
const found = (...numbers: number[]): DirectoryRecord => ({ kind: 'found', people: numbers.map(someone) });

let folder: string;
let file: string;
let caches: DirectoryCaches;
const reports: string[] = [];
beforeEach(() => {
  folder = tempFolder();
  file = join(folder, 'ws_one.jsonl');
  reports.length = 0;
  caches = openDirectoryCaches({ folder, report: (what, code) => reports.push(`${what} ${code}`) });
});
afterEach(async () => {
  await caches.settled();
});

const load = async (app = appId) => {
  const records: DirectoryRecord[] = [];
  const cache = caches.open({ id, appId: app });
  await cache.load((record) => records.push(record));
  return { cache, records };
};

it('finds the workspace whose people are an app’s, apart from those in use', async () => {
  const { cache } = await load();
  cache.append(found(1));
  await caches.settled();
  writeFileSync(join(folder, 'ws_torn.jsonl'), '{"version":1,"ap');
  const other = AppId.parse('cli_0ther');
  expect(await caches.findId(appId, new Set())).toBe(id);
  expect(await caches.findId(appId, new Set([id]))).toBeNull();
  expect(await caches.findId(other, new Set())).toBeNull();
  const nowhere = openDirectoryCaches({ folder: join(folder, 'nowhere'), report: () => undefined });
  expect(await nowhere.findId(appId, new Set())).toBeNull();
});

it('hands back the records in order, from a private file', async () => {
  const { cache } = await load();
  cache.append(found(1));
  cache.append({ kind: 'started', at: 5 });
  const again = await load();
  expect(again.records).toEqual([found(1), { kind: 'started', at: 5 }]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  again.cache.append(found(2));
  expect((await load()).records).toEqual([found(1), { kind: 'started', at: 5 }, found(2)]);
});

it('replaces all records in one step, and goes on appending', async () => {
  const { cache } = await load();
  cache.append(found(1));
  cache.replace([found(2), found(3)]);
  cache.append(found(4));
  expect((await load()).records).toEqual([found(2), found(3), found(4)]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('cuts off a line that a crash tore, and goes on behind the last whole one', async () => {
  (await load()).cache.append(found(1));
  await load();
  appendFileSync(file, '{"kind":"found","people":[{"na');
  const torn = await load();
  expect(torn.records).toEqual([found(1)]);
  torn.cache.append(found(2));
  expect((await load()).records).toEqual([found(1), found(2)]);
});

it('drops everything after an invalid line', async () => {
  (await load()).cache.append(found(1));
  await load();
  appendFileSync(file, `{"kind":"rumour"}\n${JSON.stringify(found(9))}\n`);
  expect((await load()).records).toEqual([found(1)]);
  expect(readFileSync(file, 'utf8')).not.toContain('rumour');
});

it('drops the people of another app', async () => {
  (await load()).cache.append(found(1));
  const other = await load(AppId.parse('cli_a1ac71ce00000002'));
  expect(other.records).toEqual([]);
  other.cache.append(found(2));
  expect((await load()).records).toEqual([]);
});

it('says when everything is on disk', async () => {
  const { cache } = await load();
  for (let number = 0; number < 50; number += 1) cache.append(found(number));
  cache.replace([found(1), found(2)]);
  await caches.settled();
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(3);
  caches.remove(id);
  await caches.settled();
  expect(existsSync(file)).toBe(false);
});

it('is deleted with its workspace, and not restored by writes under way', async () => {
  const { cache } = await load();
  cache.append(found(1));
  caches.remove(id);
  cache.append(found(2));
  cache.replace([found(3)]);
  await until('the file is gone', () => {
    try {
      return !statSync(file);
    } catch {
      return true;
    }
  });
  expect((await load()).records).toEqual([]);
});

it('reports refused writes by their error code, and goes on', async () => {
  writeFileSync(join(folder, 'blocked'), '');
  caches = openDirectoryCaches({
    folder: join(folder, 'blocked'),
    report: (what, code) => reports.push(`${what} ${code}`),
  });
  const { cache, records } = await load();
  expect(records).toEqual([]);
  cache.append(found(1));
  await until('it is reported', () => reports.some((line) => line.startsWith('directory-append E')));
  expect(reports.join()).not.toContain(folder);
});

async function* bytes(...parts: Buffer[]) {
  yield* parts;
}

const readLines = async (...parts: Buffer[]) => {
  const lines: [string, number][] = [];
  for await (const { text, end } of linesOf(bytes(...parts))) lines.push([text, end]);
  return lines;
};

it('finds the same lines wherever the bytes are cut, within a character too', async () => {
  const all = Buffer.from('一行\n\nzwei\nrest');
  const whole = await readLines(all);
  expect(whole).toEqual([
    ['一行', 7],
    ['', 8],
    ['zwei', 13],
  ]);
  for (let at = 0; at <= all.length; at += 1)
    expect(await readLines(all.subarray(0, at), all.subarray(at))).toEqual(whole);
});
