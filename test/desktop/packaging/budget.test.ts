import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { twoLetterClasses } from '../../../build/prepare/class-names.mjs';
import { bundleSizes } from '../../bench/bundle-sizes';

const root = join(import.meta.dirname, '../../..');
const sizes = bundleSizes(root);

test.each(Object.entries(sizes))('%s keeps within its budget', (_name, { bytes, goal }) => {
  // A missing build would weigh nothing.
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(goal);
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
