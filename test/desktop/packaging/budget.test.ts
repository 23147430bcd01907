import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundleSizes } from '../../bench/bundle-sizes';

const sizes = bundleSizes(join(import.meta.dirname, '../../..'));

test.each(Object.entries(sizes))('%s keeps within its budget', (_name, { bytes, goal }) => {
  // A missing build would weigh nothing.
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(goal);
});
