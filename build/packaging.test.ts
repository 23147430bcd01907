import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { commandNames } from '../electron/desktop/command-line/client/arguments/command-names';
import { linkScheme } from '../electron/desktop/command-line/launch/read-link';
import { knownSwitches } from '../electron/desktop/security/known-switches';
import { desktopName, productName } from '../package.json';
import { sharedTempFolder, tempFolder } from '../test/support/disk/temp-folder';
import { updateSource } from './package/package-app.mjs';

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');

/** Packages of electron-builder itself. */
const builders = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'));
const config = <T>(): T => builders('js-yaml').load(read('electron-builder.yml'));

interface Step {
  name?: string;
  run?: string;
  uses?: string;
  env?: Readonly<Record<string, string>>;
}
interface Workflow {
  permissions: unknown;
  jobs: Readonly<
    Record<
      'test' | 'package' | 'image' | 'publish-image' | 'publish',
      {
        if?: string;
        environment?: string;
        needs: string | readonly string[];
        permissions?: unknown;
        steps: readonly Step[];
      }
    >
  >;
}
const workflowText = readFileSync(join(import.meta.dirname, '../.github/workflows/release.yml'), 'utf8');
const workflow = builders('js-yaml').load(workflowText) as Workflow;

describe('the workflow of a release', () => {
  const { jobs } = workflow;

  test('names each action by a commit, since a tag can be moved to another, and says which version that is', () => {
    const used = workflowText.match(/uses: .*/g) ?? [];
    expect(used.length).toBeGreaterThan(6);
    for (const each of used) expect(each).toMatch(/^uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('signs on machines on which no test and no script of a package has run', () => {
    const withSecrets = Object.entries(jobs).filter(([, job]) => JSON.stringify(job).includes('secrets.'));
    expect(withSecrets.map(([name]) => name)).toEqual(['package']);
    expect(jobs.package.environment).toBe('release');
    const runs = jobs.package.steps.flatMap(({ run }) => run ?? []);
    expect(runs.filter((run) => /npm (ci|install|test)/.test(run))).toEqual(['npm ci --ignore-scripts']);
    // What another job could have left in npm's cache is not taken either.
    expect(JSON.stringify(jobs.package)).not.toContain('cache');
  });

  test('leaves no right to write with the jobs that build', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const building = [jobs.test, jobs.package, jobs.image];
    for (const job of building) expect(job.permissions).toBeUndefined();
    const checkouts = building.flatMap(({ steps }) => steps.filter(({ uses }) => uses?.includes('/checkout@')));
    expect(checkouts).toMatchObject(building.map(() => ({ with: { 'persist-credentials': false } })));
  });
});

describe('the image of a relay', () => {
  const { image, 'publish-image': publishing } = workflow.jobs;

  test('is built by its Dockerfile and runs once as it is meant to, with no right to push it', () => {
    const runs = image.steps.flatMap(({ run }) => run ?? []).join('\n');
    expect(runs).toContain('docker build --file build/relay/Dockerfile');
    for (const wanted of ['--read-only', '--cap-drop ALL', 'no-new-privileges']) expect(runs).toContain(wanted);
    expect(runs).not.toContain('docker push');
  });

  test('is pushed for a tag alone, after the packages, by a job that builds nothing', () => {
    expect(publishing).toMatchObject({
      if: "github.ref_type == 'tag'",
      needs: ['image', 'package'],
      environment: 'release',
      permissions: { packages: 'write' },
    });
    expect(JSON.stringify(publishing)).not.toMatch(/checkout|npm|docker build/);
  });
});

test('the launcher knows exactly the commands, by their first word', () => {
  const listed = /^ {2}(send [^)]+)\)$/m.exec(read('launcher/feishu-buzz.sh'))?.[1]?.split(' | ') ?? [];
  expect(new Set(listed)).toEqual(commandNames);
});

test('the launcher lets through exactly the switches that the app honors', () => {
  const listed = /case \$word in\n([^)]+)\)/.exec(read('launcher/feishu-buzz.sh'))?.[1]?.match(/[a-z][a-z-]+/g) ?? [];
  expect(listed).toEqual(knownSwitches);
});

test('the launcher of Windows puts `--` before what it is given', () => {
  expect(read('launcher/feishu-buzz.cmd')).toContain('"%~dp0Feishu Buzz.exe" -- %*');
});

