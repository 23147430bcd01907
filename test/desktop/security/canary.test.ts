import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Practice, startPractice } from '../../../electron/practice/start-practice';
import { until } from '../../support/clock/until';
import { connectPage, type LaunchedApp, launchShown, makeHome, showPopup } from '../../support/desktop/launch-app';
import { runBuzz } from '../../support/desktop/run-buzz';
import { disguises, filesLike, filesWith, heapOf } from '../../support/disk/find-bytes';
import { connectNew, fillIn, openConnect } from '../../support/pages/connect-form';

// Canaries are let in where secrets come in, and then looked for wherever one could have come to lie: every file of the
// data folder, the log, what the program prints, the report for strangers, and the memory of the page that stays.

/** Typed into the connect window; given to the command line; and one that was refused. */
const typed = 'TypedCanary1ThatNobodyElse2Knows';
const given = 'GivenCanary3ThatNobodyElse4Knows';
const refused = 'RefusedCanary5ThatNobodyElse6Got';
const secrets = [typed, given, refused];
/** What the practice server hands out (its token desk); the app holds them in memory only. */
const token = /t-g1[0-9a-f]{40}/;
/** What people write and are called: in the ledger it belongs, in the log and the report it does not. */
const words = ['金丝雀的消息正文', 'On call of the canaries', '金丝雀公司', '韩梅梅'];

let home: string;
let buzz: LaunchedApp;
let acme: Practice;
let other: Practice;

beforeAll(async () => {
  home = await makeHome();
  acme = await startPractice({ appSecret: typed, readingSpeed: 0 });
  other = await startPractice({ appSecret: given, readingSpeed: 0, seed: 'other' });
  buzz = await launchShown({ home });
  await fullRun();
});
afterAll(async () => {
  await buzz.close();
  await Promise.all([acme.close(), other.close()]);
  await rm(home, { recursive: true, force: true, maxRetries: 3 });
});

const run = async (exit: number, args: readonly string[], env: Record<string, string> = {}) => {
  const ran = await runBuzz([...args, '--json'], { home, env });
  expect(ran.exit, ran.stderr).toBe(exit);
  return ran;
};

/** Everything that handles secrets, tokens and people: connecting in both ways, refusals, every kind of call. */
const fullRun = async () => {
  const form = await openConnect(buzz);
  await fillIn(form, { ...acme, appSecret: refused });
  await form.save.click();
  await until('the secret was refused', () => acme.log.entries.some(({ api, code }) => api === 'token' && code !== 0));
  await fillIn(form, acme);
  await connectNew(form, buzz);
  const connect = ['connect', '--app-id', other.appId, '--base-url', other.baseUrl, '--name', '金丝雀公司'];
  await run(1, connect, { FEISHU_BUZZ_APP_SECRET: refused });
  await run(0, connect, { FEISHU_BUZZ_APP_SECRET: given });

  const send = ['send', '--to', '韩梅梅', '--text', '金丝雀的消息正文'];
  await run(0, [...send, '--workspace', 'Acme']);
  await run(0, [...send, '--via', 'sms', '--yes']);
  other.faults.add({ api: 'urgent_phone', kind: 'drop-after' });
  const lost = await run(4, [...send, '--via', 'phone', '--yes']);
  other.faults.add({ api: 'urgent_app', kind: 'html', times: 1 });
  await run(0, send);
  other.change({ expireTokens: true });
  await run(0, send);
  await run(0, ['recall', JSON.parse(lost.stdout).id]);
  await run(0, ['doctor']).catch(() => undefined);
  // Once more through the window that is destroyed afterwards: it learns that there is a secret, and not which.
  await showPopup(buzz);
  await buzz.page.evaluate(() => window.buzz.openConnect({ workspaceId: null }));
  const page = await connectPage(buzz.app);
  const closed = page.waitForEvent('close');
  await page.evaluate(() => void window.buzz.closeConnect()).catch(() => undefined);
  await closed;
};

/** What the person gets when they save diagnostics; the system's dialog is answered for them. */
const savedReport = async (): Promise<string> => {
  const file = join(home, '..', `report-${process.pid}.txt`);
  await buzz.app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) });
  }, file);
  const answer = await buzz.page.evaluate(() => window.buzz.saveDiagnostics());
  expect(answer).toEqual({ ok: true, value: true });
  const text = await readFile(file, 'utf8');
  await rm(file);
  return text;
};

test('the search finds a secret in every disguise, whatever stands around it', () => {
  const sees = (bytes: Buffer) => disguises(typed).some((each) => bytes.includes(each));
  for (const before of ['', 'a', 'ab', 'abc', '{"secret":"'])
    for (const after of ['', 'z', '"}']) {
      const text = before + typed + after;
      for (const encoding of ['utf8', 'utf16le'] as const) expect(sees(Buffer.from(text, encoding))).toBe(true);
      for (const encoding of ['hex', 'base64', 'base64url'] as const)
        expect(sees(Buffer.from(Buffer.from(text).toString(encoding))), `${encoding} of ${text}`).toBe(true);
    }
  expect(sees(Buffer.from('a text without it'.repeat(100)))).toBe(false);
});

describe('after a full run, a secret is not found', () => {
  test('in the data folder, nor is a token', async () => {
    for (const secret of secrets) expect(await filesWith(home, secret), secret).toEqual([]);
    expect(await filesLike(home, token)).toEqual([]);
    // The search would have found them: it finds what is not secret.
    expect(await filesWith(home, acme.appId)).toContain('settings.json');
    expect(await filesLike(home, /cli_[0-9a-z]{10,}/)).toContain('settings.json');
  });

  test('in the memory of the page that stays, nor is a token', async () => {
    const heap = await heapOf(buzz.page);
    expect(heap).toContain(other.appId);
    const bytes = Buffer.from(heap);
    for (const secret of secrets)
      for (const disguise of disguises(secret)) expect(bytes.includes(disguise), secret).toBe(false);
    expect(token.test(heap)).toBe(false);
    expect(buzz.app.windows()).toHaveLength(1);
  });

  test('in what the program prints and logs, nor is a token, a name or a message', async () => {
    const log = await until('something is logged', async () => {
      const text = await readFile(join(home, 'logs/main.log'), 'utf8').catch(() => '');
      return text.includes('started') ? text : null;
    });
    const said = `${log}\n${buzz.output()}`;
    for (const word of [...secrets, ...words]) expect(said.includes(word), word).toBe(false);
    expect(token.test(said)).toBe(false);
  });

  test('in the report for strangers, nor is a token, a name, a mobile, an address, an App ID or a message', async () => {
    const report = await savedReport();
    const person = other.world.people.find(({ name }) => name === '韩梅梅');
    const theirs = [person?.mobile ?? '?', person?.email ?? '?', acme.appId, other.appId, 'Acme', acme.baseUrl];
    for (const word of [...secrets, ...words, ...theirs]) expect(report.includes(word), word).toBe(false);
    expect(token.test(report)).toBe(false);
    expect(report).toMatch(/phone unknown at /);
    expect(report).toMatch(/workspace 3: custom \(own address\), current\n {2}secret: keyring/);
  });

  test('once the program has ended and everything is on disk', async () => {
    await buzz.close();
    for (const secret of secrets) expect(await filesWith(home, secret), secret).toEqual([]);
    expect(await filesLike(home, token)).toEqual([]);
  });
});
