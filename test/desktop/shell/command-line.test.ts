import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { until } from '../../support/clock/until';
import { buzzShape, code } from '../../support/desktop/buzz-shape';
import { focusedWindow, windowsOnScreen } from '../../support/desktop/desktop';
import { processesOf, type RanBuzz, type RunOptions, runBuzz } from '../../support/desktop/run-buzz';
import { sharedTempFolder } from '../../support/disk/temp-folder';
import { sharedCompany } from '../../support/feishu/a-company';

const problemShape = z.strictObject({
  problem: z.strictObject({ code, message: z.string().min(1), advice: z.string().min(1) }),
});

const canary = 'Canary0Secret1That2Nobody3May4See';
const folder = sharedTempFolder();
const home = join(folder, 'home');
const company = sharedCompany({ appSecret: canary, readingSpeed: 0 });

const buzz = (args: readonly string[], options: Partial<RunOptions> = {}): Promise<RanBuzz> =>
  runBuzz(args, { home, ...options });

/** Parses stdout, which must hold one object and nothing else. */
const json = <T>(shape: z.ZodType<T>, ran: RanBuzz): T => {
  expect(ran.stdout, ran.stderr).toMatch(/^\{.*\}\n$/);
  return shape.parse(JSON.parse(ran.stdout));
};
const refused = async (exit: number, args: readonly string[]) => {
  const ran = await buzz([...args, '--json']);
  expect(ran.exit, ran.stderr).toBe(exit);
  return json(problemShape, ran).problem;
};
const buzzed = async (exit: number, args: readonly string[]) => {
  const ran = await buzz([...args, '--json']);
  expect(ran.exit, ran.stderr).toBe(exit);
  return json(buzzShape, ran);
};
const arrived = (api: string) => company.log.entries.filter((call) => call.api === api);
const called = (channel: string) =>
  arrived(`urgent_${channel}`).flatMap((call) => call.did.buzzed?.map(({ name }) => name) ?? []);
const connect = (input: string, ...more: string[]) =>
  buzz(['connect', '--app-id', company.appId, '--base-url', company.baseUrl, ...more], { input });

afterAll(async () => {
  await buzz(['quit', '--force']);
});
beforeEach(() => {
  company.log.clear();
  company.faults.clear();
});

