import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../test/support/clock/virtual-clock';
import { chatId, chatOf } from '../../../test/support/desk/buzz-desk';
import { crowd, failure, ScriptedFeishu, someone } from '../../../test/support/feishu/scripted-feishu';
import { aPerson } from '../../../test/support/samples';
import { type Answer, failed, ok, problem } from '../../contract/advice/problem';
import { ChatId, OpenId, UnionId, UserId } from '../../contract/model/ids';
import type { Feishu } from '../feishu/feishu';
import { Directory } from './directory';

const minute = 60_000;

const noFields = {
  unionId: undefined,
  userId: undefined,
  name: undefined,
  enName: undefined,
  nickname: undefined,
  email: undefined,
  departmentIds: undefined,
  standing: undefined,
};
const noPage = async () => ({ ok: true as const, value: { items: [], next: null }, logId: null });
const noContacts = {
  readContactRange: async () => ({
    ok: true as const,
    value: { items: [], next: null, tellsPeople: true },
    logId: null,
  }),
  readDepartments: async () => ({ ok: true as const, value: [], logId: null }),
  readDepartmentsBelow: noPage,
  readDepartmentPeople: noPage,
  readScopes: async () => ({ ok: true as const, value: new Set<string>(), logId: null }),
};

const setUp = () => {
  const clock = createVirtualClock();
  const feishu = new ScriptedFeishu(clock);
  feishu.chatList.push(chatOf(crowd(2)));
  const state: { feishu: Answer<Feishu> } = { feishu: ok(feishu) };
  return { clock, feishu, state, directory: new Directory({ feishu: () => state.feishu, clock }) };
};

it('asks once at a time and keeps the answer for five minutes', async () => {
  const { clock, feishu, directory } = setUp();
  await Promise.all([
    directory.listChats(),
    directory.listChats(),
    directory.listMembers(chatId),
    directory.listMembers(chatId),
  ]);
  await directory.findChat(chatId);
  await directory.findChat(chatId);
  expect(feishu.asked).toMatchObject({ chats: 1, members: 1, chat: 1 });
  await clock.advance(5 * minute - 1);
  await directory.listChats();
  expect(feishu.asked.chats).toBe(1);
  await clock.advance(1);
  await directory.listChats();
  expect(feishu.asked.chats).toBe(2);
});

it('asks anew when told to, and keeps that answer', async () => {
  const { feishu, directory } = setUp();
  await directory.listChats();
  feishu.chatList.push(chatOf([], { chatId: ChatId.parse('oc_new'), name: '新群' }));
  expect(await directory.listChats(true)).toMatchObject({ ok: true, value: [{ chatId }, { chatId: 'oc_new' }] });
  await directory.listChats();
  expect(feishu.asked.chats).toBe(2);
});

it('passes a problem on, and does not keep it', async () => {
  const { feishu, directory } = setUp();
  feishu.chatsFail = failure({ code: 99991672 });
  const both = await Promise.all([directory.listChats(), directory.listChats()]);
  expect(both).toMatchObject([
    { ok: false, problem: { code: 99991672 } },
    { ok: false, problem: { code: 99991672 } },
  ]);
  feishu.chatsFail = null;
  expect((await directory.listChats()).ok).toBe(true);
});

it('does not forget a newer answer because an older question fails late', async () => {
  const { feishu, directory } = setUp();
  let fail: () => void = () => undefined;
  feishu.chatsFail = failure({ code: 99991672 });
  feishu.answerAfter = () =>
    new Promise((resolve) => {
      fail = () => resolve();
    });
  const older = directory.listChats();
  await Promise.resolve();
  const failLate = fail;
  feishu.answerAfter = async () => undefined;
  const newer = directory.listChats(true).then((answer) => answer);
  feishu.chatsFail = null;
  expect((await newer).ok).toBe(true);
  feishu.chatsFail = failure({ code: 99991672 });
  failLate();
  expect((await older).ok).toBe(false);
  expect((await directory.listChats()).ok).toBe(true);
});

