import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { TestSpecification, Vitest } from 'vitest/node';
import { LongFirst } from './long-first.mjs';
import { root } from './places.mjs';

const file = (path: string) => {
  const name = path.split('/')[1];
  const sequence = { groupOrder: name === 'desktop' ? 2 : 1 };
  return { moduleId: join(root, path), project: { name, config: { sequence } } } as TestSpecification;
};

it('begins the longest files first, however short they are to read, and every one that it names is there', async () => {
  const known = { getFileTestResults: () => undefined, getFileStats: () => undefined };
  const sequencer = new LongFirst({ cache: known, config: { root } } as unknown as Vitest);
  const [long, short, before] = [
    'test/desktop/screens/overflow.test.ts',
    'test/desktop/buzz/groups-files.test.ts',
    'test/integration/relay/relay-http.test.ts',
  ];
  const sorted = await sequencer.sort([short, long, before].map(file));
  expect(sorted.map(({ moduleId }) => moduleId)).toEqual([before, long, short].map((path) => join(root, path)));
  const named = readFileSync(join(root, 'build/script/long-first.mjs'), 'utf8').match(/test\/[\w/-]+\.test\.ts/g) ?? [];
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
