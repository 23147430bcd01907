import { describe, expect, it } from 'vitest';
import { fakeFeishu, openGuard, type Reaction } from '../../../../test/support/feishu/fake-feishu';
import { problem } from '../../../contract/advice/problem';
import { MessageId } from '../../../contract/model/ids';

const buzz = { messageId: MessageId.parse('om_1'), channel: 'phone', idType: 'open_id', ids: ['ou_a'] } as const;
const bot: Reaction = { json: { code: 0, bot: { activate_status: 2, app_name: 'x' } } };
const fine: Reaction = { json: { code: 0, data: {} } };
const dead: Reaction = { status: 400, json: { code: 99991663, msg: 'Invalid access token for authorization' } };
const refused = () => new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) });
const reset = () => new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) });

describe('the token', () => {
  it('is fetched once for callers at the same time and used until ten minutes before its end', async () => {
    const { feishu, clock, tokenRequests, requests } = fakeFeishu(() => bot);
    await Promise.all([feishu.readBot(), feishu.readBot(), feishu.readBot()]);
    expect(tokenRequests).toHaveLength(1);
    expect(tokenRequests[0]?.body).toEqual({ app_id: 'cli_a1b2c3d4e5f60718', app_secret: 's3cret' });
    expect(tokenRequests[0]?.headers.authorization).toBeUndefined();
    await clock.advance(7200_000 - 600_000 - 1);
    await feishu.readBot();
    expect(tokenRequests).toHaveLength(1);
    await clock.advance(1);
    await feishu.readBot();
    expect(tokenRequests).toHaveLength(2);
    expect(requests.at(-1)?.headers.authorization).toBe('Bearer t-2');
  });

  it('that lives only minutes is used for half its life, not fetched for every call', async () => {
    const { feishu, clock, tokenRequests } = fakeFeishu(() => bot, {
      onToken: (index) => ({ json: { code: 0, tenant_access_token: `t-${index}`, expire: 60 } }),
    });
    await feishu.readBot();
    await clock.advance(29_999);
    await feishu.readBot();
    expect(tokenRequests).toHaveLength(1);
    await clock.advance(1);
    await feishu.readBot();
    expect(tokenRequests).toHaveLength(2);
  });

  it.each([99991663, 99991664, 99991665, 20013])(
    'is fetched again, once, when it died (%i), even for a call',
    async (code) => {
      const { feishu, requests, tokenRequests } = fakeFeishu((_, index) =>
        index === 0 ? { status: 401, json: { code, msg: 'x' } } : fine,
      );
      expect(await feishu.buzz(buzz, openGuard())).toMatchObject({ ok: true });
      expect(requests.map((request) => request.headers.authorization)).toEqual(['Bearer t-1', 'Bearer t-2']);
      expect(tokenRequests).toHaveLength(2);
    },
  );

  it('is not chased when Feishu hands out the same dead one again', async () => {
    const { feishu, requests, tokenRequests } = fakeFeishu(() => dead, {
      onToken: () => ({ json: { code: 0, tenant_access_token: 't-same', expire: 7000 } }),
    });
    expect(await feishu.readBot()).toMatchObject({
      failure: { stage: 'rejected', passing: false, problem: { code: 99991663, advice: 'token-expired' } },
    });
    expect(requests).toHaveLength(2);
    expect(tokenRequests).toHaveLength(2);
  });

  it('that one caller replaced is not dropped by another who used the old one', async () => {
    const { feishu, tokenRequests } = fakeFeishu((request) =>
      request.headers.authorization === 'Bearer t-1' ? dead : bot,
    );
    const answers = await Promise.all([feishu.readBot(), feishu.readBot(), feishu.readBot()]);
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(tokenRequests).toHaveLength(2);
  });

  it.each([
    ['a wrong secret', { json: { code: 10014, msg: 'app secret invalid' } }, 'credentials-wrong', false],
    ['a page instead', { text: '<html>' }, 'not-json', true],
    ['a lost answer', { error: reset() }, 'lost-answer', true],
    ['a success without a token', { json: { code: 0, msg: 'ok' } }, 'answer-incomplete', true],
  ] as const)('that cannot be had (%s) means that the call never left', async (_, onToken, advice, passing) => {
    const { feishu, requests } = fakeFeishu(() => fine, { onToken: () => onToken });
    expect(await feishu.buzz(buzz, openGuard())).toMatchObject({
      failure: { stage: 'not-sent', passing, problem: { advice } },
    });
    expect(requests).toHaveLength(0);
  });

  it('is asked for again by the next call after a failure', async () => {
    const { feishu, tokenRequests } = fakeFeishu(() => bot, {
      onToken: (index) =>
        index === 0 ? { error: refused() } : { json: { code: 0, tenant_access_token: 't-1', expire: 7200 } },
    });
    expect((await feishu.readBot()).ok).toBe(false);
    expect((await feishu.readBot()).ok).toBe(true);
    expect(tokenRequests).toHaveLength(2);
  });

  it.each([
    ['there is none', () => Promise.resolve(null), 'secret-missing'],
    ['the keyring refuses', () => Promise.reject(new Error('locked')), 'secret-unreadable'],
    ['the keyring is closed', () => Promise.resolve(problem('secret-locked')), 'secret-locked'],
  ] as const)('needs a secret: %s', async (_, secret, advice) => {
    const { feishu, tokenRequests } = fakeFeishu(() => bot, { deps: { secret } });
    expect(await feishu.readBot()).toMatchObject({
      failure: { stage: 'not-sent', passing: false, problem: { advice } },
    });
    expect(tokenRequests).toHaveLength(0);
  });
});