describe.runIf(process.platform === 'linux')('the launcher', () => {
  const folder = sharedTempFolder();
  /** A stand-in for the binary that prints its arguments, and for `id`, so that the person is not root. */
  beforeAll(() => {
    copyFileSync(join(import.meta.dirname, 'launcher/feishu-buzz.sh'), join(folder, 'feishu-buzz'));
    writeFileSync(join(folder, 'feishu-buzz-app'), '#!/bin/sh\nfor each in "$@"; do echo "$each"; done\nexit 7\n');
    writeFileSync(join(folder, 'id'), '#!/bin/sh\necho 1000\n');
    for (const name of ['feishu-buzz', 'feishu-buzz-app', 'id']) chmodSync(join(folder, name), 0o755);
  });
  const launch = (args: readonly string[], env: Record<string, string> = { DISPLAY: ':1' }) => {
    const PATH = `${folder}:${process.env.PATH}`;
    const { status, stdout, stderr } = spawnSync(join(folder, 'feishu-buzz'), args, {
      env: { PATH, ...env },
      encoding: 'utf8',
    });
    return { status, args: stdout.split('\n').slice(0, -1), stderr };
  };
  const headless = ['--ozone-platform=headless', '--disable-gpu', '--log-level=3'];

  test('hands every word over as it is, and the exit code back', () => {
    const words = ['send', '--to', '值班 组', '--text', 'a  b\t"c" $HOME *', ''];
    expect(launch(words)).toEqual({ status: 7, args: [...headless, '--', ...words], stderr: '' });
  });

  test.each(['--type=gpu-process', '--log-net-log=/tmp/x', '--no-sandbox', '-remote-debugging-port=1', '--'])(
    'takes the text %s for text, not for a switch of Chromium',
    (text) => {
      const words = ['send', '--to', text, '--text', text];
      expect(launch(words).args).toEqual([...headless, '--', ...words]);
    },
  );

  test('recognizes a command behind switches of the runtime, but not a link or a plain start', () => {
    expect(launch(['--no-sandbox', 'list'], {}).args).toEqual([...headless, '--no-sandbox', '--', 'list']);
    expect(launch(['--lang=zh-CN', '--quick'], {}).args).toEqual([...headless, '--lang=zh-CN', '--', '--quick']);
    expect(launch(['feishu-buzz://compose?text=list']).args).toEqual(['--', 'feishu-buzz://compose?text=list']);
    expect(launch(['--hidden']).args).toEqual(['--', '--hidden']);
    expect(launch(['--no-sandbox']).args).toEqual(['--no-sandbox']);
    expect(launch([]).args).toEqual([]);
  });

  test('refuses to run without a sandbox when an AppImage found none', () => {
    const mounted = { APPIMAGE: '/x.AppImage', APPDIR: folder, DISPLAY: ':1' };
    const refused = launch(['--no-sandbox', 'list'], mounted);
    expect(refused).toMatchObject({ status: 1, args: [] });
    expect(refused.stderr).toContain('does not run without one');
    expect(launch(['list'], mounted).status).toBe(7);
    // Started from a terminal that is an AppImage itself.
    expect(launch(['--no-sandbox', 'list'], { ...mounted, APPDIR: '/tmp/.mount_terminal' }).status).toBe(7);
  });
});

test('the desktop finds the entry of a window: by the name of its file on Wayland, by its class on X11', () => {
  const config = read('electron-builder.yml');
  const [, executable] = /executableName: (.+)/.exec(config) ?? [];
  expect(desktopName).toBe(`${executable}.desktop`);
  expect(config).toContain(`StartupWMClass: ${productName}\n`);
  expect(config).toContain(`schemes: [${linkScheme}]`);
});

describe('the AppImage', () => {
  const { appImage } = config<{ appImage: { artifactName: string; executableArgs: readonly string[] } }>();

  test('is started by its menu entry with a sandbox', async () => {
    const { default: Target } = builders('app-builder-lib/out/targets/appimage/AppImageTarget.js');
    const packager = { platformSpecificBuildOptions: {}, config: { appImage }, appInfo: { buildVersion: '1' } };
    const exec = (options: object) =>
      new Target('', { ...packager, config: options }, { computeDesktopEntry: (_: unknown, exec: string) => exec }, '')
        .desktopEntry.value;
    expect(await exec({ appImage })).toBe('AppRun %U');
    // Without our setting the entry has an argument that the launcher refuses.
    expect(await exec({})).toBe('AppRun --no-sandbox %U');
  });

  test('keeps its name with every update, so that menus and the login find it', () => {
    expect(appImage.artifactName).toMatch(/^feishu-buzz-\$\{arch\}\.AppImage$/);
  });
});

