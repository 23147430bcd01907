import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Command, CommandOf } from '../../../electron/desktop/command-line/protocol/command';
import type { Practice } from '../../../electron/practice/start-practice';
import type { StoreClass } from '../../../electron/storage/stored-file';
import { type CommandDesk, importOf, openCommandDesk, type Ran } from '../../support/desk/command-desk';
import { loadElectronStore } from '../../support/disk/electron-store';
import { sharedTempFolder, tempFolder } from '../../support/disk/temp-folder';
import { personIn, sharedCompany } from '../../support/feishu/a-company';

// What is not known is never practice: every file of a data folder is damaged in every way, and every command is given.

let Store: StoreClass;
const practice = sharedCompany({ readingSpeed: 0 });
const company = sharedCompany({ readingSpeed: 0, appId: 'cli_c0mpany0000000001' });
/** A data folder with a real workspace, a group and a buzz, as it was before anything was damaged. */
const whole = sharedTempFolder();
let folder: string;
let desk: CommandDesk;
let openId: string;
let messageId: string;
let buzzId: string;

const header = 'group,name,open_id,union_id,user_id,email,mobile';
const openIdOf = (of: Practice): string => personIn(of, '李雷').openId;
const openDesk = () => openCommandDesk({ Store, practice, keyring: true, folder });

beforeAll(async () => {
  Store = await loadElectronStore();
  openId = openIdOf(company);
  folder = whole;
  const first = openDesk();
  const done = async (command: Command) => {
    const ran = await first.run(command);
    expect(ran.exit, ran.stderr).toBe(0);
    return JSON.parse(ran.stdout);
  };
  await done(connect());
  await done(importOf(`${header}\n值班组,李雷,${openId},,,,\n`));
  const sent = await done(send());
  messageId = sent.messages[0].messageId;
  buzzId = sent.id;
  first.program.store.saveRecent(first.program.currentWorkspaceId(), [{ key: openId, at: 1 }]);
  first.program.store.keepDraft(first.program.store.draft(first.program.currentWorkspaceId()));
  await first.quit();
});
beforeEach(() => {
  folder = tempFolder();
  cpSync(whole, folder, { recursive: true });
  practice.log.clear();
  company.log.clear();
});
afterEach(() => desk.quit());

const connect = (): CommandOf<'connect'> => ({
  kind: 'connect',
  appId: company.appId,
  brand: null,
  baseUrl: company.baseUrl,
  name: 'Acme',
  secret: company.appSecret,
  storeUnprotected: false,
});
const send = (change: Partial<CommandOf<'send'>> = {}): CommandOf<'send'> => ({
  kind: 'send',
  to: [openId],
  text: '主库复制中断',
  via: 'app',
  mode: 'auto',
  chat: null,
  ladder: null,
  yes: false,
  wait: null,
  ...change,
});

/** Commands that need a workspace. */
const inWorkspace: Readonly<Record<string, () => Command>> = {
  send,
  'send to a group': () => send({ to: ['值班组'] }),
  'send by phone': () => send({ via: 'phone', yes: true }),
  message: () => ({ kind: 'message', messageId, to: [openId], via: 'app', yes: false, wait: null }),
  doctor: () => ({ kind: 'doctor' }),
  'groups list': () => ({ kind: 'groups-list' }),
  'groups export': () => ({ kind: 'groups-export', format: 'csv' }),
  'groups import': () => importOf(`${header}\n夜班,林涛,${openId},,,,\n`),
};
/** Commands that have to work whatever became of the settings. */
const inProgram: Readonly<Record<string, () => Command>> = {
  list: () => ({ kind: 'list', limit: 5 }),
  show: () => ({ kind: 'show', id: buzzId as CommandOf<'show'>['id'] }),
  stop: () => ({ kind: 'stop', id: buzzId as CommandOf<'stop'>['id'] }),
  open: () => ({ kind: 'open' }),
  toggle: () => ({ kind: 'toggle' }),
  quick: () => ({ kind: 'quick' }),
  quit: () => ({ kind: 'quit', force: false }),
};

const damages: Readonly<Record<string, (path: string) => void>> = {
  'filled with NULs': (path) => writeFileSync(path, Buffer.alloc(readFileSync(path).length)),
  'of 0 bytes': (path) => truncateSync(path, 0),
  'cut in half': (path) => truncateSync(path, Math.floor(readFileSync(path).length / 2)),
  'something else': (path) => writeFileSync(path, 'this is no file of ours'),
  'without its content': (path) => writeFileSync(path, '{}'),
  missing: (path) => rmSync(path),
};
const everyDamage = Object.entries(damages).map(([how, damage]) => ({ how, damage }));

