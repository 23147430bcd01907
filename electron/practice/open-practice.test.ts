import { afterEach, beforeEach, expect, it } from 'vitest';
import { type OpenPractice, openPractice } from './open-practice';

let practice: OpenPractice;
beforeEach(() => {
  practice = openPractice();
});
afterEach(() => practice.close());

const call = (path: string, init: RequestInit = {}) => practice.fetch(`${practice.baseUrl}/open-apis${path}`, init);
const askToken = async (init: RequestInit = {}) =>
  call('/auth/v3/tenant_access_token/internal', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ app_id: practice.appId, app_secret: await practice.appSecret() }),
    ...init,
  });
const arm = (fault: object) => practice.control('POST', '/faults', JSON.stringify(fault));
const seen = async (): Promise<readonly { api: string; connection: number }[]> =>
  JSON.parse(await practice.control('GET', '/log')).calls;

it('answers the first calls, which build it, and later ones', async () => {
  const first = await Promise.all([askToken(), askToken(), askToken()]);
  for (const answer of [...first, await askToken()]) expect(await answer.json()).toMatchObject({ code: 0 });
  expect(new Set((await seen()).map(({ connection }) => connection)).size).toBe(4);
});

it('has no control paths among those that its callers reach', async () => {
  for (const method of ['GET', 'DELETE']) {
    const answer = await practice.fetch(`${practice.baseUrl}/_practice/log`, { method });
    expect(answer.status).toBe(404);
  }
  await expect(practice.control('POST', '/faults', '{"kind":"explode"}')).rejects.toThrow('kind is one of');
});

it('closes without ever having been used', async () => {
  await expect(practice.close()).resolves.toBeUndefined();
});

it('refuses a body that is longer than any of Feishu’s', async () => {
  const answer = await askToken({ body: `{"app_id":"${'x'.repeat(5_000_000)}"}` });
  expect((await answer.json()).error.message).toContain('too large');
});

it.each(['drop-before', 'drop-after', 'cut-body'])('plays %s as a connection that breaks', async (kind) => {
  await arm({ kind });
  const answer = askToken().then((response) => response.text());
  await expect(answer).rejects.toThrow('fetch failed');
  expect((await seen()).map(({ api }) => api)).toEqual(['token']);
  expect(await (await askToken()).json()).toMatchObject({ code: 0 });
});

it('plays a body that arrives slowly, half by half', async () => {
  await arm({ kind: 'slow-body', ms: 1 });
  const answer = await askToken();
  const parts: number[] = [];
  for await (const part of answer.body ?? []) parts.push(part.length);
  expect(parts).toHaveLength(2);
});

it('plays a redirect as `fetch` does: an error for a caller who does not follow', async () => {
  await arm({ kind: 'redirect', to: 'http://elsewhere.example/', times: null });
  await expect(askToken({ redirect: 'error' })).rejects.toMatchObject({ cause: { message: 'unexpected redirect' } });
  expect((await askToken({ redirect: 'manual' })).status).toBe(307);
});

it.each(['delay', 'slow-body'])('leaves a caller who gives up during %s, and lets the call end', async (kind) => {
  await arm({ kind, ms: 600_000 });
  const leave = new AbortController();
  const answer = askToken({ signal: leave.signal }).then((response) => response.text());
  const given = expect(answer).rejects.toThrow('I have left');
  await expect.poll(seen).toHaveLength(1);
  leave.abort(new Error('I have left'));
  await given;
  await expect(askToken({ signal: leave.signal })).rejects.toThrow('I have left');
  expect(await seen()).toHaveLength(1);
});
