import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { tempFolder } from '../../../test/support/disk/temp-folder';
import { aPng } from '../../../test/support/feishu/pictures';
import { kindOf } from '../private/own-names';
import { type KeptPictures, openKeptPictures } from './kept-pictures';

let folder: string;
let now = 0;
let pictures: KeptPictures;
beforeEach(() => {
  now = 0;
  folder = join(tempFolder(), 'pictures');
  pictures = openKeptPictures({ folder, now: () => now, report: () => undefined });
});
const keep = async (width: number) => {
  const kept = await pictures.keep(aPng({ width }));
  if (!kept.ok) throw new Error('not kept');
  return kept.value;
};

it('keeps a picture for its owner alone, the same one once, under a name that is the program’s own', async () => {
  const id = await keep(5);
  expect(await keep(5)).toBe(id);
  expect(readdirSync(folder)).toEqual([id]);
  expect(statSync(join(folder, id)).mode & 0o777).toBe(0o600);
  expect(kindOf(`pictures/${id}`)).toBe('pictures');
  expect(Buffer.from((await pictures.read(id)) ?? [])).toEqual(aPng({ width: 5 }));
});

it('deletes what no one needs, later what was used just now, and nothing that is another’s', async () => {
  const [needed, old] = [await keep(5), await keep(6)];
  writeFileSync(join(folder, 'mine.png'), '');
  now += 10 * 60_000;
  const fresh = await keep(7);
  await pictures.sweep(new Set([needed]));
  expect(readdirSync(folder).sort()).toEqual(['mine.png', needed, fresh].sort());
  await pictures.sweep(new Set([needed]), true);
  expect(readdirSync(folder).sort()).toEqual(['mine.png', needed].sort());
  expect(await pictures.read(old)).toBeNull();
});

it('keeps few that no one needs, however fast they are given', async () => {
  for (let width = 1; width <= 40; width += 1) await keep(width);
  await pictures.sweep(new Set());
  expect(readdirSync(folder)).toHaveLength(20);
});