/** Damages a file, also of an app that was killed: the ledger's log goes with it. */
const spoil = (file: string, damage: (path: string) => void) => damage(join(folder, file));
const practiced = (ran: Ran) => /"practice":true/.test(ran.stdout) || practice.log.entries.length > 0;

describe.each(everyDamage)('settings $how', ({ how, damage }) => {
  beforeEach(() => {
    spoil('settings.json', damage);
    desk = openDesk();
  });

  test.each(Object.entries(inWorkspace))('%s is refused before any call, and says why', async (_, command) => {
    for (const start of [1, 2]) {
      const ran = await desk.run(command());
      expect([start, ran.exit], ran.stderr).toEqual([start, 2]);
      const { problem } = JSON.parse(ran.stdout);
      expect(problem.advice).toContain('A real workspace was connected here');
      expect(problem.advice).toContain(how === 'missing' ? 'vault.json' : 'settings.damaged-');
      if (how !== 'missing') expect(ran.stderr).toContain('The settings file was damaged');
      expect(practice.log.entries).toEqual([]);
      expect(company.log.entries).toEqual([]);
      // The next start finds intact files, and knows all the same.
      await desk.quit();
      desk = openDesk();
    }
  });

  test('practice can be named, and the workspace connected again with its groups and buzzes', async () => {
    const named = await desk.run(send({ to: [openIdOf(practice)] }), { workspace: 'practice' });
    expect([named.exit, JSON.parse(named.stdout).practice]).toEqual([0, true]);
    for (const command of Object.values(inProgram)) {
      const ran = await desk.run(command());
      expect(ran.exit, ran.stderr).toBe(0);
      if (how !== 'missing') expect(ran.stderr).toContain('The settings file was damaged');
    }
    expect((await desk.run(connect())).exit).toBe(0);
    practice.log.clear();
    const sent = await desk.run(send({ to: ['值班组'] }));
    expect(sent.exit, sent.stderr).toBe(0);
    expect(JSON.parse(sent.stdout)).toMatchObject({ workspace: 'Acme', practice: false });
    expect(practice.log.entries).toEqual([]);
  });

  test('the damage is told until a person has dismissed it, and practice is still not taken', async () => {
    if (how === 'missing') return;
    for (const { id } of desk.notices.list()) desk.notices.dismiss(id);
    await desk.quit();
    desk = openDesk();
    expect(desk.notices.list()).toEqual([]);
    const ran = await desk.run(send());
    expect(ran.exit).toBe(2);
    expect(ran.stderr).not.toContain('Attention');
  });
});

const told: Readonly<Record<string, string>> = {
  'groups.json': 'The file with your groups was damaged',
  'drafts.json': 'The file with your drafts was damaged',
  'recent.json': 'The record of recent recipients was damaged',
  'vault.json': 'The file with the App Secrets was damaged',
  'ledger.db': 'The buzz records were damaged',
};

describe.each(Object.keys(told))('%s', (file) => {
  test.each(everyDamage)('$how: it is told with every command, and none ends in practice', async ({ how, damage }) => {
    spoil(file, damage);
    desk = openDesk();
    await desk.quit();
    desk = openDesk();
    for (const [name, command] of Object.entries({ ...inWorkspace, ...inProgram })) {
      const ran = await desk.run(command());
      if (how !== 'missing') expect(ran.stderr, name).toContain(told[file]);
      expect(practiced(ran), name).toBe(false);
    }
    const doctor = await desk.run({ kind: 'doctor' });
    const { ok, checks } = JSON.parse(doctor.stdout);
    const fine = how === 'missing' && file !== 'vault.json';
    expect([doctor.exit, ok]).toEqual(fine ? [0, true] : [1, false]);
    if (how !== 'missing') expect(checks[0]).toMatchObject({ id: 'data', state: 'fail' });
    if (how !== 'missing') expect(readdirSync(folder).some((name) => name.includes('.damaged-'))).toBe(true);
  });
});