describe('the command line', () => {
  test('from cold it starts the app hidden, buzzes in practice, and stdout holds only the answer', async () => {
    expect(await processesOf(home)).toEqual([]);
    const ran = await buzz(['send', '--to', '韩梅梅', '--text', '订单库主从延迟', '--json'], {
      env: { FEISHU_BUZZ_APP_SECRET: canary },
      byNpm: true,
    });
    expect(ran.exit, ran.stderr).toBe(0);
    const answer = json(buzzShape, ran);
    expect(answer).toMatchObject({ state: 'done', via: 'app', mode: 'direct', practice: true, text: '订单库主从延迟' });
    expect(answer.people).toMatchObject([
      { name: '韩梅梅', outcome: 'accepted', code: null, advice: null, readAt: null },
    ]);
    expect(answer.calls).toEqual({ send: 1, buzz: 1, total: 2 });
    expect(ran.stderr).toContain('no real people were contacted');
    // The window of an app that has just ended disappears by itself; one of this app would stay.
    await until(
      'it stays hidden',
      async () => !(await windowsOnScreen()).some((title) => title.includes('Feishu Buzz')),
    );
    // The app keeps running, without the secret of the test's environment.
    const running = await processesOf(home);
    expect(running.length).toBeGreaterThan(0);
    expect(JSON.stringify(running)).not.toContain(canary);
  });

  test('only the owner can use its socket and read its token', async () => {
    const file = join(home, 'command-line.json');
    const { socket } = JSON.parse(await readFile(file, 'utf8'));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(socket)).mode & 0o777).toBe(0o600);
    expect(Buffer.byteLength(socket)).toBeLessThan(100);
  });

  test('a wrong secret ends with 1 and Feishu’s code, and nothing is saved', async () => {
    const ran = await connect('wrong', '--json');
    expect(ran.exit).toBe(1);
    expect(json(problemShape, ran).problem.code).toBe(10014);
    const problem = await refused(2, ['groups', 'list', '--workspace', company.appId]);
    expect(problem.advice).toContain('practice');
    expect(await readFile(join(home, 'settings.json'), 'utf8').catch(() => '')).not.toContain(company.appId);
    expect(arrived('bot_info')).toEqual([]);
  });

  test('wrong arguments of connect are reported before the app is asked', async () => {
    const ran = await buzz(['connect', '--app-id', 'cli_a', '--base-url', 'http://open.feishu.cn', '--json'], {
      input: 'x',
    });
    expect(ran.exit).toBe(2);
    expect((await buzz(['connect', '--app-id', 'app', '--json'], { input: 'x' })).exit).toBe(2);
    expect((await buzz(['connect', '--app-id', company.appId, '--json'])).exit).toBe(2);
    expect(company.log.entries).toEqual([]);
  });

  test('the right secret connects even with spaces around it, into the keyring that answers on a desktop without a name', async () => {
    const ran = await connect(`  ${canary} \n`, '--name', '某某科技');
    expect(ran.exit, ran.stderr).toBe(0);
    expect(ran.stdout).toContain('某某科技');
    expect(ran.stderr).not.toContain('--store-unprotected');
    for (const name of await readdir(home, { recursive: true })) {
      const bytes = await readFile(join(home, name)).catch(() => Buffer.alloc(0));
      expect(bytes.includes(canary), name).toBe(false);
    }
    expect(JSON.stringify(await processesOf(home))).not.toContain(canary);
  });

  test('from then on commands use the real workspace: 0 when all people were accepted', async () => {
    const answer = await buzzed(0, ['send', '--to', '韩梅梅', '--to', 'lintao@lianxi.example', '--text', '请上线']);
    expect(answer).toMatchObject({ workspace: '某某科技', practice: false });
    expect(arrived('send')).toHaveLength(2);
    expect(called('app').sort()).toEqual(['林涛', '韩梅梅']);
  });

  test('a problem known beforehand is an outcome: 1 when no person remains, and no message is sent', async () => {
    const answer = await buzzed(1, ['send', '--to', 'nobody@lianxi.example', '--text', '请上线']);
    expect(answer).toMatchObject({ state: 'done', messages: [], people: [{ outcome: 'unreachable' }] });
    expect(arrived('send')).toEqual([]);
    // The ledger keeps it like any other buzz.
    expect((await buzzed(0, ['show', answer.id])).people).toEqual(answer.people);
  });

  test('3 when some were accepted, with Feishu’s code and advice for the others', async () => {
    const answer = await buzzed(3, ['send', '--to', '韩梅梅', '--to', '曾一鸣', '--text', '请上线']);
    expect(answer.people).toMatchObject([
      { name: '韩梅梅', outcome: 'accepted' },
      { name: '曾一鸣', outcome: 'too-many-unread', code: 230023 },
    ]);
    expect(answer.people[1]?.advice).toBeTruthy();
    expect(answer.people[1]?.logId).toBeTruthy();
  });

  test('2, and no call at all, for a paid buzz without --yes', async () => {
    const problem = await refused(2, ['send', '--to', '韩梅梅', '--text', '请上线', '--via', 'phone']);
    expect(problem.advice).toContain('--yes');
    expect(company.log.entries).toEqual([]);
  });

  test('2 for an unknown name, with suggestions, and for a batch message', async () => {
    expect((await refused(2, ['send', '--to', '韩梅', '--text', 'x'])).advice).toContain('person:韩梅梅');
    expect((await refused(2, ['message', 'bm_abc', '--to', '韩梅梅'])).code).toBeNull();
    expect(arrived('send')).toEqual([]);
  });

  test('4 for an SMS whose answer was lost: it is sent once and not repeated', async () => {
    company.faults.add({ kind: 'drop-after', api: 'urgent_sms' });
    const answer = await buzzed(4, ['send', '--to', '单小雨', '--text', '请上线', '--via', 'sms', '--yes']);
    expect(answer.people).toMatchObject([{ outcome: 'unknown', steps: [{ via: 'sms', outcome: 'unknown' }] }]);
    expect(called('sms')).toEqual(['单小雨']);
    expect(arrived('urgent_sms')).toHaveLength(1);
  });

  test('a paid buzz with --yes leaves at once, one call per person', async () => {
    const answer = await buzzed(0, [
      'send',
      '--to',
      '韩梅梅',
      '--to',
      '林涛',
      '--text',
      '请接电话',
      '--via',
      'phone',
      '--yes',
    ]);
    expect(answer.via).toBe('phone');
    expect(called('phone').sort()).toEqual(['林涛', '韩梅梅']);
    expect(arrived('urgent_phone')).toHaveLength(2);
    expect(arrived('urgent_app')).toEqual([]);
  });

  test('a chat given by name gets one message and one list', async () => {
    const answer = await buzzed(3, [
      'send',
      '--to',
      '缪思远',
      '--to',
      '仇远',
      '--chat',
      '数据库告警',
      '--text',
      '请看',
    ]);
    expect(answer).toMatchObject({ mode: 'chat', people: [{ outcome: 'accepted' }, { outcome: 'not-in-chat' }] });
    expect(arrived('send')).toHaveLength(1);
    expect(arrived('urgent_app')).toHaveLength(1);
    expect((await refused(2, ['send', '--to', '缪思远', '--chat', '没有这个群', '--text', 'x'])).advice).toContain(
      '数据库告警',
    );
  });

  test('--wait ends when all have read', async () => {
    const asked = buzz(['send', '--to', '乐嘉', '--text', '看到请回', '--wait', '8', '--json']);
    await company.log.until((calls) => calls.some((call) => call.api === 'urgent_app' && call.code === 0), 20_000);
    company.read('乐嘉');
    const answer = json(buzzShape, await asked);
    expect(answer.people[0]?.readAt).not.toBeNull();
    expect(arrived('read_users')).toHaveLength(1);
  });

  test('the same draft within ten seconds is the same buzz', async () => {
    const [first, second] = await Promise.all([
      buzzed(0, ['send', '--to', '林涛', '--text', '只此一次']),
      buzzed(0, ['send', '--to', '林涛', '--text', '只此一次']),
    ]);
    expect(second.id).toBe(first.id);
    // Both came at once: the later of them was told.
    expect([first.repeated, second.repeated].filter(Boolean)).toEqual([true]);
    expect(arrived('send')).toHaveLength(1);
    const { buzzes } = JSON.parse((await buzz(['list', '--limit', '3', '--json'])).stdout);
    expect(buzzes).toHaveLength(3);
    expect(buzzes[0]).toMatchObject({ id: first.id, accepted: 1, people: 1 });
    await buzzed(0, ['recall', first.id]);
    expect(arrived('recall')).toHaveLength(1);
    expect((await buzz(['stop', 'bz_doesnotexist'])).exit).toBe(2);
  });

  test('groups are exported to a file and imported from it, relative to the folder of the terminal', async () => {
    const header = 'group,name,open_id,union_id,user_id,email,mobile';
    const rows = ['"夜, 班",林涛,,,,lintao@lianxi.example,', '乐嘉,林涛,,,,lintao@lianxi.example,'];
    await writeFile(join(folder, 'in.csv'), `\uFEFF${[header, ...rows].join('\r\n')}\r\n`);
    expect((await buzz(['groups', 'import', 'in.csv'], { cwd: folder, byNpm: true })).exit).toBe(0);
    expect((await buzz(['groups', 'export', 'out.csv'], { cwd: folder })).exit).toBe(0);
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toBe(`${[header, ...rows].join('\n')}\n`);
    const { groups, version } = JSON.parse((await buzz(['groups', 'list', '--json'])).stdout);
    expect(version).toBe(1);
    expect(groups[0]).toMatchObject({ name: '夜, 班', members: [{ name: '林涛', openId: null }] });
    expect((await buzzed(0, ['send', '--to', '夜, 班', '--text', '按组'])).people).toHaveLength(1);
    await writeFile(join(folder, 'bad.csv'), 'group,name\n');
    expect((await refused(2, ['groups', 'import', join(folder, 'bad.csv')])).advice).toContain('open_id');
  });

  test('2 for a name that a group and a person share, until the command says which', async () => {
    const { advice } = await refused(2, ['send', '--to', '乐嘉', '--text', '是谁']);
    expect(advice).toMatch(/group:乐嘉 · ou_\w+ \(乐嘉/);
    expect(arrived('send')).toEqual([]);
    const toPerson = await buzzed(0, ['send', '--to', 'person:乐嘉', '--text', '是你']);
    expect(toPerson.people.map(({ name }) => name)).toEqual(['乐嘉']);
    const toGroup = await buzzed(0, ['send', '--to', 'group:乐嘉', '--text', '是你们']);
    expect(toGroup.people.map(({ name }) => name)).toEqual(['林涛']);
  });

  test('an existing message of the bot is buzzed as it is, and no other', async () => {
    const first = await buzzed(0, ['send', '--to', '缪思远', '--chat', '数据库告警', '--text', '先看这条']);
    const messageId = first.messages[0]?.messageId ?? '';
    company.log.clear();
    // Reading a message of a group takes this scope, which an app has only if it was asked for.
    company.change({ grantScopes: ['im:message.group_msg'] });
    const answer = await buzzed(3, ['message', messageId, '--to', '燕小北', '--to', '仇远']);
    expect(answer).toMatchObject({ mode: 'chat', messages: [{ messageId }], calls: { send: 0, buzz: 1 } });
    expect(answer.people).toMatchObject([{ outcome: 'accepted' }, { outcome: 'not-in-chat' }]);
    expect(called('app')).toEqual(['燕小北']);
    expect(arrived('send')).toEqual([]);
    const gone = await refused(2, ['message', 'om_00000000000000000000000000000000', '--to', '燕小北']);
    expect(gone.code).not.toBeNull();
  });

  test('a room is made for the named people, with one message in it', async () => {
    const answer = await buzzed(0, ['send', '--to', '林涛', '--to', '查理', '--mode', 'room', '--text', '请进群']);
    expect(answer).toMatchObject({ mode: 'room', people: [{ outcome: 'accepted' }, { outcome: 'accepted' }] });
    expect(arrived('send')).toHaveLength(1);
    expect(called('app').sort()).toEqual(['林涛', '查理'].sort());
  });

  test('a ladder with paid steps needs --yes; while armed it blocks quit until it is stopped', async () => {
    const send = ['send', '--to', '单小雨', '--text', '请上线', '--ladder', 'SMS 3 min → call 8 min'];
    expect((await refused(2, send)).advice).toContain('--yes');
    expect((await refused(2, [...send.slice(0, -1), '没有'])).advice).toContain('SMS 3 min → call 8 min');
    expect(company.log.entries).toEqual([]);
    const answer = await buzzed(0, [...send, '--yes']);
    expect(answer.state).toBe('done');
    expect((await refused(2, ['quit'])).advice).toContain('1');
    expect((await buzzed(0, ['stop', answer.id])).state).toBe('stopped');
  });

  test('the doctor finds the scope that is missing', async () => {
    const shape = z.strictObject({
      ok: z.boolean(),
      checks: z.array(
        z.strictObject({
          id: z.string(),
          state: z.enum(['ok', 'optional', 'warn', 'fail']),
          code,
          advice: z.string().nullable(),
        }),
      ),
    });
    const well = await buzz(['doctor', '--json']);
    expect(well.exit, well.stdout).toBe(0);
    expect(json(shape, well).checks.map((check) => check.id)).toEqual(
      expect.arrayContaining([
        'network',
        'credentials',
        'bot',
        'ip',
        'availability',
        'receipts',
        'scope:im:message.urgent',
      ]),
    );
    company.change({ revokeScopes: ['im:message.urgent'] });
    const ill = await buzz(['doctor', '--json']);
    company.change({ grantScopes: ['im:message.urgent'] });
    expect(ill.exit).toBe(1);
    const { ok, checks } = json(shape, ill);
    expect(ok).toBe(false);
    expect(
      checks.filter((check) => check.state !== 'ok' && check.state !== 'optional').map((check) => check.id),
    ).toEqual(['scope:im:message.urgent']);
  });

  test('open brings the popup to the person', async () => {
    expect((await buzz(['open'])).exit).toBe(0);
    await until('the popup has the focus', async () => (await focusedWindow())?.includes('Feishu Buzz') ?? false);
  });

  test('quit leaves no process and succeeds when there is none', async () => {
    const ran = await buzz(['quit']);
    expect(ran.exit, ran.stderr).toBe(0);
    // Helper processes end after the main one, which has ended by now.
    await until('no process is left', async () => (await processesOf(home)).length === 0);
    await expect(stat(join(home, 'command-line.json'))).rejects.toThrow('ENOENT');
    expect((await buzz(['quit'])).exit).toBe(0);
    expect(await processesOf(home)).toEqual([]);
  });

  test('5 when the app cannot be started', async () => {
    const broken = join(folder, 'broken');
    await mkdir(broken);
    await writeFile(join(broken, 'electron'), '#!/bin/sh\nexit 7\n');
    await chmod(join(broken, 'electron'), 0o755);
    const ran = await buzz(['list', '--json'], { env: { ELECTRON_OVERRIDE_DIST_PATH: broken } });
    expect(ran.exit, ran.stderr).toBe(5);
    expect(json(problemShape, ran).problem.advice).toContain('7');
  });
});