describe('the gate', () => {
  it('is asked last, right before each request leaves', async () => {
    const log: string[] = [];
    const { feishu, tokenRequests } = fakeFeishu((_, index) => {
      log.push('request');
      return index === 0 ? dead : fine;
    });
    const guard = openGuard(async () => {
      log.push(`gate after ${tokenRequests.length} tokens`);
      return true;
    });
    await feishu.buzz(buzz, guard);
    expect(log).toEqual(['gate after 1 tokens', 'request', 'gate after 2 tokens', 'request']);
  });

  it('keeps the request from leaving', async () => {
    const { feishu, requests } = fakeFeishu(() => fine);
    expect(
      await feishu.buzz(
        buzz,
        openGuard(() => Promise.resolve(false)),
      ),
    ).toMatchObject({
      failure: { stage: 'not-sent', passing: false, problem: { advice: 'stopped-before-call' } },
    });
    expect(requests).toHaveLength(0);
  });
});

describe('the signal', () => {
  it('ends the wait for a turn', async () => {
    const { feishu, clock, requests } = fakeFeishu(() => fine);
    const stop = new AbortController();
    const guard = { gate: () => Promise.resolve(true), signal: stop.signal };
    const calls = Array.from({ length: 51 }, () => feishu.buzz(buzz, guard));
    await clock.settle();
    stop.abort();
    const answers = await Promise.all(calls);
    expect(requests).toHaveLength(50);
    expect(answers[50]).toMatchObject({ failure: { stage: 'not-sent', problem: { advice: 'stopped-before-call' } } });
    expect(clock.sleeping()).toBe(0);
  });

  it('ends the wait for a token', async () => {
    const { feishu, clock, requests } = fakeFeishu(() => fine, { onToken: () => 'silence' });
    const stop = new AbortController();
    const call = feishu.buzz(buzz, { gate: () => Promise.resolve(true), signal: stop.signal });
    await clock.settle();
    stop.abort();
    expect(await call).toMatchObject({ failure: { stage: 'not-sent', problem: { advice: 'stopped-before-call' } } });
    expect(requests).toHaveLength(0);
  });

  it('does not cut off a request that has left', async () => {
    const { feishu, clock, requests } = fakeFeishu(() => 'silence');
    const stop = new AbortController();
    const call = feishu.buzz(buzz, { gate: () => Promise.resolve(true), signal: stop.signal });
    await clock.settle();
    stop.abort();
    await clock.settle();
    expect(requests[0]?.init.signal?.aborted).toBe(false);
    await clock.advance(15_000);
    expect(await call).toMatchObject({ failure: { stage: 'lost', problem: { advice: 'lost-paid' } } });
  });
});