describe('a file of another version', () => {
  const makeNewer = (path: string) => {
    const stored = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...stored, version: 99 }));
  };

  test.each(['settings.json', 'groups.json', 'vault.json'])('%s is set aside and told', async (file) => {
    spoil(file, makeNewer);
    const before = readFileSync(join(folder, file), 'utf8');
    for (const _ of [1, 2]) {
      desk = openDesk();
      for (const [name, command] of Object.entries(inWorkspace)) {
        const ran = await desk.run(command());
        expect(ran.stderr, name).toContain('A newer version of this app wrote data');
        expect(practiced(ran), name).toBe(false);
        if (file === 'settings.json') expect(ran.exit, name).toBe(2);
      }
      await desk.quit();
    }
    const aside = readdirSync(folder).find((name) => name.includes('.damaged-')) ?? '';
    expect(readFileSync(join(folder, aside), 'utf8')).toBe(before);
  });

  test('a newer ledger lets nothing be sent', async () => {
    const db = new Database(join(folder, 'ledger.db'));
    db.exec('PRAGMA user_version = 99');
    db.close();
    desk = openDesk();
    const ran = await desk.run(send());
    expect([ran.exit, practiced(ran)]).toEqual([2, false]);
    expect(company.log.entries.filter(({ api }) => api === 'send')).toEqual([]);
  });
});

describe('a damaged entry', () => {
  const change = (file: string, edit: (data: never) => void) => {
    const path = join(folder, file);
    const stored = JSON.parse(readFileSync(path, 'utf8'));
    edit(stored.data as never);
    writeFileSync(path, JSON.stringify(stored));
  };

  test('of the only workspace: nothing is sent', async () => {
    change('settings.json', (data: { workspaces: { brand: string }[] }) => {
      for (const each of data.workspaces) each.brand = 'fishy';
    });
    for (const _ of [1, 2]) {
      desk = openDesk();
      const ran = await desk.run(send());
      expect([ran.exit, practiced(ran)]).toEqual([2, false]);
      expect(ran.stderr).toContain('1 damaged entry in the settings was left out');
      await desk.quit();
    }
  });

  test('of the workspace used last: another one does not take its place', async () => {
    change('settings.json', (data: { workspaces: { id: string; name: string; brand: string }[] }) => {
      const [used] = data.workspaces;
      if (!used) return;
      data.workspaces.push({ ...used, id: 'ws_other', name: 'Other' });
      used.brand = 'fishy';
    });
    for (const _ of [1, 2]) {
      desk = openDesk();
      const ran = await desk.run(send());
      expect(ran.exit).toBe(2);
      expect(JSON.parse(ran.stdout).problem.advice).toContain('Name one with --workspace: Other');
      expect(company.log.entries).toEqual([]);
      await desk.quit();
    }
  });
});

describe('a workspace that a script demands', () => {
  test('is never replaced: where it is not connected, nothing is sent; connecting it needs none', async () => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    desk = openDesk();
    for (const [name, command] of Object.entries({ ...inWorkspace, list: inProgram.list ?? send })) {
      const ran = await desk.run(command(), { workspace: 'Acme' });
      expect(ran.exit, name).toBe(2);
      expect(JSON.parse(ran.stdout).problem.advice).toContain('No workspace is named “Acme”');
    }
    expect(practice.log.entries).toEqual([]);
    expect((await desk.run(connect(), { workspace: 'Acme' })).exit).toBe(0);
    expect((await desk.run(send(), { workspace: 'Acme' })).exit).toBe(0);
  });
});

describe('practice', () => {
  test('is taken where there has only been practice, also after other files were damaged', async () => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    desk = openDesk();
    const only = send({ to: [openIdOf(practice)], text: '"ws_notreal" is only text' });
    expect((await desk.run(only)).exit).toBe(0);
    await desk.quit();
    truncateSync(join(folder, 'ledger.db'), 0);
    desk = openDesk();
    const ran = await desk.run(only);
    expect([ran.exit, JSON.parse(ran.stdout).practice]).toEqual([0, true]);
    expect(ran.stderr).toContain('The buzz records were damaged');
  });

  test('is not taken once the last real workspace was removed', async () => {
    desk = openDesk();
    desk.program.store.removeWorkspace(desk.program.currentWorkspaceId());
    expect((await desk.run(send())).exit).toBe(2);
    await desk.quit();
    desk = openDesk();
    expect((await desk.run(send())).exit).toBe(2);
    expect(practice.log.entries).toEqual([]);
  });
});
