import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answered, type CommandLineDesk, commandLineDesk, lasting } from '../../support/desk/served-command-line';
import { tempFolder } from '../../support/disk/temp-folder';

let folder: string;
let home: string;
let listen: CommandLineDesk['listen'];
let client: CommandLineDesk['client'];
let close: () => void;

beforeEach(() => {
  folder = tempFolder();
  ({ home, listen, client, close } = commandLineDesk(folder));
});
afterEach(() => close());

describe('the client', () => {
  test('says first of all that it uses other data than the desktop, or that there are none yet', async () => {
    await listen(async (_, tell) => {
      tell('progress');
      return answered({ stdout: '{}\n' });
    });
    const send = ['send', '--to', '李雷', '--text', 'x', '--json'];
    const other = { kind: 'other-home', folder: '/cron/Feishu Buzz', usual: '/li/Feishu Buzz' } as const;
    const elsewhere = await client(send, { whereabouts: other });
    expect(elsewhere.stderr.split('\n')[0]).toMatch(/uses the data in \/cron\/Feishu Buzz, not .* \/li\/Feishu Buzz/);
    expect([elsewhere.exit, elsewhere.stdout]).toEqual([0, '{}\n']);
    const empty = { kind: 'new', folder: '/nowhere/Feishu Buzz' } as const;
    const fresh = await client(send, { whereabouts: empty });
    expect(fresh.stderr.split('\n')[0]).toMatch(/no data in \/nowhere\/Feishu Buzz yet.*practice/);
    // Connecting is how its use begins.
    expect((await client(['open'], { whereabouts: empty })).stderr).toBe('progress\n');
    expect((await client(send)).stderr).toBe('progress\n');
  });

  test('asks for the workspace that FEISHU_BUZZ_WORKSPACE names, unless the command names one', async () => {
    const { asked } = await listen();
    const env = { LANG: 'en_US.UTF-8', FEISHU_BUZZ_WORKSPACE: ' Acme ' };
    await client(['list'], { env });
    await client(['list', '--workspace', 'Other'], { env });
    await client(['list'], { env: { ...env, FEISHU_BUZZ_WORKSPACE: '' } });
    expect(asked.map(({ workspace }) => workspace)).toEqual(['Acme', 'Other', null]);
  });

  test('prints only the answer on stdout, everything else on stderr, and ends with the app’s code', async () => {
    await listen(async (_request, tell) => {
      tell('1 of 2');
      tell('2 of 2');
      return answered({ exit: 3, stdout: '{"id":"bz_1"}\n', stderr: 'a warning\n' });
    });
    const ran = await client(['send', '--to', 'a', '--text', 'b', '--json']);
    expect(ran).toEqual({ exit: 3, stdout: '{"id":"bz_1"}\n', stderr: '1 of 2\n2 of 2\na warning\n', starts: 0 });
  });

  test('sends the arguments and the language of the terminal', async () => {
    const { asked } = await listen();
    await client(['show', 'bz_1', '--workspace', '某某科技', '--json'], { env: { LC_ALL: 'zh_CN.UTF-8' } });
    await client(['list'], { env: { LC_ALL: 'C' } });
    expect(asked).toMatchObject([
      { locale: 'zh-CN', json: true, workspace: '某某科技', command: { kind: 'show', id: 'bz_1' } },
      { locale: null, command: { kind: 'list', limit: 20 } },
    ]);
  });

  test('starts the app once when none runs, and waits until it listens', async () => {
    const ran = await client(['list'], {
      start: async () => {
        setImmediate(() => void listen(async () => answered({ stdout: 'here\n' })));
        return lasting;
      },
    });
    expect(ran).toMatchObject({ exit: 0, stdout: 'here\n', starts: 1 });
  });

  test('ignores the files of a dead app', async () => {
    await writeFile(
      join(home, 'command-line.json'),
      JSON.stringify({ socket: join(folder, 'gone.sock'), token: 'x', pid: 1, virtual: false }),
    );
    const ran = await client(['list'], {
      start: async () => {
        await listen();
        return lasting;
      },
    });
    expect(ran).toMatchObject({ exit: 0, starts: 1 });
  });

  test('ends with 5 when the app cannot be started, does not come up, or is another version', async () => {
    const refused = await client(['list', '--json'], { start: () => Promise.reject(new Error('no display')) });
    expect(refused.exit).toBe(5);
    expect(JSON.parse(refused.stdout)).toEqual({
      problem: { code: null, message: 'Cannot reach Feishu Buzz', advice: expect.stringContaining('no display') },
    });
    expect((await client(['list'], { start: async () => ({ ended: Promise.resolve('7') }) })).exit).toBe(5);
    let time = 0;
    const silent = await client(['list'], {
      now: () => time,
      pause: async (ms) => {
        time += ms * 100;
      },
    });
    expect(silent.exit).toBe(5);
  });

  test('ends with 4 when the app took a buzz and disappeared: it may have been made and is not repeated', async () => {
    const { asked } = await listen(() => Promise.reject(new Error('a bug')));
    const ran = await client(['send', '--to', 'a', '--text', 'b', '--json']);
    expect(ran).toMatchObject({ exit: 4, starts: 0 });
    expect(JSON.parse(ran.stdout).problem.message).toBe('The app ended before it answered');
    expect(asked).toHaveLength(1);
    expect((await client(['list'])).exit).toBe(5);
  });

  test('ends with 2 for wrong arguments without asking the app', async () => {
    const { asked } = await listen();
    const ran = await client(['send', '--to', 'a', '--json']);
    expect(ran).toMatchObject({ exit: 2, starts: 0 });
    expect(Object.keys(JSON.parse(ran.stdout).problem)).toEqual(['code', 'message', 'advice']);
    const batch = await client(['message', 'bm_1', '--to', 'a']);
    expect(batch).toMatchObject({ exit: 2, stdout: '', starts: 0 });
    expect(batch.stderr).toContain('Batch messages');
    expect(asked).toEqual([]);
  });

  test('writes and reads files itself, and names one that fails', async () => {
    const { asked } = await listen(async ({ command }) =>
      command.kind === 'groups-export' ? answered({ file: `as ${command.format}` }) : answered(),
    );
    const file = join(folder, 'groups.JSON');
    expect((await client(['groups', 'export', file])).exit).toBe(0);
    expect(await readFile(file, 'utf8')).toBe('as json');
    await client(['groups', 'import', file, '--encoding', 'GBK']);
    const bytes = Buffer.from('as json').toString('base64');
    const command = { kind: 'groups-import', name: 'groups.JSON', bytes, encoding: 'gb18030', yes: false };
    expect(asked.at(-1)?.command).toEqual(command);
    const missing = await client(['groups', 'import', join(folder, 'none.csv'), '--json']);
    expect(missing.exit).toBe(2);
    expect(JSON.parse(missing.stdout).problem.message).toContain('ENOENT');
    expect((await client(['groups', 'export', join(folder, 'no/where.csv')])).exit).toBe(2);
  });

  test('takes the secret from the environment, else from standard input, else asks for it', async () => {
    const { asked } = await listen();
    const connect = ['connect', '--app-id', 'cli_a1'];
    await client(connect, { secret: ' canary-1 ' });
    await client(connect, { readSecret: async () => 'canary-2\n' });
    const secrets = asked.map(({ command }) => (command.kind === 'connect' ? command.secret : null));
    expect(secrets).toEqual(['canary-1', 'canary-2']);
    expect((await client(connect)).exit).toBe(2);
    expect(asked).toHaveLength(2);
  });

  test('quit returns when the process is gone, and succeeds when there is none', async () => {
    const none = await client(['quit']);
    expect(none).toMatchObject({ exit: 0, starts: 0 });

    let alive = 3;
    const { quits } = await listen(undefined, { pid: 4242 });
    const ran = await client(['quit'], {
      isAlive: (pid) => {
        expect(pid).toBe(4242);
        alive -= 1;
        return alive > 0;
      },
    });
    expect(ran).toMatchObject({ exit: 0, starts: 0 });
    expect(alive).toBe(0);
    expect(quits()).toBe(1);
  });

  test('reports that the app does not quit', async () => {
    const { quits } = await listen(undefined, { pid: 4242 });
    let time = 0;
    const ran = await client(['quit', '--json'], {
      isAlive: () => true,
      now: () => time,
      pause: async (ms) => {
        time += ms;
      },
    });
    expect(quits()).toBe(1);
    expect(ran.exit).toBe(5);
    expect(JSON.parse(ran.stdout).problem.message).toContain('4242');
  });
});
