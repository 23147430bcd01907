import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { scopesJson } from '../../../electron/core/doctor/check-scopes';
import { neededScopes } from '../../../electron/core/doctor/needed-scopes';
import type { CommandOf } from '../../../electron/desktop/command-line/protocol/command';
import type { Practice } from '../../../electron/practice/start-practice';
import { optionalScopes, usualScopes } from '../../../electron/practice/world/scopes';
import type { StoreClass } from '../../../electron/storage/stored-file';
import { type CommandDesk, importOf, openCommandDesk, type Ran } from '../../support/desk/command-desk';
import { loadElectronStore } from '../../support/disk/electron-store';
import { encodeAs } from '../../support/disk/encode-as';
import { workbook } from '../../support/disk/zip-file';
import { aCompany } from '../../support/feishu/a-company';

// The commands `connect`, `doctor` and `groups`: exit codes and the whole output of `--json`.

let Store: StoreClass;
let practice: Practice;
let company: Practice;
let desk: CommandDesk;

beforeAll(async () => {
  Store = await loadElectronStore();
});
beforeEach(async () => {
  practice = await aCompany({ readingSpeed: 0 });
  company = await aCompany({ readingSpeed: 0, appId: 'cli_c0mpany0000000001' });
  desk = openCommandDesk({ Store, practice, keyring: true });
});

const connectTo = (change: Partial<CommandOf<'connect'>> = {}): CommandOf<'connect'> => ({
  kind: 'connect',
  appId: company.appId,
  brand: null,
  baseUrl: company.baseUrl,
  name: null,
  secret: company.appSecret,
  storeUnprotected: false,
  ...change,
});

const Told = z.strictObject({
  problem: z.strictObject({ code: z.int().nullable(), message: z.string().min(1), advice: z.string().min(1) }),
});
const Doctor = z.strictObject({
  ok: z.boolean(),
  checks: z.array(
    z.strictObject({
      id: z.string(),
      state: z.enum(['ok', 'warn', 'fail', 'optional']),
      code: z.int().nullable(),
      advice: z.string().min(1).nullable(),
    }),
  ),
});
/** Parses stdout, which must hold one object and nothing else. */
const read = <Shape extends z.ZodType>(shape: Shape, { stdout }: Ran): z.output<Shape> =>
  shape.parse(JSON.parse(stdout));
const settings = () => {
  try {
    return readFileSync(join(desk.folder, 'settings.json'), 'utf8');
  } catch {
    return '';
  }
};

describe('connect', () => {
  test('verifies token and bot, saves the workspace under the bot’s name, and makes it the current one', async () => {
    const ran = await desk.run(connectTo({ secret: ` ${company.appSecret}\n` }));
    expect(ran.exit).toBe(0);
    const name = company.world.appName;
    expect(JSON.parse(ran.stdout)).toMatchObject({
      workspace: { name, appId: company.appId, brand: 'custom', baseUrl: company.baseUrl },
      bot: { name, status: 2 },
      secret: { backend: 'keyring' },
    });
    expect(company.log.entries.map(({ api }) => api)).toEqual(['token', 'bot_info']);
    company.log.clear();
    expect((await desk.run({ kind: 'doctor' })).exit).toBe(0);
    expect(company.log.entries.length).toBeGreaterThan(0);
    expect(practice.log.entries).toEqual([]);
  });

  test.each([
    { what: 'a wrong secret', change: { secret: 'wrong-wrong-wrong' }, exit: 1, code: 10014 },
    { what: 'an app that nobody has', change: { appId: 'cli_n0body' }, exit: 1, code: 10014 },
    { what: 'an App ID that is none', change: { appId: 'company' }, exit: 2, code: null },
    { what: 'plain http elsewhere', change: { baseUrl: 'http://open.feishu.cn' }, exit: 2, code: null },
    { what: 'an address with a path', change: { baseUrl: 'https://open.feishu.cn/open-apis' }, exit: 2, code: null },
    { what: 'no secret', change: { secret: '  ' }, exit: 2, code: null },
    { what: 'a bot that is off', world: { botEnabled: false }, exit: 1, code: 11205 },
    { what: 'an app that is not installed', world: { installed: false }, exit: 1, code: 99991673 },
    { what: 'an address that may not call', world: { ipAllowList: ['10.0.0.1'] }, exit: 1, code: 99991401 },
  ])('$what: $exit with the reason, and nothing is saved', async ({ change = {}, world, exit, code }) => {
    if (world) company.change(world);
    const ran = await desk.run(connectTo(change));
    expect(ran.exit).toBe(exit);
    expect(read(Told, ran).problem.code).toBe(code);
    const plain = await desk.run(connectTo(change), { json: false });
    expect([plain.exit, plain.stdout]).toEqual([exit, '']);
    expect(plain.stderr).toContain('Nothing was saved');
    expect(desk.program.store.workspaces()).toEqual([]);
    expect(settings()).not.toContain(company.appId);
  });

  test.each([
    ['https://open.feishu.cn/open-apis', 'leave out /open-apis and write https://open.feishu.cn'],
    ['open.feishu.cn', 'write https://open.feishu.cn'],
    ['https://me:pass@open.feishu.cn', 'write https://open.feishu.cn'],
  ])('says of the base URL %s how it is written', async (baseUrl, advice) => {
    const ran = await desk.run(connectTo({ baseUrl }));
    expect(ran.exit).toBe(2);
    expect(read(Told, ran).problem.advice).toContain(advice);
    expect(ran.stdout).not.toContain('pass@');
  });

  test('connecting the same app again keeps the workspace and its groups, under the new name', async () => {
    await desk.run(connectTo());
    const [first] = desk.program.store.workspaces();
    const content = 'group,name,open_id,union_id,user_id,email,mobile\n夜班,林涛,,,,lintao@lianxi.example,\n';
    await desk.run(importOf(content));
    await desk.run(connectTo({ name: '某某科技' }));
    expect(desk.program.store.workspaces()).toMatchObject([{ id: first?.id, name: '某某科技' }]);
    expect(desk.program.store.groups(first?.id ?? expect.fail('nothing was saved'))).toHaveLength(1);
  });

  test('without a keyring the secret stays in memory and is stored only on request', async () => {
    desk = openCommandDesk({ Store, practice, keyring: false });
    const ran = await desk.run(connectTo());
    expect(JSON.parse(ran.stdout).secret).toEqual({ backend: 'session' });
    expect(ran.stderr).toContain('--store-unprotected');
    const vault = () => readFileSync(join(desk.folder, 'vault.json'), 'utf8');
    expect(() => vault()).toThrow('ENOENT');
    const stored = await desk.run(connectTo({ storeUnprotected: true }));
    expect(JSON.parse(stored.stdout).secret).toEqual({ backend: 'unprotected' });
    expect(stored.stderr).toContain('stored unencrypted');
    expect(vault()).toContain(company.appSecret);
  });
});

