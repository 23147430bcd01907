import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageApp } from '../../../build/package/package-app.mjs';
import { runtimeOf } from '../../../build/package/runtime.mjs';
import { readEndpoint } from '../../../electron/desktop/command-line/protocol/endpoint';
import { until } from '../../support/clock/until';
import { ownDesktop } from '../../support/desktop/desktop-session';
import { processesOf } from '../../support/desktop/run-buzz';
import { sharedTempFolder } from '../../support/disk/temp-folder';
import { sharedWebServer } from '../../support/listening-server';

// A packaged app with an update server, which is one of the test, started as from its AppImage: it checks, downloads, and
// replaces itself when it quits.

const newer = Buffer.from('the bytes of a newer AppImage');
const sha512 = createHash('sha512').update(newer).digest('base64');
const latest = `version: 99.0.0
files:
  - url: newer.AppImage
    sha512: ${sha512}
    size: ${newer.length}
path: newer.AppImage
sha512: ${sha512}
releaseDate: '2026-11-22T00:00:00.000Z'
`;

const folder = sharedTempFolder();
let asked: string[] = [];
const server = sharedWebServer((request, response) => {
  asked.push(new URL(request.url ?? '/', 'http://x').pathname);
  response.end(request.url?.startsWith('/latest-linux.yml') ? latest : newer);
});

beforeAll(async () => {
  process.env.FEISHU_BUZZ_UPDATE_URL = server.url;
  const runtime = await runtimeOf(ownDesktop().electron);
  await packageApp({ runtime, targets: ['dir'], output: join(folder, 'made'), testBuild: false });
});
afterAll(() => {
  delete process.env.FEISHU_BUZZ_UPDATE_URL;
});

/** Starts the app as from an AppImage, waits until `ready`, and quits it. */
const live = async (
  name: string,
  settings: Readonly<Record<string, unknown>>,
  ready: (home: string) => Promise<unknown>,
) => {
  const { env, sandboxArgs, keyringArgs } = ownDesktop();
  const own = await mkdtemp(join(folder, name));
  const home = join(own, 'data');
  const image = join(own, 'old.AppImage');
  await writeFile(image, 'the old one');
  const command = join(folder, 'made/linux-unpacked/feishu-buzz');
  const places = { HOME: own, XDG_CONFIG_HOME: join(own, 'config'), XDG_CACHE_HOME: join(own, 'cache') };
  const all = { ...process.env, ...env, ...places, FEISHU_BUZZ_HOME: home, APPIMAGE: image, APPDIR: dirname(command) };
  const run = (...args: string[]) =>
    spawn(command, [...sandboxArgs, ...keyringArgs, ...args], { env: all, stdio: 'ignore' });
  await mkdir(home);
  await writeFile(join(home, 'settings.json'), JSON.stringify({ version: 1, data: { settings, workspaces: [] } }));
  run('--hidden');
  try {
    await until('it serves commands', () => readEndpoint(home) !== null, 20_000);
    await ready(own);
  } finally {
    run('quit', '--force');
    await until('it is gone', async () => (await processesOf(home)).length === 0, 20_000);
  }
  return image;
};

describe('a newer version', () => {
  test('is downloaded at start and installed on quit', async () => {
    asked = [];
    const image = await live('wanted-', {}, (own) =>
      until('it is here', () =>
        readFile(join(own, 'cache/feishu-buzz-updater/pending/update-info.json')).catch(() => null),
      ),
    );
    expect(asked).toEqual(['/latest-linux.yml', '/newer.AppImage']);
    await until('the newer one is in its place', async () => (await readFile(image)).equals(newer));
  });

  test('is not looked for when the person has turned updates off', async () => {
    asked = [];
    const image = await live('unwanted-', { checkUpdates: false }, (own) =>
      // The app would have asked before it reports that it serves, and got the answer while it quits.
      until('it has started', async () =>
        (await readFile(join(own, 'data/logs/main.log'), 'utf8').catch(() => '')).includes('started'),
      ),
    );
    expect(asked).toEqual([]);
    expect(await readFile(image, 'utf8')).toBe('the old one');
  });
});