it('passes on why there is no way to Feishu at all', async () => {
  const { state, directory } = setUp();
  state.feishu = failed(problem('secret-missing'));
  expect(await directory.listChats()).toEqual(failed(problem('secret-missing')));
  expect(await directory.listPeople()).toEqual({ people: [], problem: problem('secret-missing'), complete: true });
});

it('knows all people in the internal chats, once each, and says why some are missing', async () => {
  const { feishu, directory } = setUp();
  feishu.chatList.push(chatOf([someone(2), someone(3)], { chatId: ChatId.parse('oc_two') }));
  feishu.chatList.push(chatOf([someone(9)], { chatId: ChatId.parse('oc_out'), external: true }));
  const { people, problem: missing } = await directory.listPeople();
  expect(people.map((person) => person.openId)).toEqual(['ou_p1', 'ou_p2', 'ou_p3']);
  expect(missing).toBeNull();

  const blind = setUp();
  blind.feishu.membersFail = failure({ code: 99991672 });
  expect(await blind.directory.listPeople()).toMatchObject({ people: [], problem: { code: 99991672 } });
});

it('turns e-mails and mobiles into people, asking once for each', async () => {
  const { feishu, directory } = setUp();
  feishu.directory.set('mei@example.com', OpenId.parse('ou_mei'));
  feishu.directory.set('13800138000', OpenId.parse('ou_p1'));
  const lines = [
    { name: '韩梅梅', email: 'mei@example.com' },
    { name: '138 0013 8000', mobile: '13800138000' },
    { name: 'x@example.com', email: 'x@example.com' },
    someone(5),
  ];
  const { people, problem: missed } = await directory.resolve(lines);
  expect(missed).toBeNull();
  expect(people).toEqual([
    { name: '韩梅梅', email: 'mei@example.com', openId: 'ou_mei' },
    { name: '同事1', openId: 'ou_p1' },
    { name: 'x@example.com', email: 'x@example.com' },
    someone(5),
  ]);
  await directory.resolve(lines.slice(0, 2));
  expect(feishu.asked.lookUp).toBe(1);
});

it('asks only once for an e-mail that leads to no person, unless the line is read anew', async () => {
  const { clock, feishu, directory } = setUp();
  const nobody = [{ name: 'x@example.com', email: 'x@example.com' }];
  await directory.resolve(nobody);
  await directory.resolve(nobody);
  expect(feishu.asked.lookUp).toBe(1);
  await directory.readLines('x@example.com');
  expect(feishu.asked.lookUp).toBe(2);
  await clock.advance(5 * minute);
  feishu.directory.set('x@example.com', OpenId.parse('ou_x'));
  expect((await directory.resolve(nobody)).people).toMatchObject([{ openId: 'ou_x' }]);
});

it('knows of people found by e-mail or mobile who cannot be reached, for a day or until they are looked up again', async () => {
  const { clock, feishu, directory } = setUp();
  const frozen = OpenId.parse('ou_frozen');
  feishu.directory.set('frozen@example.com', frozen);
  feishu.directory.set('13800138000', OpenId.parse('ou_new'));
  feishu.standings.set(frozen, 'frozen');
  feishu.standings.set(OpenId.parse('ou_new'), 'unjoined');
  const { people } = await directory.resolve([
    { name: '冻', email: 'frozen@example.com' },
    { name: '新', mobile: '13800138000' },
  ]);
  const states = () => people.map((person) => directory.knownPerson(person)?.status);
  expect(states()).toEqual(['frozen', 'unjoined']);
  feishu.directory.set('13900139000', frozen);
  feishu.standings.set(frozen, 'active');
  await directory.resolve([{ name: '冻', mobile: '13900139000' }]);
  expect(states()).toEqual([undefined, 'unjoined']);
  await clock.advance(25 * 60 * minute);
  expect(states()).toEqual([undefined, undefined]);
});

