import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import type { Fetch } from '../client/transport';
import { type RegistrationNews, registerApp } from './register-app';

const secret = 'canary-secret-of-a-scan';
const appId = 'cli_a1b2c3d4e5f60718';
const begun = {
  device_code: 'v1:device',
  user_code: 'ABCD-EFGH',
  verification_uri: 'https://open.feishu.cn/page/launcher',
  verification_uri_complete: 'https://open.feishu.cn/page/launcher?user_code=ABCD-EFGH',
  expires_in: 60,
  interval: 5,
};
const pending = { status: 400, json: { error: 'authorization_pending', error_description: '', code: 20094 } };
const slowDown = { status: 400, json: { error: 'slow_down' } };
const done = {
  json: { client_id: appId, client_secret: secret, user_info: { open_id: 'ou_li', tenant_brand: 'feishu' } },
};
const refused = { status: 400, json: { error: 'access_denied', error_description: 'no' } };

type Reaction =
  | { status?: number; json: unknown }
  | { text: string; status?: number }
  | 'broken'
  | 'silence'
  | 'no-route';

/** A person's registration on a fake network, of which a test moves the time. Polls beyond the given ones are pending. */
const registering = (answers: readonly Reaction[], change: { first?: Reaction; own?: string; appId?: string } = {}) => {
  const clock = createVirtualClock();
  const polls: { at: number; host: string; fields: Record<string, string> }[] = [];
  const begins: typeof polls = [];
  const inits: RequestInit[] = [];
  const started = clock.now();
  const fetch: Fetch = async (url, init) => {
    const fields = Object.fromEntries(new URLSearchParams(String(init.body)));
    const asked = { at: (clock.now() - started) / 1000, host: new URL(url).host, fields };
    inits.push(init);
    const list = fields.action === 'begin' ? begins : polls;
    list.push(asked);
    const reaction =
      fields.action === 'begin' ? (change.first ?? { json: begun }) : (answers[polls.length - 1] ?? pending);
    if (reaction === 'silence') return new Promise<Response>(() => undefined);
    if (reaction === 'broken') throw new TypeError('fetch failed');
    if (reaction === 'no-route') throw new Error('net::ERR_INTERNET_DISCONNECTED');
    const body = 'json' in reaction ? JSON.stringify(reaction.json) : reaction.text;
    return new Response(body, { status: reaction.status ?? 200 });
  };
  const abort = new AbortController();
  const links: { link: string; lifeMs: number }[] = [];
  const news: RegistrationNews[] = [];
  const end = registerApp(
    { fetch, clock },
    {
      hosts: change.own
        ? { first: change.own, lark: null }
        : { first: 'https://accounts.feishu.cn', lark: 'https://accounts.larksuite.com' },
      name: 'Feishu Buzz',
      appId: change.appId ?? null,
      scopes: ['im:message.urgent', 'im:message:send_as_bot'],
      events: ['im.message.message_read_v1'],
      onLink: (link, lifeMs) => links.push({ link, lifeMs }),
      onNews: (one) => news.push(one),
      signal: abort.signal,
    },
  );
  return { clock, polls, begins, inits, links, news, end, abort };
};

/** The order of names says nothing. */
const isPermutation =
  (...names: string[]) =>
  (list: string[]) =>
    list.toSorted().join() === names.toSorted().join();

const times = (polls: readonly { at: number }[]) => polls.map(({ at }) => at);
const problemOf = async (end: ReturnType<typeof registerApp>) => {
  const answer = await end;
  return answer.ok ? null : answer.problem;
};

