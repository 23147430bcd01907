import { describe, expect, it } from 'vitest';
import type { Api } from '../calls';
import { judgeAnswer } from './judge-answer';

const host = 'open.feishu.cn';

const judge = (
  api: Api,
  body: unknown,
  {
    status = 400,
    headers = {},
    asked = [],
  }: { status?: number; headers?: Record<string, string>; asked?: string[] } = {},
) =>
  judgeAnswer(api, host, asked, {
    status,
    header: (name) => new Headers(headers).get(name),
    text: typeof body === 'string' ? body : JSON.stringify(body),
  });

const failureOf = (...args: Parameters<typeof judge>) => {
  const verdict = judge(...args);
  if (verdict.ok) throw new Error('expected a failure');
  return verdict.failure;
};

describe('the code decides', () => {
  it.each([200, 400, 500])('over HTTP %i', (status) => {
    expect(judge('send', { code: 0, msg: 'ok', data: {} }, { status }).ok).toBe(true);
    expect(failureOf('send', { code: 230013, msg: 'Bot has NO availability' }, { status })).toMatchObject({
      stage: 'rejected',
      passing: false,
      problem: { code: 230013, advice: 'outside-availability' },
    });
  });

  it('and an unknown one is a refusal, shown with its words', () => {
    expect(failureOf('send', { code: 424_242, msg: 'no such luck' })).toMatchObject({
      stage: 'rejected',
      passing: false,
      problem: { code: 424_242, advice: 'feishu-unknown', params: { code: '424242', msg: 'no such luck' } },
    });
  });

  it('but with a 5xx an unknown one may hide anything', () => {
    expect(failureOf('send', { code: 424_242, msg: 'x' }, { status: 503 })).toMatchObject({
      stage: 'faulty',
      passing: true,
    });
  });
});

describe('a call that may have been carried out', () => {
  it.each([2200, 5000, 10101, 1000003, 1000004, 1000005, 300000, 10012, 10013])('internal fault %i', (code) => {
    expect(failureOf('send', { code, msg: 'internal' })).toMatchObject({ stage: 'faulty', passing: true });
    expect(failureOf('buzz-phone', { code, msg: 'internal' })).toMatchObject({
      stage: 'faulty',
      problem: { code, advice: 'fault-paid', params: { what: String(code) } },
    });
  });

  it.each([
    ['a page', 200, '<html>sign in</html>', 'not-json'],
    ['an empty body', 200, '', 'not-json'],
    ['JSON without a code', 200, '{"status":"up"}', 'not-json'],
    ['JSON whose code is no number', 200, '{"code":"0"}', 'not-json'],
    ['a plain 404', 404, '404 page not found', 'not-json'],
    ['a broken gateway', 502, '<html>Bad Gateway</html>', 'gateway-error'],
    ['a body too large', 413, '', 'gateway-error'],
  ])('%s', (_, status, body, advice) => {
    expect(failureOf('chats', body, { status })).toMatchObject({
      stage: 'faulty',
      passing: true,
      problem: { code: null, advice, params: { host } },
    });
    expect(failureOf('buzz-sms', body, { status })).toMatchObject({
      stage: 'faulty',
      problem: { advice: 'fault-paid', params: { what: `HTTP ${status}` } },
    });
  });
});

describe('a 429', () => {
  const headers = { 'x-ogw-ratelimit-limit': '50', 'x-ogw-ratelimit-reset': '7' };

  it.each([
    ['with the gateway’s code', { code: 99991400, msg: 'request trigger frequency limit' }],
    ['with an unknown code', { code: 31_415, msg: 'slow down' }],
    ['without a code', 'Too Many Requests'],
  ])('%s was turned away, even for a phone call, and says how long to wait', (_, body) => {
    expect(failureOf('buzz-phone', body, { status: 429, headers })).toMatchObject({
      stage: 'rejected',
      passing: true,
      retryAfterMs: 7000,
      problem: { advice: 'rate-limited', params: { seconds: '7' } },
    });
  });

  it('says so with HTTP 400 too', () => {
    expect(failureOf('send', { code: 99991400, msg: 'x' })).toMatchObject({
      stage: 'rejected',
      passing: true,
      retryAfterMs: null,
    });
  });

  it('from a proxy says how long to wait in its own way', () => {
    const failure = failureOf('send', 'Too Many Requests', { status: 429, headers: { 'retry-after': '30' } });
    expect(failure).toMatchObject({ stage: 'rejected', retryAfterMs: 30_000 });
  });

  it('for the month’s quota never passes', () => {
    expect(failureOf('send', { code: 99991403, msg: 'x' }, { status: 429, headers })).toMatchObject({
      stage: 'rejected',
      passing: false,
      problem: { advice: 'monthly-quota' },
    });
  });

  it.each(['', 'soon', '-1'])('with a reset of %j leaves the wait to the app', (reset) => {
    const failure = failureOf('send', '', { status: 429, headers: { 'x-ogw-ratelimit-reset': reset } });
    expect(failure.retryAfterMs).toBeNull();
  });
});

