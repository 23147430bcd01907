import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';

const prefix = 'feishu-buzz-';
const create = (): string => mkdtempSync(join(tmpdir(), prefix));
// A program that is ending may still write into it for a moment (100, 200, … ms between the attempts).
const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 10 });

/**
 * Makes an empty folder for the running test, called in its body or in a `beforeEach`. It is removed after the test and
 * its `afterEach`, which may still close what lies in it.
 */
export const tempFolder = (): string => {
  const folder = create();
  onTestFinished(() => remove(folder));
  return folder;
};

/**
 * Names a folder for the tests of a file or of a `describe`, called at its top. It is there and empty when the next
 * `beforeAll` runs, and is removed after the last `afterAll`.
 */
export const sharedTempFolder = (base = tmpdir()): string => {
  const folder = join(base, prefix + randomBytes(4).toString('hex'));
  beforeAll(() => void mkdirSync(folder, { mode: 0o700 }));
  afterAll(() => remove(folder));
  return folder;
};

/** Makes an empty folder for what ends by itself, not with a test: a program, an app. Its owner removes it. */
export const removableFolder = (): { path: string; remove(): void } => {
  const path = create();
  return { path, remove: () => remove(path) };
};