describe('begin', () => {
  it('asks as the official SDK does, and keeps to the rules of every call', async () => {
    const { begins, inits, end, clock } = registering([done]);
    await clock.advance(5_000);
    await end;
    const fields = {
      action: 'begin',
      archetype: 'PersonalAgent',
      auth_method: 'client_secret',
      request_user_info: 'open_id',
    };
    expect(begins).toEqual([{ at: 0, host: 'accounts.feishu.cn', fields }]);
    expect(inits).toHaveLength(2);
    for (const init of inits)
      expect(init).toMatchObject({ method: 'POST', redirect: 'error', credentials: 'omit', cache: 'no-store' });
  });

  it('shows a link that creates an app and asks for these scopes and events alone', async () => {
    const { links, end, clock } = registering([done]);
    await clock.advance(5_000);
    await end;
    expect(links.map(({ lifeMs }) => lifeMs)).toEqual([60_000]);
    const { searchParams, origin } = new URL(links[0]?.link ?? '');
    const { addons, ...rest } = Object.fromEntries(searchParams);
    expect(origin).toBe('https://open.feishu.cn');
    expect(rest).toEqual({
      user_code: 'ABCD-EFGH',
      from: 'sdk',
      tp: 'sdk',
      name: 'Feishu Buzz',
      createOnly: 'true',
    });
    expect(addons).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(JSON.parse(gunzipSync(Buffer.from(addons ?? '', 'base64url')).toString())).toEqual({
      preset: false,
      scopes: { tenant: expect.toSatisfy(isPermutation('im:message.urgent', 'im:message:send_as_bot')) },
      events: { items: { tenant: ['im.message.message_read_v1'] } },
    });
  });

  it('names the app to extend in place of a new one', async () => {
    const { links, end, clock } = registering([done], { appId });
    await clock.advance(5_000);
    await end;
    const { searchParams } = new URL(links[0]?.link ?? '');
    expect([searchParams.get('clientID'), searchParams.get('createOnly'), searchParams.get('name')]).toEqual([
      appId,
      null,
      null,
    ]);
  });

  it.each<[string, Reaction, string]>([
    ['no network', 'no-route', 'offline'],
    ['a lost answer', 'broken', 'lost-answer'],
    ['a page', { text: '<html>', status: 200 }, 'not-json'],
    ['a gateway', { text: '<html>', status: 502 }, 'gateway-error'],
    ['no device code', { json: { user_code: 'x' } }, 'answer-incomplete'],
    [
      'a link that is no web address',
      { json: { ...begun, verification_uri_complete: 'javascript:1' } },
      'answer-incomplete',
    ],
    ['a host without registrations', { json: { code: 99991201, msg: 'path not found' }, status: 404 }, 'scan-unknown'],
    ['a refusal', { json: { error: 'invalid_request', error_description: 'why' }, status: 400 }, 'scan-failed'],
  ])('ends with %s, and shows no link', async (_, first, advice) => {
    const { end, links, clock } = registering([], { first });
    expect((await problemOf(end))?.advice).toBe(advice);
    expect([links, clock.sleeping()]).toEqual([[], 0]);
  });

  it('gives up after 15 s without an answer', async () => {
    const { end, clock } = registering([], { first: 'silence' });
    await clock.advance(15_000);
    expect((await problemOf(end))?.advice).toBe('timeout');
  });

  it.each([
    [{ ...begun, expires_in: undefined, expire_in: 30 }, 30_000],
    [{ ...begun, expires_in: undefined }, 600_000],
  ])('reads how long the code lives', async (json, lifeMs) => {
    const { end, links, abort, clock } = registering([], { first: { json } });
    await clock.settle();
    expect(links[0]?.lifeMs).toBe(lifeMs);
    abort.abort();
    await end;
  });
});

describe('poll', () => {
  it('asks in the interval until the app is there', async () => {
    const { end, polls, clock } = registering([pending, pending, done]);
    await clock.advance(15_000);
    expect(await end).toEqual({ ok: true, value: { appId, secret, brand: 'feishu', openId: 'ou_li' } });
    expect(times(polls)).toEqual([5, 10, 15]);
    expect(polls[0]?.fields).toEqual({ action: 'poll', device_code: 'v1:device' });
    expect(clock.sleeping()).toBe(0);
  });

  it('slows down for good, by five seconds each time', async () => {
    const { end, polls, clock } = registering([slowDown, pending, slowDown, done]);
    await clock.advance(60_000);
    expect((await end).ok).toBe(true);
    expect(times(polls)).toEqual([5, 15, 25, 40]);
  });

  it.each<[string, Reaction, string]>([
    ['a refusal', refused, 'scan-refused'],
    ['an expired code', { status: 400, json: { error: 'expired_token' } }, 'scan-expired'],
    ['an unknown code', { status: 400, json: { error: 'invalid_grant' } }, 'scan-expired'],
    ['another error', { status: 400, json: { error: 'server_error', error_description: 'later' } }, 'scan-failed'],
  ])('ends with %s', async (_, answer, advice) => {
    const { end, clock } = registering([pending, answer]);
    await clock.advance(10_000);
    const problem = await problemOf(end);
    expect(problem?.advice).toBe(advice);
    if (advice === 'scan-failed') expect(problem?.params).toEqual({ said: 'server_error: later' });
    expect(clock.sleeping()).toBe(0);
  });

  it.each<[string, Reaction]>([
    ['a lost answer', 'broken'],
    ['no network', 'no-route'],
    ['a gateway', { text: 'bad', status: 502 }],
    ['a page', { text: '<html>' }],
    ['an answer that says nothing', { json: {} }],
    ['an App ID without its secret', { json: { client_id: appId } }],
  ])('asks again after %s, tells of it once, and gets the secret', async (_, lost) => {
    const { end, polls, news, clock } = registering([lost, lost, pending, done]);
    await clock.advance(20_000);
    expect((await end).ok).toBe(true);
    expect([times(polls), news]).toEqual([
      [5, 10, 15, 20],
      ['unreachable', 'reachable'],
    ]);
  });

  it('does not wait for ever for one answer', async () => {
    const { end, polls, clock } = registering(['silence', done]);
    await clock.advance(25_000);
    expect((await end).ok).toBe(true);
    expect(times(polls)).toEqual([5, 25]);
  });

  it('expires by itself, after one last look that a late answer needs', async () => {
    const { end, polls, clock } = registering([]);
    await clock.advance(60_000);
    expect((await problemOf(end))?.advice).toBe('scan-expired');
    expect(times(polls).at(-1)).toBe(60);
    const late = registering(['silence', 'silence', 'silence', done]);
    await late.clock.advance(75_000);
    expect((await late.end).ok).toBe(true);
  });

  it('expires by the time that passes, not by a wall clock that is set', async () => {
    const { end, clock } = registering([pending, done]);
    await clock.advance(5_000);
    clock.jump(86_400_000);
    await clock.advance(5_000);
    expect((await end).ok).toBe(true);
  });
});

