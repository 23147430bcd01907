import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { twoLetterClasses } from '../../../build/prepare/class-names.mjs';
import { bundleSizes, loadedWith } from '../../bench/bundle-sizes';

const root = join(import.meta.dirname, '../../..');
const sizes = bundleSizes(root);

test.each(Object.entries(sizes))('%s keeps within its budget', (_name, { bytes, goal }) => {
  // A missing build would weigh nothing.
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(goal);
});

test('nothing of listening is loaded by any part of the start while it is off', () => {
  const main = join(root, 'dist/main');
  const sourcesOf = (chunk: string): readonly string[] => {
    const map = join(main, `${chunk}.map`);
    return existsSync(map) ? JSON.parse(readFileSync(map, 'utf8')).sources : [];
  };
  const chunks = readdirSync(main).filter((name) => name.endsWith('.js'));
  const isOf = (folder: RegExp) => (chunk: string) => sourcesOf(chunk).some((source) => folder.test(source));
  const starts = chunks.filter((chunk) => chunk === 'main.js' || isOf(/electron\/start\//)(chunk));
  const listening = /feishu\/listen\/|desktop\/listening\/(?!listening-book)/;
  // There are such chunks, and more than one part of the start.
  expect([chunks.some(isOf(listening)), starts.length > 5]).toEqual([true, true]);
  const loaded = [
    ...loadedWith(
      root,
      starts.map((chunk) => `./${chunk}`),
    ),
  ];
  expect(loaded.flatMap(sourcesOf).filter((source) => listening.test(source))).toEqual([]);
});

test('every style sheet has its rules in the one that is built', () => {
  const sources = join(root, 'renderer');
  const assets = join(root, 'dist/renderer/assets');
  const sheet = readdirSync(assets).find((name) => name.endsWith('.css')) ?? expect.fail('no style sheet');
  const built = readFileSync(join(assets, sheet), 'utf8');
  const nameOf = twoLetterClasses(sources);
  const missing = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.module.css'))
    .filter((file) => {
      const text = readFileSync(join(sources, file), 'utf8').replace(/\s*composes: [^;]*;/g, '');
      const names = [...text.matchAll(/^\.([a-zA-Z]+) \{\s*[^\s}]/gm)].map((match) => match[1] ?? '');
      return names.some((name) => !new RegExp(`\\.${nameOf(name, join(sources, file))}(?![\\w-])`).test(built));
    });
  expect(missing).toEqual([]);
});
