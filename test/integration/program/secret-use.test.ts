import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { CommandOf } from '../../../electron/desktop/command-line/protocol/command';
import type { Practice } from '../../../electron/practice/start-practice';
import type { StoreClass } from '../../../electron/storage/stored-file';
import { type CommandDesk, openCommandDesk } from '../../support/desk/command-desk';
import { loadElectronStore } from '../../support/disk/electron-store';
import { aCompany } from '../../support/feishu/a-company';

// A person who reaches settings.json while the program is off writes another server into it. That server gets nothing.

let Store: StoreClass;
let practice: Practice;
let company: Practice;
let thief: Practice;
let desk: CommandDesk;

beforeAll(async () => {
  Store = await loadElectronStore();
});
beforeEach(async () => {
  practice = await aCompany({ readingSpeed: 0 });
  company = await aCompany({ readingSpeed: 0, appId: 'cli_c0mpany0000000001' });
  // It would take the stolen secret: same App ID, same secret.
  thief = await aCompany({ readingSpeed: 0, appId: company.appId, appSecret: company.appSecret });
  desk = openCommandDesk({ Store, practice, keyring: true });
});

const connectTo = ({ baseUrl, appId, appSecret }: Practice, storeUnprotected = false): CommandOf<'connect'> => ({
  kind: 'connect',
  appId,
  brand: null,
  baseUrl,
  name: 'Acme',
  secret: appSecret,
  storeUnprotected,
});
const send: CommandOf<'send'> = {
  kind: 'send',
  to: ['李雷'],
  text: '订单库告警',
  via: 'app',
  mode: 'auto',
  chat: null,
  ladder: null,
  yes: false,
  wait: null,
};

/** Edits a file of the data folder while the program is off, and starts it again. */
const edited = async (name: string, edit: (text: string) => string, keyring = true): Promise<void> => {
  await desk.quit();
  const path = join(desk.folder, name);
  writeFileSync(path, edit(readFileSync(path, 'utf8')));
  desk = openCommandDesk({ Store, practice, keyring, folder: desk.folder });
};

/** The settings lead to the other server, and nothing else is changed. */
const led = (settings: string): string => settings.replaceAll(company.baseUrl, thief.baseUrl);
/** The vault as an earlier version has left it: the secret alone, with nothing of what it is for. */
const asEarlier = (text: string): string => {
  const vault = JSON.parse(text);
  for (const kept of Object.values<{ secret: string }>(vault.data))
    kept.secret = Buffer.from([...company.appSecret].reverse().join('')).toString('base64');
  return JSON.stringify(vault);
};

test('an address that was edited while the program was off gets neither the secret nor anything else', async () => {
  expect((await desk.run(connectTo(company))).exit).toBe(0);
  company.log.clear();
  await edited('settings.json', led);
  const sent = await desk.run(send, { json: false });
  expect(sent.exit).not.toBe(0);
  expect(`${sent.stdout}${sent.stderr}`).toContain(`was saved for the app ${company.appId} at ${company.baseUrl}`);
  const doctor = await desk.run({ kind: 'doctor' });
  expect(doctor.exit).toBe(1);
  expect(`${doctor.stdout}${doctor.stderr}`).toContain('so the secret was not sent');
  expect(thief.log.entries).toEqual([]);
  expect(company.log.entries).toEqual([]);

  // Edited back, it goes where it went before.
  await edited('settings.json', (text) => text.replaceAll(thief.baseUrl, company.baseUrl));
  expect((await desk.run(send)).exit).toBe(0);
  expect(thief.log.entries).toEqual([]);
});

test('another App ID at the same address does not get the secret either', async () => {
  await desk.run(connectTo(company));
  company.log.clear();
  await edited('settings.json', (text) => text.replaceAll(company.appId, 'cli_0ther000000000001'));
  expect((await desk.run(send)).exit).not.toBe(0);
  expect(company.log.entries).toEqual([]);
});

test('a person who connects again with the secret goes on at the new address', async () => {
  await desk.run(connectTo(company));
  await edited('settings.json', led);
  expect((await desk.run(connectTo(thief))).exit).toBe(0);
  expect((await desk.run(send)).exit).toBe(0);
  expect(thief.log.entries.map(({ api }) => api)).toContain('send');
});

test('without a keyring the same holds for a secret that is stored unencrypted', async () => {
  desk = openCommandDesk({ Store, practice, keyring: false });
  await desk.run(connectTo(company, true));
  await edited('settings.json', led, false);
  expect((await desk.run(send)).exit).not.toBe(0);
  expect(thief.log.entries).toEqual([]);
});

test('a secret of an earlier version, which noted no address, goes to no address of its own until it is typed again', async () => {
  await desk.run(connectTo(company));
  await edited('vault.json', asEarlier);
  company.log.clear();
  await edited('settings.json', led);
  const sent = await desk.run(send, { json: false });
  expect(sent.exit).not.toBe(0);
  expect(`${sent.stdout}${sent.stderr}`).toContain('An earlier version saved this App Secret without its address');
  expect(thief.log.entries).toEqual([]);
  await edited('settings.json', (text) => text.replaceAll(thief.baseUrl, company.baseUrl));
  expect((await desk.run(send)).exit).not.toBe(0);
  expect(company.log.entries).toEqual([]);
  expect((await desk.run(connectTo(company))).exit).toBe(0);
  expect((await desk.run(send)).exit).toBe(0);
});