describe('Lark', () => {
  const larks = { client_id: appId, user_info: { tenant_brand: 'lark' } };
  const larkDone = { json: { ...larks, client_secret: secret } };

  it('asks Lark at once when the company is there, and believes no secret of Feishu’s host', async () => {
    const { end, polls, news, clock } = registering([pending, larkDone, pending, larkDone]);
    await clock.advance(15_000);
    expect(await end).toEqual({ ok: true, value: { appId, secret, brand: 'lark', openId: null } });
    const [feishu, lark] = ['accounts.feishu.cn', 'accounts.larksuite.com'];
    expect(polls.map(({ at, host }) => [at, host])).toEqual([
      [5, feishu],
      [10, feishu],
      [10, lark],
      [15, lark],
    ]);
    expect(news).toEqual(['lark']);
  });

  it('asks a host of one’s own alone', async () => {
    const { end, polls, begins, news, clock } = registering([{ json: larks }, larkDone], {
      own: 'https://feishu.example.com',
    });
    await clock.advance(10_000);
    expect((await end).ok).toBe(true);
    expect(new Set([...begins, ...polls].map(({ host }) => host))).toEqual(new Set(['feishu.example.com']));
    expect(news).not.toContain('lark');
  });
});

describe('abort', () => {
  it('ends a wait at once and leaves no timer', async () => {
    const { end, abort, polls, clock } = registering([]);
    await clock.advance(7_000);
    abort.abort();
    expect((await problemOf(end))?.advice).toBe('scan-stopped');
    expect([polls.length, clock.sleeping()]).toEqual([1, 0]);
  });

  it('shows no link when it comes before the code', async () => {
    const { end, abort, links, polls } = registering([]);
    abort.abort();
    expect((await problemOf(end))?.advice).toBe('scan-stopped');
    expect([links, polls]).toEqual([[], []]);
  });

  it('keeps an app that came with the answer under way, and asks no more after another', async () => {
    let answer: (response: Response) => void = () => undefined;
    const clock = createVirtualClock();
    const run = () => {
      const abort = new AbortController();
      const end = registerApp(
        {
          clock,
          fetch: async (_, init) =>
            String(init.body).includes('begin')
              ? new Response(JSON.stringify(begun))
              : new Promise<Response>((resolve) => {
                  answer = resolve;
                }),
        },
        {
          hosts: { first: 'https://accounts.feishu.cn', lark: null },
          name: 'x',
          appId: null,
          scopes: [],
          events: [],
          onLink: () => undefined,
          onNews: () => undefined,
          signal: abort.signal,
        },
      );
      return { end, abort };
    };
    const first = run();
    await clock.advance(5_000);
    first.abort.abort();
    answer(new Response(JSON.stringify(done.json)));
    expect((await first.end).ok).toBe(true);
    const second = run();
    await clock.advance(5_000);
    second.abort.abort();
    answer(new Response(JSON.stringify(pending.json), { status: 400 }));
    expect((await problemOf(second.end))?.advice).toBe('scan-stopped');
    expect(clock.sleeping()).toBe(0);
  });
});

it('puts the secret and the device code into no problem', async () => {
  for (const answer of [
    refused,
    { json: { error: 'odd', client_secret: secret } },
    { json: { client_id: 'odd', client_secret: secret } },
  ]) {
    const { end, clock } = registering([answer]);
    await clock.advance(60_000);
    const said = JSON.stringify(await end);
    expect(said).not.toContain(secret);
    expect(said).not.toContain('v1:device');
  }
});