describe('a saved secret', () => {
  test('is sent only to the address it was saved for, whatever a window asks', async () => {
    await desk.run(connectTo());
    const [saved] = desk.program.store.workspaces();
    if (!saved) return expect.fail('nothing was saved');
    const form = { workspaceId: saved.id, name: '', brand: 'custom', appId: saved.appId, appSecret: '' } as const;
    expect((await desk.connect.check({ ...form, baseUrl: company.baseUrl }, 'connection')).ok).toBe(true);
    const elsewhere = { ...form, baseUrl: practice.baseUrl };
    for (const part of ['connection', 'availability', 'listening', 'scopes'] as const) {
      expect(await desk.connect.check(elsewhere, part)).toMatchObject({ problem: { advice: 'secret-missing' } });
    }
    expect(await desk.connect.connect(elsewhere, null, true)).toMatchObject({ problem: { advice: 'secret-missing' } });
    const otherApp = { ...form, baseUrl: company.baseUrl, appId: 'cli_0ther' };
    expect((await desk.connect.check(otherApp, 'connection')).ok).toBe(false);
    expect(practice.log.entries).toEqual([]);
  });
});

describe('doctor', () => {
  const ids = [
    ...['network', 'credentials', 'ip', 'bot', 'availability', 'socket', 'listening', 'events', 'receipts'],
    ...neededScopes.map(({ name }) => `scope:${name}`),
  ];
  const stateOf = (ran: Ran) =>
    Object.fromEntries(
      read(Doctor, ran).checks.map(({ id, state, code }) => [id, code === null ? state : [state, code]]),
    );

  test('names every check in order, and ends with 0 when all pass', async () => {
    practice.change({ grantScopes: [...optionalScopes] });
    const ran = await desk.run({ kind: 'doctor' });
    expect(ran.exit).toBe(0);
    const { ok, checks } = read(Doctor, ran);
    expect(ok).toBe(true);
    expect(checks.map(({ id }) => id)).toEqual(ids);
    // Listening is a person's choice.
    const others = checks.filter(({ id }) => id !== 'listening');
    expect(others.every(({ state, code, advice }) => state === 'ok' && code === null && advice === null)).toBe(true);
    expect(checks.find(({ id }) => id === 'listening')).toMatchObject({ state: 'optional', code: null });
    const plain = await desk.run({ kind: 'doctor' }, { json: false });
    for (const id of ids) expect(plain.stdout).toContain(id);
  });

  test('finds an app well that was granted what the connect window copies, and offers the rest', async () => {
    const asked: string[] = JSON.parse(scopesJson()).scopes.tenant;
    expect(new Set(asked)).toEqual(new Set(usualScopes));
    const ran = await desk.run({ kind: 'doctor' });
    const open = read(Doctor, ran).checks.filter(({ state }) => state !== 'ok');
    expect([ran.exit, open.map(({ id, state }) => [id, state])]).toEqual([
      0,
      [
        ['listening', 'optional'],
        ['events', 'optional'],
        ['scope:im:resource:upload', 'optional'],
        ['scope:contact:user.employee_id:readonly', 'optional'],
        ['scope:im:message.group_msg', 'optional'],
        ['scope:im:message.p2p_msg:readonly', 'optional'],
        ['scope:im:message.group_at_msg:readonly', 'optional'],
        ['scope:application:application:self_manage', 'optional'],
        ['scope:contact:user.phone:readonly', 'optional'],
        ['scope:im:datasync.feed_card.time_sensitive:write', 'optional'],
        ['scope:im:message.reactions:write_only', 'optional'],
      ],
    ]);
  });

  test('ends with 0 for warnings, and with 1 for a failure that keeps the app from buzzing', async () => {
    practice.change({ revokeScopes: ['im:message.urgent:phone'] });
    const warned = await desk.run({ kind: 'doctor' });
    expect([warned.exit, read(Doctor, warned).ok]).toEqual([0, true]);
    expect(stateOf(warned)['scope:im:message.urgent:phone']).toBe('warn');
    practice.change({ revokeScopes: ['im:message.urgent'] });
    const failed = await desk.run({ kind: 'doctor' });
    expect([failed.exit, read(Doctor, failed).ok]).toEqual([1, false]);
    expect(stateOf(failed)['scope:im:message.urgent']).toBe('fail');
  });

  test('blames one check by Feishu’s code and skips the later ones', async () => {
    practice.change({ ipAllowList: ['10.0.0.1'] });
    expect(stateOf(await desk.run({ kind: 'doctor' }))).toMatchObject({
      credentials: 'ok',
      ip: ['fail', 99991401],
      bot: 'warn',
      'scope:im:message.urgent': 'warn',
    });
    practice.change({ ipAllowList: [], botEnabled: false });
    expect(stateOf(await desk.run({ kind: 'doctor' }))).toMatchObject({
      ip: 'ok',
      bot: ['fail', 11205],
      'scope:im:message.urgent': 'ok',
    });
  });

  test('checks the named workspace, and ends with 2 for an unknown name', async () => {
    await desk.run(connectTo({ name: 'Acme' }));
    company.log.clear();
    expect((await desk.run({ kind: 'doctor' }, { workspace: 'practice' })).exit).toBe(0);
    expect(company.log.entries).toEqual([]);
    expect((await desk.run({ kind: 'doctor' }, { workspace: 'Acme' })).exit).toBe(0);
    expect((await desk.run({ kind: 'doctor' }, { workspace: company.appId })).exit).toBe(0);
    const unknown = await desk.run({ kind: 'doctor' }, { workspace: 'Nobody Ltd' });
    expect(unknown.exit).toBe(2);
    expect(read(Told, unknown).problem.advice).toContain('Acme');
  });

  test('blames the network for a server that is gone', async () => {
    await desk.run(connectTo({ name: 'Acme' }));
    await company.close();
    const ran = await desk.run({ kind: 'doctor' }, { workspace: 'Acme' });
    expect(ran.exit).toBe(1);
    expect(stateOf(ran)).toMatchObject({ network: 'fail', credentials: 'warn' });
  });
});

