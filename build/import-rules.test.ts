import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { sharedTempFolder } from '../test/support/disk/temp-folder';

const root = join(import.meta.dirname, '..');
const uses = (specifier: string, name = 'thing'): string =>
  `import { ${name} } from '${specifier}';\nconsole.log(${name});\n`;

type Case = readonly [what: string, path: string, text: string];

const refused: readonly Case[] = [
  ['electron in the contract', 'electron/contract/a.ts', uses('electron', 'app')],
  ['Node in the contract', 'electron/contract/b.ts', uses('node:fs')],
  ['the core in the contract', 'electron/contract/advice/c.ts', uses('../../core/ports/clock')],
  ['electron in the core', 'electron/core/buzz/a.ts', uses('electron', 'net')],
  ['storage in the core', 'electron/core/buzz/b.ts', uses('../../storage/vault')],
  ['the desktop in the core', 'electron/core/c.ts', uses('../desktop/tray/tray')],
  ['the practice server in the core', 'electron/core/feishu/d.ts', uses('../../practice/start-practice')],
  ['the core in the practice server', 'electron/practice/server/a.ts', uses('../../core/feishu/feishu')],
  ['electron in the practice server', 'electron/practice/b.ts', uses('electron', 'net')],
  ['the practice server in storage', 'electron/storage/a.ts', uses('../practice/start-practice')],
  ['the practice server on the desktop', 'electron/desktop/a.ts', uses('../practice/start-practice')],
  ['electron in the relay', 'electron/relay/a.ts', uses('electron', 'net')],
  ['the practice server in the relay', 'electron/relay/b.ts', uses('../practice/start-practice')],
  ['the desktop in the relay', 'electron/relay/http/c.ts', uses('../../desktop/tray/tray')],
  ['the command line’s client in the relay', 'electron/relay/d.ts', uses('../desktop/command-line/client/run-client')],
  ['the relay in the core', 'electron/core/buzz/e.ts', uses('../../relay/serve')],
  ['the relay on the desktop', 'electron/desktop/e.ts', uses('../relay/serve')],
  ['raw ipcMain on the desktop', 'electron/desktop/b.ts', uses('electron', 'ipcMain')],
  ['raw ipcMain elsewhere', 'electron/main.ts', uses('electron', 'ipcMain')],
  ['raw ipcRenderer elsewhere', 'electron/a.ts', uses('electron', 'ipcRenderer')],
  ['electron in the renderer', 'renderer/app/a.ts', uses('electron', 'ipcRenderer')],
  ['Node in the renderer', 'renderer/b.ts', uses('node:path')],
  ['the core in the renderer', 'renderer/screens/c.ts', uses('../../electron/core/ports/clock')],
  ['the desktop, loaded late, in the renderer', 'renderer/d.ts', `await import('../electron/desktop/tray/tray');\n`],
];

const allowed: readonly Case[] = [
  ['the contract in the core', 'electron/core/y.ts', uses('../contract/model/draft')],
  ['the core on the desktop', 'electron/desktop/y.ts', uses('../core/ports/clock')],
  ['storage in the relay', 'electron/relay/x.ts', uses('../storage/data-owner')],
  ['what the command line says in the relay', 'electron/relay/y.ts', uses('../desktop/command-line/app/speaker')],
  ['the contract in the practice server', 'electron/practice/y.ts', uses('../contract/model/person')],
  ['the contract in the renderer', 'renderer/app/y.ts', uses('../../electron/contract/advice/problem')],
  ['ipcMain in the one host', 'electron/desktop/ipc/ipc-host.ts', uses('electron', 'ipcMain')],
  ['ipcRenderer in the preload', 'electron/preload.ts', uses('electron', 'ipcRenderer')],
  ['everything in the composition root', 'electron/start/settings.ts', uses('../practice/start-practice')],
];

const careless = `export const f = (x: any, y: string | null): string => y! + x;\n`;
const others: Record<string, string> = {
  'renderer/app/fetch.ts': `await fetch('https://example.com');\n`,
  'renderer/app/socket.ts': `new WebSocket('wss://example.com');\n`,
  'electron/core/careless.ts': careless,
  'electron/core/careless.test.ts': careless,
};

const folder = sharedTempFolder(realpathSync(tmpdir()));
let found: ReadonlyMap<string, readonly string[]>;

/** Lints these files by the project's own rules and gives the names of the broken rules by file. */
const lint = async (files: Record<string, string>): Promise<ReadonlyMap<string, readonly string[]>> => {
  const config = JSON.parse(await readFile(join(root, '.biome.json'), 'utf8'));
  await writeFile(join(folder, '.biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=github', '--max-diagnostics=none', '.'];
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (_, stdout) => resolve(stdout));
  });
  const broken = new Map<string, string[]>();
  for (const [, rule = '', path = ''] of output.matchAll(/^::\w+ title=lint\/\w+\/(\w+),file=([^,]+),/gm)) {
    const name = relative(folder, path);
    broken.set(name, [...(broken.get(name) ?? []), rule]);
  }
  return broken;
};

beforeAll(async () => {
  const cases = Object.fromEntries([...refused, ...allowed].map(([, path, text]) => [path, text]));
  found = await lint({ ...cases, ...others });
});

const rulesFor = (path: string): readonly string[] => found.get(path) ?? [];

describe('the linter refuses', () => {
  test.each(refused)('%s', (_, path) => {
    expect(rulesFor(path)).toContain('noRestrictedImports');
  });

  test('a network request in the renderer', () => {
    expect(rulesFor('renderer/app/fetch.ts')).toContain('noRestrictedGlobals');
    expect(rulesFor('renderer/app/socket.ts')).toContain('noRestrictedGlobals');
  });

  test('any, and a non-null assertion outside tests', () => {
    expect(rulesFor('electron/core/careless.ts')).toEqual(
      expect.arrayContaining(['noExplicitAny', 'noNonNullAssertion']),
    );
    expect(rulesFor('electron/core/careless.test.ts')).toEqual(['noExplicitAny']);
  });
});

describe('the linter allows', () => {
  test.each(allowed)('%s', (_, path) => {
    expect(rulesFor(path)).not.toContain('noRestrictedImports');
  });
});