describe('the log id', () => {
  it.each([
    ['the header', { 'x-tt-logid': 'L1' }, {}, 'L1'],
    ['error.log_id', {}, { error: { log_id: 'L2' } }, 'L2'],
    ['error.logid', {}, { error: { logid: 'L3' } }, 'L3'],
    ['nowhere', {}, {}, null],
    ['an error of another shape', {}, { error: 'none' }, null],
  ])('is read from %s', (_, headers, part, logId) => {
    expect(failureOf('send', { code: 230002, msg: 'x', ...part }, { headers }).problem.logId).toBe(logId);
  });
});

describe('values for the sentence', () => {
  it.each([
    [
      'subject',
      { type: 'action_scope_required', subject: 'im:message.urgent' },
      { subject: 'im:message.urgent:app_send' },
    ],
    ['scope', { scope: 'im:message.urgent', url: 'x' }, { scope: 'im:message.urgent:app_send' }],
  ])('missing scopes, named by %s', (_, ...violations) => {
    const body = { code: 99991672, msg: 'Access denied', error: { permission_violations: violations } };
    expect(failureOf('buzz-app', body).problem).toMatchObject({
      advice: 'scope-missing',
      params: { scopes: 'im:message.urgent, im:message.urgent:app_send' },
    });
  });

  it('missing scopes, named only in words', () => {
    const msg = 'Access denied. One of the following scopes is required: [im:chat, im:chat:readonly].应用尚未开通';
    expect(failureOf('chats', { code: 99991672, msg }).problem.params).toEqual({ scopes: 'im:chat, im:chat:readonly' });
  });

  it('the reason after ext=', () => {
    const msg = 'Your request contains an invalid request parameter, ext=invalid receive_id';
    expect(failureOf('send', { code: 230001, msg }).problem.params).toEqual({ ext: 'invalid receive_id' });
  });

  it('the fields that were refused', () => {
    const error = { field_violations: [{ field: 'uuid', value: 'x', description: 'too long' }, { field: 'content' }] };
    expect(failureOf('send', { code: 99992402, msg: 'x', error }).problem.params).toEqual({
      field: 'uuid (too long), content',
    });
  });

  it('the address that is not on the list', () => {
    const msg = 'ip 203.0.113.7 is denied by app setting';
    expect(failureOf('bot', { code: 99991401, msg }).problem.params).toEqual({ ip: '203.0.113.7' });
  });

  it('never a hole, even from an empty message', () => {
    expect(failureOf('send', { code: 230001 }).problem.params).toEqual({ ext: '–' });
  });
});

describe('ids that the error names', () => {
  const asked = ['ou_a', 'ou_b', 'ou_c'];
  it.each([
    [99992351, 'these open ids not existed: [ou_a, ou_c]', ['ou_a', 'ou_c']],
    [99992361, 'open_id cross app, invalid ids: [ou_b]', ['ou_b']],
    [99992363, 'invalid ids: ["ou_a","ou_b"]', ['ou_a', 'ou_b']],
    [99992351, 'open_id ou_b does not exist', ['ou_b']],
    [99992351, 'these open ids not existed: [ou_zzz]', []],
    [99992351, 'some ids not existed', []],
    [230013, 'no availability to [ou_a]', []],
  ])('%i %s', (code, msg, named) => {
    expect(failureOf('buzz-app', { code, msg }, { asked }).namedIds).toEqual(named);
  });

  it('never takes an ordinary word for a user id', () => {
    const words = { code: 99992360, msg: 'these user ids not existed' };
    expect(failureOf('buzz-app', words, { asked: ['user', 'ids', 'anna'] }).namedIds).toEqual([]);
    const list = { code: 99992360, msg: 'these user ids not existed: [anna]' };
    expect(failureOf('buzz-app', list, { asked: ['user', 'ids', 'anna'] }).namedIds).toEqual(['anna']);
  });
});

describe('an error made to be long', () => {
  const long = 'ab'.repeat(1_500_000);

  it.each(['[', '[x', '"', '.', '[.'])('is read once, although its message is 3 MB of %s', (unit) => {
    const msg = unit.repeat(3_000_000 / unit.length);
    const { problem, namedIds } = failureOf(
      'buzz-app',
      { code: 99992351, msg, error: { message: msg } },
      { asked: ['ou_1'] },
    );
    expect(namedIds).toEqual([]);
    expect(JSON.stringify(problem).length).toBeLessThan(2_000);
    expect(failureOf('send', { code: 99991672, msg }).problem.advice).toBe('scope-missing');
  });

  it('leaves a log id, and fields and scopes, of which no more is kept than any has', () => {
    const field_violations = Array.from({ length: 10_000 }, () => ({ field: 'f', description: 'd' }));
    for (const [body, headers] of [
      [{ code: 230001, msg: long, error: { log_id: long, field_violations } }, {}],
      [{ code: 230001, msg: 'x' }, { 'x-tt-logid': long }],
      ['<html>', { 'x-request-id': long }],
    ] as const) {
      const { problem } = failureOf('send', body, { headers });
      expect(problem.logId).toHaveLength(200);
      expect(JSON.stringify(problem).length).toBeLessThan(2_000);
    }
  });

  it.each(['0', '0.001', '-0'])('is not answered at once, although a header says %s', (reset) => {
    const { retryAfterMs } = failureOf(
      'send',
      { code: 99991400, msg: 'slow down' },
      { headers: { 'x-ogw-ratelimit-reset': reset } },
    );
    expect(retryAfterMs).toBe(1_000);
  });
});