describe('groups', () => {
  const header = 'group,name,open_id,union_id,user_id,email,mobile';
  const content = `${header}\n夜班,林涛,,,,lintao@lianxi.example,\n夜班,韩梅梅,ou_a1,on_a1,,,13800000000\n`;
  const member = {
    name: z.string(),
    openId: z.string().nullable(),
    unionId: z.string().nullable(),
    userId: z.string().nullable(),
    email: z.string().nullable(),
    mobile: z.string().nullable(),
  };
  const File = z.strictObject({
    version: z.literal(1),
    groups: z.array(
      z.looseObject({
        name: z.string(),
        pinned: z.boolean(),
        linkedChat: z.unknown(),
        defaults: z.unknown(),
        members: z.array(z.strictObject(member)),
      }),
    ),
  });

  test('are imported, listed, and exported unchanged in both formats', async () => {
    const imported = await desk.run(importOf(content));
    expect(imported.exit).toBe(0);
    expect(JSON.parse(imported.stdout)).toMatchObject({ groups: [{ name: '夜班', added: 2 }] });
    const listed = read(File, await desk.run({ kind: 'groups-list' }));
    expect(listed.groups.map(({ name, members }) => [name, members.map((each) => each.name)])).toEqual([
      ['夜班', ['林涛', '韩梅梅']],
    ]);
    const csv = await desk.run({ kind: 'groups-export', format: 'csv' });
    expect(csv.file).toBe(content);
    const json = await desk.run({ kind: 'groups-export', format: 'json' });
    expect(File.parse(JSON.parse(json.file ?? ''))).toEqual(listed);
    await desk.run(connectTo({ name: 'Acme' }));
    const elsewhere = await desk.run(importOf(json.file ?? '', { name: 'all.json' }));
    expect(elsewhere.exit).toBe(0);
    expect(read(File, await desk.run({ kind: 'groups-list' }, { workspace: 'Acme' })).groups).toEqual(listed.groups);
  });

  test('a list of people becomes a group named after its file, unless it has an unknown column', async () => {
    const list = '姓名,open_id\n韩梅梅,ou_a1\n';
    const load = (text: string) => desk.run(importOf(text, { name: '夜班.csv' }));
    expect((await load(list)).exit).toBe(0);
    expect(read(File, await desk.run({ kind: 'groups-list' })).groups).toMatchObject([
      { name: '夜班', members: [{ name: '韩梅梅', openId: 'ou_a1' }] },
    ]);
    // 组 is misspelled: the app does not guess who belongs to which group.
    const unsure = await load('祖,姓名,open_id\n早班,韩梅梅,ou_a1\n');
    expect([unsure.exit, read(Told, unsure).problem.advice]).toEqual([2, expect.stringContaining(header)]);
    const nameless = await desk.run(importOf(list, { name: '' }));
    expect(nameless.exit).toBe(2);
  });

  test('a file whose encoding can only be guessed is refused until the encoding is named', async () => {
    const list = 'group,name\nNachtschicht,Jörg Müller\nNachtschicht,Zoë Groß\n';
    const bytes = Buffer.from(encodeAs(list, 'windows-1252')).toString('base64');
    const guessed = await desk.run({ ...importOf(''), bytes });
    expect(guessed.exit).toBe(2);
    const { advice } = read(Told, guessed).problem;
    expect(advice).toContain('windows-1252');
    expect(advice).toContain('Jörg Müller');
    expect(advice).toContain('--encoding');
    expect((await desk.run({ ...importOf(''), bytes, encoding: 'windows-1252' })).exit).toBe(0);
    expect(read(File, await desk.run({ kind: 'groups-list' })).groups[0]?.members[0]?.name).toBe('Jörg Müller');
    // GBK proves itself.
    const chinese = Buffer.from(encodeAs('组,姓名\n值班组,李雷\n', 'gb18030')).toString('base64');
    expect((await desk.run({ ...importOf(''), bytes: chinese })).exit).toBe(0);
  });

  test('a workbook is read, and what is none is named for what it is', async () => {
    const rows = [
      ['组', '姓名'],
      ['早班', '李雷'],
    ];
    const bytes = Buffer.from(workbook({ name: 'Sheet1', rows })).toString('base64');
    expect((await desk.run({ ...importOf(''), bytes })).exit).toBe(0);
    expect(read(File, await desk.run({ kind: 'groups-list' })).groups).toMatchObject([
      { name: '早班', members: [{ name: '李雷' }] },
    ]);
    const old = Buffer.from('d0cf11e0a1b11ae1', 'hex').toString('base64');
    expect(read(Told, await desk.run({ ...importOf(''), bytes: old })).problem.advice).toContain('.xls');
  });

  test('a file changes how a group is called with --yes alone, and says what it left out', async () => {
    await desk.run(importOf(content));
    const all = JSON.parse((await desk.run({ kind: 'groups-export', format: 'json' })).file ?? '');
    all.groups[0].defaults.channel = 'phone';
    const unasked = await desk.run(importOf(JSON.stringify(all)));
    expect(unasked.exit).toBe(0);
    expect(JSON.parse(unasked.stdout)).toEqual({ groups: [{ name: '夜班', added: 0, known: 2, left: ['channel'] }] });
    expect(unasked.stderr).toContain('--yes');
    const defaults = async () => read(File, await desk.run({ kind: 'groups-list' })).groups[0]?.defaults;
    expect(await defaults()).toMatchObject({ channel: null });
    const asked = await desk.run(importOf(JSON.stringify(all), { yes: true }));
    expect(JSON.parse(asked.stdout)).toMatchObject({ groups: [{ left: [] }] });
    expect(await defaults()).toMatchObject({ channel: 'phone' });
  });

  test('a wrong file changes nothing, and the error names the place', async () => {
    const wrong = `${header}\n夜班,林涛,ou_,,,,\n`;
    const ran = await desk.run(importOf(wrong));
    expect(ran.exit).toBe(2);
    expect(read(Told, ran).problem.advice).toMatch(/2/);
    expect(read(File, await desk.run({ kind: 'groups-list' })).groups).toEqual([]);
    expect((await desk.run(importOf('{}'))).exit).toBe(2);
  });
});
