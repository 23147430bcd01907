import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { sharedTempFolder } from '../test/support/disk/temp-folder';
import { executable } from './prepare/electron.mjs';
import { root } from './script/places.mjs';
import { run } from './script/run.mjs';

const folder = sharedTempFolder();
beforeAll(() => {
  const electron = join(folder, executable);
  mkdirSync(dirname(electron), { recursive: true });
  writeFileSync(electron, '');
  chmodSync(electron, 0o755);
});

const dist = (...args: string[]) => {
  const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: folder };
  return run(process.execPath, [join(root, 'build/dist.mjs'), ...args], { cwd: root, env });
};

test('an Electron that is not the pinned one is not packaged for people', async () => {
  const shipped = join(root, 'release/ship');
  const before = existsSync(shipped);
  for (const version of ['', 'v1.2.3']) {
    writeFileSync(join(folder, 'version'), version);
    const { code, output } = await dist();
    expect(code).toBe(1);
    expect(output).toContain('is not the one to ship');
    expect(output).toContain('Nothing was made');
  }
  expect(existsSync(shipped)).toBe(before);
});

test('an unknown word is refused with the usage', async () => {
  for (const args of [['--testbuild'], ['--only'], ['--only', 'snap'], ['AppImage']]) {
    const { code, output } = await dist(...args);
    expect(code, args.join(' ')).toBe(2);
    expect(output).toContain('npm run dist -- [--test-build] [--only <target>]');
  }
});
