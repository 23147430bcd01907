import { expect, it } from 'vitest';
import { fakeFeishu, type Reaction } from '../../../test/support/feishu/fake-feishu';
import { problem } from '../../contract/advice/problem';
import type { Listening } from '../../contract/ipc/listening';
import { notListening } from './check-listening';
import { checkUp } from './check-up';
import { askedEvents } from './needed-events';
import { neededScopes } from './needed-scopes';

const bot: Reaction = {
  json: { code: 0, msg: 'ok', bot: { activate_status: 2, app_name: '加急', open_id: 'ou_bot' } },
};
const scopes = (...names: string[]): Reaction => ({
  json: { code: 0, msg: 'ok', data: { scopes: names.map((scope_name) => ({ scope_name, grant_status: 1 })) } },
});
const range: Reaction = { json: { code: 0, msg: 'ok', data: { department_ids: ['od-1'], has_more: true } } };
const own: Reaction = { json: { code: 0, msg: 'ok', data: { app: { online_version_id: 'oav_1' } } } };
const version = (...events: unknown[]): Reaction => ({
  json: { code: 0, msg: 'ok', data: { app_version: { events } } },
});
const endpoint: Reaction = {
  json: { code: 0, msg: 'ok', data: { URL: 'wss://msg-frontier.feishu.test/ws/v2?ticket=1' } },
};
const all = neededScopes.map(({ name }) => name);

interface Answers {
  bot: Reaction;
  scopes: Reaction;
  range: Reaction;
  own: Reaction;
  version: Reaction;
  endpoint: Reaction;
  socket: Reaction;
  listening: Listening;
}

const checked = async (change: Partial<Answers> = {}, onToken?: () => Reaction) => {
  const answers: Answers = {
    bot,
    scopes: scopes(...all),
    range,
    own,
    version: version(...askedEvents),
    endpoint,
    socket: { text: '<html>', status: 404 },
    listening: { ...notListening, state: 'verified' },
    ...change,
  };
  const { feishu, requests } = fakeFeishu(
    ({ path }) => {
      if (path.includes('bot/v3')) return answers.bot;
      if (path.includes('app_versions')) return answers.version;
      if (path.includes('applications/me')) return answers.own;
      if (path.includes('callback/ws/endpoint')) return answers.endpoint;
      if (path === '/') return answers.socket;
      return path.includes('application') ? answers.scopes : answers.range;
    },
    onToken ? { onToken } : {},
  );
  const checks = await checkUp(feishu, 'zh-CN', answers.listening);
  return { checks, state: Object.fromEntries(checks.map((check) => [check.id, check.state])), requests };
};

it('finds nothing wrong with an app that has everything', async () => {
  const { checks, requests } = await checked();
  expect(checks.filter((check) => check.state !== 'ok' || check.problem !== null)).toEqual([]);
  expect(checks.slice(0, 9).map((check) => check.id)).toEqual([
    ...['network', 'credentials', 'ip', 'bot', 'availability', 'socket', 'listening', 'events', 'receipts'],
  ]);
  expect(requests).toHaveLength(5);
});

it('tells wrong credentials from a network that fails, and leaves the rest open', async () => {
  const wrong = await checked({}, () => ({ json: { code: 10014, msg: 'app secret invalid' } }));
  expect(wrong.state).toMatchObject({
    network: 'ok',
    credentials: 'fail',
    ip: 'warn',
    bot: 'warn',
    availability: 'warn',
  });
  expect(wrong.checks.find((check) => check.id === 'credentials')?.problem?.code).toBe(10014);
  const silent = await checked({}, () => ({ error: new TypeError('net::ERR_NAME_NOT_RESOLVED') }));
  expect(silent.state).toMatchObject({ network: 'fail', credentials: 'warn', 'scope:im:message.urgent': 'warn' });
});

it.each([
  ['an app that Feishu does not know', { json: { code: 11209, msg: 'app not exist' } }, 'credentials', 11209],
  ['an unknown code', { json: { code: 424242, msg: 'no' } }, 'credentials', 424242],
  ['too many requests', { json: { code: 99991400, msg: 'slow down' }, status: 429 }, 'network', 99991400],
  ['a fault inside Feishu', { json: { code: 2200, msg: 'internal' } }, 'network', 2200],
  ['the month’s calls used up', { json: { code: 99991403, msg: 'quota' }, status: 429 }, 'network', 99991403],
  ['an app that is off', { json: { code: 99991662, msg: 'app not in use' } }, 'bot', 99991662],
] as const)('never calls a secret right without a token: %s', async (_, reaction, blamed, code) => {
  const { checks, state } = await checked({}, () => reaction);
  expect(checks.filter((check) => check.state === 'fail')).toMatchObject([{ id: blamed, problem: { code } }]);
  expect(state.credentials).toBe(blamed === 'credentials' ? 'fail' : 'warn');
});

