import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { tokenHeader } from '../../../electron/practice/control/token';
import { aCompany } from '../../support/feishu/a-company';

const script = join(import.meta.dirname, '../../../build/practice.mjs');
const running: ChildProcess[] = [];

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

const run = (...args: string[]) => {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  const seen = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    seen.out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    seen.err += String(chunk);
  });
  return {
    seen,
    ended: new Promise<number | null>((resolve) => child.once('exit', resolve)),
    stop: () => child.kill('SIGINT'),
    /** Resolves when stdout matches. */
    says: (pattern: RegExp) =>
      new Promise<RegExpExecArray>((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(seen.out);
          if (match) resolve(match);
        };
        child.stdout.on('data', look);
        child.once('exit', () => reject(new Error(`it ended, having said: ${seen.out}${seen.err}`)));
        look();
      }),
  };
};

test('practice alone prints its address and credentials, answers there and ends on Ctrl+C', async () => {
  const practice = run('--app-secret', 'test-secret');
  const [, baseUrl = ''] = await practice.says(/Base URL\s+(http:\/\/127\.0\.0\.1:\d+)/);
  const [, appId = ''] = await practice.says(/App ID\s+(cli_[0-9a-f]{16})/);
  await practice.says(/App Secret\s+test-secret/);
  const answer = await fetch(`${baseUrl}/open-apis/auth/v3/tenant_access_token/internal`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ app_id: appId, app_secret: 'test-secret' }),
  });
  expect(await answer.json()).toMatchObject({ code: 0, expire: 7200 });
  const [, log = ''] = await practice.says(/Calls received: (\S+)/);
  expect((await (await fetch(log)).json()).calls).toHaveLength(1);
  expect((await fetch(`${baseUrl}/_practice/log`)).status).toBe(401);
  const [, control = ''] = await practice.says(/Control\s+([0-9a-f]{32})/);
  expect((await fetch(`${baseUrl}/_practice/log`, { headers: { [tokenHeader]: control } })).status).toBe(200);
  practice.stop();
  expect(await practice.ended).toBe(0);
});

test('several can be started at the same time', async () => {
  const all = [run(), run(), run(), run()];
  const found = await Promise.all(all.map((each) => each.says(/Base URL\s+(\S+)/)));
  expect(new Set(found.map(([, baseUrl]) => baseUrl)).size).toBe(all.length);
});

test('a taken port and a wrong option give a sentence and an exit code', async () => {
  const other = await aCompany();
  const taken = run('--port', String(other.port));
  expect(await taken.ended).toBe(1);
  expect(taken.seen.err).toContain(`Port ${other.port} is taken`);
  const wrong = run('--port', 'many');
  expect(await wrong.ended).toBe(2);
  expect(wrong.seen.err).toContain('--port is a whole number');
});