describe('time', () => {
  it('runs out after 10 s for a question and 15 s for a buzz, and the request is cut off', async () => {
    const { feishu, clock, requests } = fakeFeishu(() => 'silence');
    const question = feishu.readBot();
    const call = feishu.buzz({ ...buzz, channel: 'app' }, openGuard());
    let buzzed = false;
    void call.then(() => {
      buzzed = true;
    });
    await clock.advance(10_000);
    expect(await question).toMatchObject({
      failure: { stage: 'lost', passing: true, problem: { advice: 'timeout', params: { host: 'open.feishu.test' } } },
    });
    await clock.advance(4_999);
    expect(buzzed).toBe(false);
    await clock.advance(1);
    expect(await call).toMatchObject({ failure: { stage: 'lost' } });
    expect(requests.every((request) => request.init.signal?.aborted)).toBe(true);
  });

  it('keeps no timer once the answer is there', async () => {
    const { feishu, clock } = fakeFeishu(() => bot);
    await feishu.readBot();
    expect(clock.sleeping()).toBe(0);
  });

  it('covers the body, not only the head', async () => {
    const { feishu, clock } = fakeFeishu(() => bot, {
      deps: { fetch: () => Promise.resolve(new Response(new ReadableStream(), { status: 200 })) },
    });
    const question = feishu.readBot();
    await clock.advance(10_000);
    expect(await question).toMatchObject({ failure: { stage: 'not-sent', problem: { advice: 'timeout' } } });
  });
});

describe('limits', () => {
  it('are learnt from a 429: the API stands still as long as Feishu asked', async () => {
    const { feishu, clock, requests } = fakeFeishu((_, index) =>
      index === 0
        ? { status: 429, headers: { 'x-ogw-ratelimit-reset': '3' }, json: { code: 99991400, msg: 'x' } }
        : bot,
    );
    expect(await feishu.readBot()).toMatchObject({ failure: { stage: 'rejected', passing: true, retryAfterMs: 3000 } });
    const next = feishu.readBot();
    await clock.advance(2_999);
    expect(requests).toHaveLength(1);
    await clock.advance(1);
    expect(await next).toMatchObject({ ok: true });
  });

  it('are learnt from a 230020: one person is left alone for a second, others are not', async () => {
    const { feishu, clock, requests } = fakeFeishu((_, index) =>
      index === 0 ? { status: 400, json: { code: 230020, msg: 'x' } } : fine,
    );
    const post = { zh_cn: { title: '', content: [] } };
    const send = (id: string) => feishu.send({ to: { idType: 'open_id', id }, post, uuid: 'u' }, openGuard());
    expect(await send('ou_a')).toMatchObject({
      failure: { stage: 'rejected', passing: true, problem: { advice: 'receiver-too-fast' } },
    });
    void send('ou_a');
    void send('ou_b');
    await clock.advance(999);
    expect(requests.map((request) => (request.body as { receive_id: string }).receive_id)).toEqual(['ou_a', 'ou_b']);
    await clock.advance(1);
    expect(requests).toHaveLength(3);
  });

  it('let five messages a second to one person', async () => {
    const { feishu, clock, requests } = fakeFeishu(() => fine);
    const post = { zh_cn: { title: '', content: [] } };
    for (const id of ['ou_a', 'ou_a', 'ou_a', 'ou_a', 'ou_a', 'ou_a', 'ou_b']) {
      void feishu.send({ to: { idType: 'open_id', id }, post, uuid: 'u' }, openGuard());
    }
    await clock.settle();
    expect(requests.map((request) => (request.body as { receive_id: string }).receive_id)).toEqual([
      'ou_a',
      'ou_a',
      'ou_a',
      'ou_a',
      'ou_a',
      'ou_b',
    ]);
    await clock.drain();
    expect(requests).toHaveLength(7);
  });
});

it('refuses an answer longer than any of Feishu’s', async () => {
  const { feishu } = fakeFeishu(() => ({ text: `{"code":0,"data":"${'x'.repeat(4 * 1024 * 1024)}"}` }));
  expect(await feishu.readBot()).toMatchObject({ failure: { stage: 'faulty', problem: { advice: 'not-json' } } });
});