it('blames the bot, not the credentials, for an error after a good token', async () => {
  const { state } = await checked({ bot: { json: { code: 424242, msg: 'no' } } });
  expect(state).toMatchObject({ network: 'ok', credentials: 'ok', ip: 'ok', bot: 'fail' });
  const gone = await checked({ bot: { json: { code: 232004, msg: 'app not found' } } });
  expect(gone.state).toMatchObject({ network: 'ok', credentials: 'fail', bot: 'warn' });
});

it('names a refused IP, and a bot that is off or not enabled', async () => {
  const ip = await checked({ bot: { json: { code: 99991401, msg: 'ip 1.2.3.4 is denied by app setting' } } });
  expect(ip.state).toMatchObject({ credentials: 'ok', ip: 'fail', bot: 'warn' });
  const off = await checked({ bot: { json: { code: 11205, msg: 'app do not have bot' } } });
  expect(off.state).toMatchObject({ ip: 'ok', bot: 'fail', 'scope:im:message.urgent': 'ok' });
  const waiting = await checked({ bot: { json: { code: 0, msg: 'ok', bot: { activate_status: 3, app_name: 'a' } } } });
  expect(waiting.state.bot).toBe('fail');
});

it('fails without a scope that every buzz needs, and warns about scopes that only take something away', async () => {
  const { state } = await checked({ scopes: scopes('im:message:send_as_bot') });
  expect(state).toMatchObject({
    'scope:im:message.urgent': 'fail',
    'scope:im:message.urgent:sms': 'warn',
    receipts: 'warn',
  });
});

it('accepts each scope that is enough', async () => {
  const { state } = await checked({
    scopes: scopes('im:message', 'im:message.urgent:app_send', 'im:chat:read', 'im:chat.members:read'),
  });
  expect(state).toMatchObject({
    'scope:im:message:send_as_bot': 'ok',
    'scope:im:message.urgent': 'ok',
    'scope:im:chat:readonly': 'ok',
    receipts: 'ok',
  });
});

it.each(['contact:contact:readonly_as_app', 'contact:contact:access_as_app', 'contact:contact:readonly'])(
  'counts the contact fields that %s covers as granted, and says what only the newer scope allows',
  async (old) => {
    const { state, checks } = await checked({ scopes: scopes(old) });
    for (const scope of ['user.base', 'department.base', 'department.organize', 'user.department', 'user.employee']) {
      expect([scope, state[`scope:contact:${scope}:readonly`]]).toEqual([scope, 'ok']);
    }
    expect(state['scope:contact:user.email:readonly']).toBe('warn');
    const byId = checks.find(({ id }) => id === 'scope:contact:contact.base:readonly');
    expect(byId).toMatchObject({
      state: 'warn',
      problem: { params: { use: '读取通讯录范围里单独指定的成员和部门' } },
    });
  },
);

it('offers what few people need, without a warning', async () => {
  const optional = [
    'im:resource:upload',
    'contact:user.employee_id:readonly',
    'im:message.group_msg',
    'contact:user.phone:readonly',
    'im:datasync.feed_card.time_sensitive:write',
    'im:message.reactions:write_only',
  ];
  const { checks } = await checked({ scopes: scopes(...all.filter((scope) => !optional.includes(scope))) });
  const open = checks.filter(({ state }) => state !== 'ok');
  expect(open.map(({ id, state, problem }) => [id, state, problem?.advice])).toEqual(
    optional.map((scope) => [`scope:${scope}`, 'optional', 'scope-optional']),
  );
});

it('finds an app that no one may use', async () => {
  const { state } = await checked({ range: { json: { code: 0, msg: 'ok', data: {} } } });
  expect(state.availability).toBe('fail');
});

it('takes an empty range for unknown where the scope to list people is missing', async () => {
  const held = all.filter((scope) => scope !== 'contact:user.employee_id:readonly');
  const empty: Reaction = { json: { code: 0, msg: 'ok', data: { department_ids: [], has_more: false } } };
  const { checks } = await checked({ range: empty, scopes: scopes(...held) });
  expect(checks.find(({ id }) => id === 'availability')).toMatchObject({
    state: 'warn',
    problem: { advice: 'people-unlisted', params: { scope: 'contact:user.employee_id:readonly' } },
  });
});