describe('of all that is known of a person', () => {
  const hanMail = 'han@example.com';
  const world = () => {
    const made = setUp();
    made.feishu.directory.set('13800138000', OpenId.parse('ou_p1'));
    made.feishu.directory.set(hanMail, OpenId.parse('ou_p2'));
    return made;
  };

  it('each is tried until one leads to a person', async () => {
    const { feishu, directory } = world();
    const rows = [
      { name: '同事1', email: 'unregistered@example.com', mobile: '13800138000' },
      { name: '同事2', email: hanMail, mobile: '19999999999' },
      { name: '谁？', email: 'x@example.com', mobile: '18888888888' },
    ];
    const { people, problem: missed, disagreeing } = await directory.resolve(rows);
    expect(people.map(({ openId }) => openId)).toEqual(['ou_p1', 'ou_p2', undefined]);
    expect(people[2]).toEqual(rows[2]);
    expect([missed, disagreeing.size, feishu.asked.lookUp]).toEqual([null, 0, 1]);
  });

  it('two that lead to two people are shown, and neither is taken', async () => {
    const { directory } = world();
    const row = { name: '韩梅梅', email: hanMail, mobile: '13800138000' };
    const { people, disagreeing } = await directory.resolve([row]);
    expect(people).toEqual([row]);
    const params = { name: '韩梅梅', one: hanMail, first: '同事2', two: '138****8000', second: '同事1' };
    expect(disagreeing.get(hanMail)).toMatchObject({ advice: 'person-disagrees', params });
    const [line] = await directory.readLines(`韩梅梅 <${hanMail}> 138 0013 8000`);
    expect(line).toMatchObject({ person: row, problem: { advice: 'person-disagrees', params } });
  });

  it('two that lead to one person are no disagreement', async () => {
    const { feishu, directory } = world();
    feishu.directory.set('one@example.com', OpenId.parse('ou_p1'));
    const { people, disagreeing } = await directory.resolve([
      { name: '同事1', email: 'one@example.com', mobile: '13800138000' },
    ]);
    expect(people).toEqual([{ name: '同事1', email: 'one@example.com', openId: 'ou_p1' }]);
    expect(disagreeing.size).toBe(0);
  });

  it('an id that no person has hides no address, and one that Feishu knows is compared with it', async () => {
    const { clock, feishu } = world();
    const contact = (openId: string, userId: string) => ({
      openId: OpenId.parse(openId),
      userId: UserId.parse(userId),
    });
    const directory = new Directory({
      feishu: () => ok(feishu),
      clock,
      contacts: {
        quiet: async () => undefined,
        feishu: {
          ...noContacts,
          readPeopleById: async ({ ids }) => {
            if (ids.includes('gone')) return { ok: false, failure: failure({ namedIds: ['gone'] }) };
            return { ok: true, value: ids.map((id) => ({ ...noFields, ...contact('ou_p1', id) })), logId: null };
          },
        },
      },
    });
    const { people, disagreeing } = await directory.resolve([
      { name: '同事2', userId: UserId.parse('gone'), email: hanMail },
      { name: '同事1', userId: UserId.parse('one'), mobile: '13800138000' },
      { name: '谁？', userId: UserId.parse('other'), email: hanMail },
      { name: '只有工号', userId: UserId.parse('alone') },
    ]);
    expect(people.map(({ openId }) => openId)).toEqual(['ou_p2', 'ou_p1', undefined, undefined]);
    expect([...disagreeing.keys()]).toEqual(['user:other']);
  });
});

