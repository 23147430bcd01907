import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { gatherImage } from '../../../build/relay/image-files.mjs';
import type { Board } from '../../../electron/contract/model/board';
import { until } from '../../support/clock/until';
import { sharedTempFolder } from '../../support/disk/temp-folder';
import { type OwnPractice, ownPractice } from '../../support/feishu/own-practice';
import { listeningServer } from '../../support/listening-server';
import { hasPostgres, testDatabase } from '../../support/postgres/test-database';
import { image } from '../../support/relay/image';
import { callerOf, configFor } from '../../support/relay/relay-desk';
import { builtRelay, followed, type ServedRelay } from '../../support/relay/served-relay';

// What the image holds and nothing else, run by its own command, as its user, on a root that cannot be written. Stands in for
// a container engine where there is none: bubblewrap makes the same namespaces.

const isolated = [
  '--unshare-all',
  '--share-net',
  '--die-with-parent',
  '--new-session',
  '--cap-drop',
  'ALL',
  '--clearenv',
];
const system = ['usr', 'lib', 'lib64', 'bin'].flatMap((name) =>
  name === 'usr' ? ['--ro-bind', '/usr', '/usr'] : ['--symlink', `usr/${name}`, `/${name}`],
);
const canIsolate =
  process.platform === 'linux' &&
  spawnSync('bwrap', [...isolated, '--uid', '10001', ...system, '/usr/bin/true']).status === 0;

/** The address of a database by TCP, as containers reach it: a socket in the server's own folder is another user's here. */
const overTcp = async (url: URL): Promise<URL> => {
  const folder = url.searchParams.get('host');
  if (folder === null) return url;
  const { port } = await listeningServer(
    createServer((here) => {
      const there = connect(join(folder, '.s.PGSQL.5432'));
      for (const side of [here, there]) side.on('error', () => undefined);
      here.pipe(there).pipe(here);
    }),
  );
  return new URL(`postgres://${url.username}@127.0.0.1:${port}${url.pathname}`);
};

describe.runIf(canIsolate && hasPostgres())('the image', () => {
  const bundle = builtRelay();
  const database = testDatabase();
  const folder = sharedTempFolder();
  const app = join(folder, 'app');
  const { entrypoint, health, user, env } = image();
  const [uid = '', gid = ''] = user.split(':');
  beforeAll(() => gatherImage(app, bundle));

  /** A program of the image, with this configuration and these secrets. */
  const start = (program: readonly string[], files: Readonly<Record<string, string>>): ServedRelay => {
    const args = [
      ...isolated,
      ...['--uid', uid, '--gid', gid],
      ...system,
      ...['--proc', '/proc', '--dev', '/dev'],
      ...['--ro-bind', process.execPath, '/node', '--ro-bind', app, '/app'],
      ...['--tmpfs', env.FEISHU_BUZZ_RELAY_HOME ?? ''],
      ...Object.entries(files).flatMap(([path, source]) => ['--ro-bind', source, path]),
      ...['--remount-ro', '/', '--chdir', '/app'],
      ...Object.entries({ ...env, LANG: 'en_US.UTF-8' }).flatMap(([name, value]) => ['--setenv', name, value]),
      ...['--', '/node', ...program.slice(1)],
    ];
    const child = spawn('bwrap', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    return followed(child);
  };

  /** The files of a configuration for this company, as compose mounts them. */
  const filesFor = async (practice: OwnPractice): Promise<Record<string, string>> => {
    const url = await overTcp(new URL(database.url));
    const given = {
      'relay.json': JSON.stringify(
        configFor(
          { baseUrl: practice.baseUrl, appId: practice.app.appId },
          {
            listen: { port: 0 },
            ledger: 'postgres',
            database: { file: '/run/secrets/relay_database' },
            workspaces: [
              {
                ...{ id: 'ops', name: 'ops', brand: 'custom', baseUrl: practice.baseUrl, appId: practice.app.appId },
                secret: { file: '/run/secrets/feishu_ops' },
              },
            ],
          },
        ),
      ),
      relay_database: url.href,
      feishu_ops: `${practice.app.appSecret}\n`,
    };
    const places = Object.entries(given).map(([name, text]) => {
      writeFileSync(join(folder, name), text);
      return [name === 'relay.json' ? '/etc/feishu-buzz/relay.json' : `/run/secrets/${name}`, join(folder, name)];
    });
    return Object.fromEntries(places) as Record<string, string>;
  };

  it('is of a user without rights, on a root that cannot be written but for its data folder', async () => {
    const look = `
      const { writeFileSync, readFileSync } = require('node:fs');
      const write = (path) => { try { writeFileSync(path, ''); return 'written'; } catch ({ code }) { return code; } };
      const paths = ['/app/x', '/usr/x', '/x', '/etc/x', '/var/lib/feishu-buzz/x'];
      const rights = /CapEff:\\s*(\\S+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1];
      console.log(JSON.stringify([process.getuid(), rights, ...paths.map(write)]));`;
    const looking = start(['node', '-e', look], {});
    expect(await looking.ended).toBe(0);
    expect(JSON.parse(looking.said.out)).toEqual([
      Number(uid),
      '0000000000000000',
      ...['EROFS', 'EROFS', 'EROFS', expect.stringMatching(/EROFS|ENOENT/), 'written'],
    ]);
  });

  it('makes its tables, serves in two processes, is healthy and ready, and buzzes', async () => {
    const practice = await ownPractice();
    onTestFinished(() => practice.close());
    const files = await filesFor(practice);
    const migrating = start([...entrypoint, 'migrate'], files);
    expect([await migrating.ended, migrating.said.err]).toEqual([0, expect.stringContaining('up to date')]);
    const rights = ['--name', 'alarm', '--workspace', 'ops', '--rights', 'read,buzz'];
    const adding = start([...entrypoint, 'token', 'add', ...rights], files);
    expect([await adding.ended, adding.said.err]).toEqual([0, expect.stringContaining('was added')]);
    const token = adding.said.out.trim();
    const relays = [start(entrypoint, files), start(entrypoint, files)];
    const urls = await Promise.all(relays.map((each) => each.url()));
    for (const url of urls) {
      expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ ok: true });
      const checking = start([...health.slice(0, 2), (health[2] ?? '').replace('http://127.0.0.1:7490', url)], {});
      expect(await checking.ended).toBe(0);
    }
    const [one = '', two = ''] = urls;
    const body = { to: ['李雷'], text: '来自容器的演练' };
    const made = await callerOf(one, token)('POST', '/v1/buzzes', { body });
    expect(made.status).toBe(201);
    const { id } = (await made.json()) as Board;
    const board = await until('the end', async () => {
      const found = (await (await callerOf(two, token)('GET', `/v1/buzzes/${id}`)).json()) as Board;
      return found.state === 'done' ? found : null;
    });
    expect(board.people.map(({ outcome }) => outcome)).toEqual(['accepted']);
    const buzzed = (await practice.remote.calls()).flatMap(({ did }) => did.buzzed ?? []);
    expect(buzzed).toMatchObject([{ name: '李雷', channel: 'app' }]);
    for (const { child } of relays) child.kill('SIGTERM');
    await Promise.all(relays.map(({ ended }) => ended));
    const checking = start([...health.slice(0, 2), (health[2] ?? '').replace('http://127.0.0.1:7490', one)], {});
    expect(await checking.ended).toBe(1);
  }, 180_000);
});