it.each([
  [0, 'bot-inactive'],
  [1, 'app-disabled'],
  [3, 'bot-waits'],
  [4, 'bot-upgrade-waits'],
  [5, 'app-plan-ended'],
  [6, 'app-plan-ended'],
])('a bot of status %i gives %s', async (activate_status, advice) => {
  const { checks } = await checked({ bot: { json: { code: 0, msg: 'ok', bot: { activate_status, app_name: 'a' } } } });
  expect(checks.find((check) => check.id === 'bot')).toMatchObject({ state: 'fail', problem: { advice } });
});

it('makes no further calls for an app that is off: Feishu would refuse all in the same words', async () => {
  const { state, requests } = await checked({ bot: { json: { code: 99991662, msg: 'app not in use' } } });
  expect(state).toMatchObject({ credentials: 'ok', bot: 'fail', availability: 'warn', receipts: 'warn' });
  expect(requests).toHaveLength(1);
});

const lineOf = (checks: readonly { id: string }[], id: string) => checks.find((check) => check.id === id);

it.each<[Listening['state'], Listening['problem'], string, string | undefined]>([
  ['off', null, 'optional', 'listen-off'],
  ['connecting', null, 'warn', 'listen-connecting'],
  ['connecting', problem('offline'), 'warn', 'offline'],
  ['connected', null, 'warn', 'listen-unproven'],
  ['shared', problem('listen-shared', { count: '1' }), 'warn', 'listen-shared'],
  ['refused', problem('credentials-wrong'), 'warn', 'credentials-wrong'],
  ['verified', null, 'ok', undefined],
])('takes listening for what it is known to be: %s', async (state, reason, expected, advice) => {
  const { checks } = await checked({ listening: { ...notListening, state, problem: reason } });
  expect(lineOf(checks, 'listening')).toMatchObject({ state: expected, problem: advice ? { advice } : null });
});

it('looks for the host of long connections without opening one, and names it when it cannot be reached', async () => {
  const off = await checked({ listening: notListening });
  expect(lineOf(off.checks, 'socket')).toEqual({ id: 'socket', state: 'ok', problem: null });
  expect(off.requests.map(({ init }) => new Headers(init.headers).get('upgrade'))).not.toContain('websocket');
  const error = new TypeError('net::ERR_CONNECTION_REFUSED');
  const host = 'msg-frontier.feishu.test';
  const blocked = await checked({ listening: notListening, socket: { error } });
  expect(lineOf(blocked.checks, 'socket')).toMatchObject({ state: 'optional', problem: { params: { host } } });
  const wanted = await checked({ listening: { ...notListening, state: 'connecting' }, socket: { error } });
  expect(lineOf(wanted.checks, 'socket')).toMatchObject({ state: 'warn', problem: { params: { host } } });
  const refused = await checked({ listening: notListening, endpoint: { json: { code: 1000040351, msg: 'domain' } } });
  expect(lineOf(refused.checks, 'socket')).toMatchObject({ state: 'optional', problem: { code: 1000040351 } });
});

it.each<[string, Partial<Answers>, string, string | undefined]>([
  ['types', { version: version(...askedEvents) }, 'ok', undefined],
  ['objects', { version: version(...askedEvents.map((event_type) => ({ event_type }))) }, 'ok', undefined],
  ['names for people', { version: version('接收消息', null, 7) }, 'optional', 'events-unreadable'],
  ['nothing', { own: { json: { code: 0, msg: 'ok', data: { app: {} } } } }, 'optional', 'events-unreadable'],
  ['no event', { version: version() }, 'warn', 'events-missing'],
  ['a refusal', { own: { status: 400, json: { code: 99991672, msg: 'Access denied' } } }, 'optional', 'events-unknown'],
])('reads which events the app gets from %s', async (_, change, expected, advice) => {
  const { checks } = await checked(change);
  expect(lineOf(checks, 'events')).toMatchObject({ state: expected, problem: advice ? { advice } : null });
});

it('names what is not heard of for want of an event', async () => {
  const some = askedEvents.filter((name) => !name.startsWith('im.chat') && !name.includes('receive'));
  const { checks } = await checked({ version: version(...some) });
  expect(lineOf(checks, 'events')).toMatchObject({
    problem: { advice: 'events-missing', params: { uses: '发给机器人的消息、群和群成员变动' } },
  });
});