describe.runIf(process.platform !== 'win32')('the certificates of a release', () => {
  const { jobs } = workflow;
  const step = jobs.package.steps.find(({ name }) => name === 'What packages are signed with');
  const everything = {
    APPLE_LINK: 'apple link\nin two lines',
    APPLE_PASSWORD: 'apple password',
    NOTARY_KEY: 'notary key',
    NOTARY_ID: 'notary id',
    NOTARY_ISSUER: 'notary issuer',
    WINDOWS_LINK: 'windows link',
    WINDOWS_PASSWORD: 'windows password',
  };
  /** Runs the step as GitHub does on that system, and gives the variables that later steps get. */
  const run = (os: 'macOS' | 'Windows', secrets: Readonly<Record<string, string>>) => {
    const folder = tempFolder();
    const file = join(folder, 'env');
    writeFileSync(file, '');
    const none = Object.fromEntries(Object.keys(everything).map((name) => [name, '']));
    const env = { PATH: process.env.PATH, ...none, ...secrets, RUNNER_OS: os, RUNNER_TEMP: folder, GITHUB_ENV: file };
    const { status, stderr } = spawnSync(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? 'exit 1'],
      { env, encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const written = readFileSync(file, 'utf8').replaceAll(folder, '<temp>');
    const kept = Object.fromEntries(
      [...written.matchAll(/^(\w+)<<(\w+)\n([\s\S]*?)\n\2$/gm)].map(([, name, , value]) => [name, value]),
    );
    return { kept, key: existsSync(join(folder, 'notarize.p8')) };
  };

  test('are left out without secrets, since an empty one would be looked for in a file', () => {
    expect(run('macOS', {})).toEqual({ kept: {}, key: false });
    expect(run('Windows', {})).toEqual({ kept: {}, key: false });
  });

  test('are those of the system, never of the other one', () => {
    expect(run('macOS', everything)).toEqual({
      kept: {
        CSC_LINK: 'apple link\nin two lines',
        CSC_KEY_PASSWORD: 'apple password',
        APPLE_API_KEY: '<temp>/notarize.p8',
        APPLE_API_KEY_ID: 'notary id',
        APPLE_API_ISSUER: 'notary issuer',
      },
      key: true,
    });
    expect(run('Windows', everything)).toEqual({
      kept: { CSC_LINK: 'windows link', CSC_KEY_PASSWORD: 'windows password' },
      key: false,
    });
  });

  test('reach that step alone, and only on their own system', () => {
    const others = jobs.package.steps.filter((each) => each !== step);
    expect(others.filter((each) => JSON.stringify(each).includes('secrets.'))).toEqual([]);
    for (const [name, value] of Object.entries(step?.env ?? {}))
      expect(value).toContain(`runner.os == '${name.startsWith('WINDOWS') ? 'Windows' : 'macOS'}' && secrets.`);
  });
});

describe('the source of updates', () => {
  test('is nowhere on a machine that names none', () => {
    expect(updateSource({})).toBeNull();
    expect(updateSource({ GITHUB_REPOSITORY: 'nonsense' })).toBeNull();
  });

  test('is the repository that builds the app, or an address of one’s own', () => {
    expect(updateSource({ GITHUB_REPOSITORY: 'acme/buzz' })).toEqual({
      provider: 'github',
      owner: 'acme',
      repo: 'buzz',
    });
    const url = 'https://example.com/updates';
    expect(updateSource({ GITHUB_REPOSITORY: 'acme/buzz', FEISHU_BUZZ_UPDATE_URL: url })).toEqual({
      provider: 'generic',
      url,
    });
  });

  test.each([
    'http://example.com/updates',
    'http://127.0.0.1.example.com/',
    'file:///srv/updates',
    'ftp://example.com/',
  ])('is not %s, which anyone on the way could answer for', (url) => {
    expect(() => updateSource({ FEISHU_BUZZ_UPDATE_URL: url })).toThrow('must begin with https://');
  });
});
