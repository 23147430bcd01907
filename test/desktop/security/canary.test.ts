import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import { connectPage, showPopup } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { runBuzz } from '../../support/desktop/run-buzz';
import { disguises, filesLike, filesWith, heapOf } from '../../support/disk/find-bytes';
import { sharedCompany } from '../../support/feishu/a-company';
import { connectNew, fillIn, openConnect } from '../../support/pages/connect-form';

// Canary secrets enter where secrets do, and are then looked for wherever one could have ended up: every file of the data
// folder, the log, the output, the diagnostics report, and the memory of the page that stays.

/** Secrets typed into the connect window, given to the command line, and refused. */
const typed = 'TypedCanary1ThatNobodyElse2Knows';
const given = 'GivenCanary3ThatNobodyElse4Knows';
const refused = 'RefusedCanary5ThatNobodyElse6Got';
const secrets = [typed, given, refused];
/** Tokens of the practice server, which the app holds in memory only. */
const token = /t-g1[0-9a-f]{40}/;
/** Texts and names: they belong into the ledger, but not into the log or the report. */
const words = ['金丝雀的消息正文', 'On call of the canaries', '金丝雀公司', '韩梅梅'];

const acme = sharedCompany({ appSecret: typed, readingSpeed: 0 });
const other = sharedCompany({ appSecret: given, readingSpeed: 0, seed: 'other' });
const buzz = launched({ shown: true });

beforeAll(() => fullRun());

const run = async (exit: number, args: readonly string[], env: Record<string, string> = {}) => {
  const ran = await runBuzz([...args, '--json'], { home: buzz.home, env });
  expect(ran.exit, ran.stderr).toBe(exit);
  return ran;
};

/** Does everything that handles secrets, tokens and people: both ways to connect, refusals, every kind of call. */
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
  // Opens the window again, which is destroyed afterwards: it learns that there is a secret, but not the secret.
  await showPopup(buzz);
  await buzz.page.evaluate(() => window.buzz.openConnect({ workspaceId: null }));
  const page = await connectPage(buzz.app);
  const closed = page.waitForEvent('close');
  await page.evaluate(() => void window.buzz.closeConnect()).catch(() => undefined);
  await closed;
};

/** Saves diagnostics as a person would, answers the system's dialog, and reads the file. */
const savedReport = async (): Promise<string> => {
  const file = join(buzz.home, '..', `report-${process.pid}.txt`);
  await buzz.app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) });
  }, file);
  const answer = await buzz.page.evaluate(() => window.buzz.saveDiagnostics());
  expect(answer).toEqual({ ok: true, value: true });
  const text = await readFile(file, 'utf8');
  await rm(file);
  return text;
};

test('the search finds a secret in every encoding, whatever surrounds it', () => {
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

describe('after a full run no secret is', () => {
  test('in the data folder, and no token', async () => {
    for (const secret of secrets) expect(await filesWith(buzz.home, secret), secret).toEqual([]);
    expect(await filesLike(buzz.home, token)).toEqual([]);
    // Proves that the search works: it finds text that is not secret.
    expect(await filesWith(buzz.home, acme.appId)).toContain('settings.json');
    expect(await filesLike(buzz.home, /cli_[0-9a-z]{10,}/)).toContain('settings.json');
  });

  test('in the memory of the page that stays, and no token', async () => {
    const heap = await heapOf(buzz.page);
    expect(heap).toContain(other.appId);
    const bytes = Buffer.from(heap);
    for (const secret of secrets)
      for (const disguise of disguises(secret)) expect(bytes.includes(disguise), secret).toBe(false);
    expect(token.test(heap)).toBe(false);
    expect(buzz.app.windows()).toHaveLength(1);
  });

  test('in the output or the log, and no token, name or message', async () => {
    const log = await until('something is logged', async () => {
      const text = await readFile(join(buzz.home, 'logs/main.log'), 'utf8').catch(() => '');
      return text.includes('started') ? text : null;
    });
    const said = `${log}\n${buzz.output()}`;
    for (const word of [...secrets, ...words]) expect(said.includes(word), word).toBe(false);
    expect(token.test(said)).toBe(false);
  });

  test('in the diagnostics report, and no token, name, mobile, address, App ID or message', async () => {
    const report = await savedReport();
    const person = other.world.people.find(({ name }) => name === '韩梅梅');
    const theirs = [person?.mobile ?? '?', person?.email ?? '?', acme.appId, other.appId, 'Acme', acme.baseUrl];
    for (const word of [...secrets, ...words, ...theirs]) expect(report.includes(word), word).toBe(false);
    expect(token.test(report)).toBe(false);
    expect(report).toMatch(/phone unknown at /);
    expect(report).toMatch(/workspace 3: custom \(own address\), current\n {2}secret: keyring/);
  });

  test('on the disk after the program has ended', async () => {
    await buzz.close();
    for (const secret of secrets) expect(await filesWith(buzz.home, secret), secret).toEqual([]);
    expect(await filesLike(buzz.home, token)).toEqual([]);
  });
});