describe('a name written beside an address', () => {
  it('gives way to the name that the person has in the directory', async () => {
    const { feishu, directory } = setUp();
    feishu.directory.set('one@example.com', OpenId.parse('ou_p1'));
    await directory.listPeople();
    const names = async (text: string) => (await directory.readLines(text)).map(({ person }) => person.name);
    expect(await names('老王 <one@example.com>')).toEqual(['同事1']);
    expect(await names('one@example.com')).toEqual(['同事1']);
  });

  it('is all there is for a person the directory does not know, until it is written otherwise', async () => {
    const { feishu, directory } = setUp();
    feishu.directory.set('x@example.com', OpenId.parse('ou_x'));
    const names = async (text: string) => (await directory.readLines(text)).map(({ person }) => person.name);
    expect(await names('x@example.com')).toEqual(['x@example.com']);
    expect(await names('李雷 <x@example.com>')).toEqual(['李雷']);
    expect(await names('x@example.com')).toEqual(['李雷']);
    expect(await names('李雷雷 <X@Example.com>')).toEqual(['李雷雷']);
  });
});

it('drops a mobile once its person is found, even as a name', async () => {
  const { feishu, directory } = setUp();
  feishu.directory.set('13800138000', OpenId.parse('ou_stranger'));
  const [line] = await directory.readLines('138 0013 8000');
  expect(line?.person).toEqual({ name: '138****8000', openId: 'ou_stranger' });
  expect(JSON.stringify((await directory.listPeople()).people)).not.toMatch(/138\s?0013\s?8000/);
});

it('gives people back as they were when they cannot be looked up, and says why', async () => {
  const { feishu, directory } = setUp();
  feishu.lookUpFails = failure({ code: 99991672 });
  const people = [{ name: 'x@example.com', email: 'x@example.com' }, someone(1)];
  expect(await directory.resolve(people)).toMatchObject({ people, problem: { code: 99991672 } });
});

it('lists a person known by chat and by e-mail once', async () => {
  const { feishu, directory } = setUp();
  feishu.directory.set('one@example.com', OpenId.parse('ou_p1'));
  await directory.resolve([{ name: 'one@example.com', email: 'one@example.com' }]);
  const { people } = await directory.listPeople();
  expect(people.filter((person) => person.openId === 'ou_p1')).toEqual([
    { name: '同事1', openId: 'ou_p1', email: 'one@example.com' },
  ]);
});

it('reads pasted lines in their order, keeps every one, and says what is wrong with each', async () => {
  const { feishu, directory } = setUp();
  feishu.chatList.push(chatOf([aPerson('同名', 'ou_a')], { chatId: ChatId.parse('oc_a') }));
  feishu.chatList.push(chatOf([aPerson('同名', 'ou_b')], { chatId: ChatId.parse('oc_b') }));
  feishu.directory.set('one@example.com', OpenId.parse('ou_p1'));
  const text = '同事2\n谁？，同名；ou_p1, on_union\none@example.com;x@example.com\nbm_7f2a';
  const lines = await directory.readLines(text);
  expect(lines.map(({ line, person, problem: reason }) => [line, person.name, reason?.advice ?? null])).toEqual([
    ['同事2', '同事2', null],
    ['谁？', '谁？', 'person-unresolved'],
    ['同名', '同名', 'person-ambiguous'],
    ['ou_p1', '同事1', null],
    ['on_union', 'on_union', null],
    ['one@example.com', '同事1', null],
    ['x@example.com', 'x@example.com', 'person-unresolved'],
    ['bm_7f2a', 'bm_7f2a', 'batch-message'],
  ]);
  expect(lines[0]?.person.openId).toBe('ou_p2');
  expect(lines[4]?.person.unionId).toBe(UnionId.parse('on_union'));
  expect(await directory.readLines(' \n ')).toEqual([]);
});

it('says why an e-mail could not be looked up, and still finds the names', async () => {
  const { feishu, directory } = setUp();
  feishu.lookUpFails = failure({ code: 99991672 });
  const lines = await directory.readLines('one@example.com\n同事1');
  expect(lines[0]?.problem).toMatchObject({ code: 99991672 });
  expect(lines[1]).toMatchObject({ problem: null, person: { openId: 'ou_p1' } });
});
