import { type AppAddons, defaultHttpInstance, registerApp as official } from '@larksuiteoapi/node-sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../electron/contract/advice/problem';
import { askedEvents } from '../../../electron/core/doctor/needed-events';
import { askedScopes } from '../../../electron/core/doctor/needed-scopes';
import type { RegisteredApp } from '../../../electron/core/feishu/registration/judge-poll';
import { registerApp } from '../../../electron/core/feishu/registration/register-app';
import { readLauncherLink } from '../../../electron/practice/control/pages/read-launcher-link';
import { tokenHeader } from '../../../electron/practice/control/token';
import type { Practice } from '../../../electron/practice/start-practice';
import { createVirtualClock, type VirtualClock } from '../../support/clock/virtual-clock';
import { aCompany } from '../../support/feishu/a-company';
import { connectedClient } from '../../support/feishu/connected-client';

// Apps created by scan: our client and Feishu's own SDK against practice, which stands in for both accounts hosts.

let practice: Practice;
let clock: VirtualClock;
beforeEach(async () => {
  clock = createVirtualClock();
  practice = await aCompany({ clock });
});

/** `localhost` is the host of Lark. */
const here = (url: string): string =>
  url
    .replace('https://accounts.feishu.cn', practice.baseUrl)
    .replace('https://accounts.larksuite.com', practice.baseUrl.replace('127.0.0.1', 'localhost'));

let interceptor: number;
beforeEach(() => {
  interceptor = defaultHttpInstance.interceptors.request.use((request) => ({
    ...request,
    url: here(request.url ?? ''),
  }));
});
afterEach(() => defaultHttpInstance.interceptors.request.eject(interceptor));

interface Scan {
  link: string;
  end: Promise<Answer<RegisteredApp>>;
}

/** Begins by our client; resolves with the link. */
const begin = (change: { appId?: string; scopes?: readonly string[] } = {}): Promise<Scan> =>
  new Promise((resolve, reject) => {
    const end = registerApp(
      { clock, fetch: (url, init) => fetch(here(url), init) },
      {
        hosts: { first: 'https://accounts.feishu.cn', lark: 'https://accounts.larksuite.com' },
        name: '飞书加急',
        appId: change.appId ?? null,
        scopes: change.scopes ?? askedScopes(),
        events: askedEvents,
        onLink: (link) => resolve({ link, end }),
        onNews: () => undefined,
        signal: new AbortController().signal,
      },
    );
    end.then((answer) => reject(new Error(`it ended before: ${JSON.stringify(answer)}`)), reject);
  });

const registered = async ({ end }: Scan): Promise<RegisteredApp> => {
  await clock.advance(5_000);
  const answer = await end;
  if (!answer.ok) throw new Error(answer.problem.advice);
  return answer.value;
};

const grantedTo = async ({ appId, secret }: RegisteredApp) => {
  const feishu = connectedClient({ ...practice, appId, appSecret: secret }, { clock });
  const [bot, scopes] = [await feishu.readBot(), await feishu.readScopes()];
  if (!bot.ok || !scopes.ok) throw new Error('the app does not work');
  return { name: bot.value.name, scopes: [...scopes.value].sort() };
};

describe('our client', () => {
  test('gets an app that works and has what was asked for', async () => {
    const scan = await begin();
    practice.answerScan({ answer: 'approve', link: scan.link });
    const app = await registered(scan);
    expect(app.brand).toBe('feishu');
    expect(await grantedTo(app)).toEqual({ name: '飞书加急', scopes: [...askedScopes()].sort() });
    const person = await connectedClient(
      { ...practice, appId: app.appId, appSecret: app.secret },
      { clock },
    ).readPeopleById({
      idType: 'open_id',
      ids: app.openId ? [app.openId] : [],
    });
    expect(person.ok && person.value.map(({ name }) => name)).toEqual(['李雷']);
  });

  test('adds to an app that is there, and takes nothing away', async () => {
    const old = practice.openApp({ scopes: ['im:message'] });
    const scan = await begin({ appId: old.appId, scopes: ['im:message.urgent'] });
    practice.answerScan({ answer: 'approve', link: scan.link });
    expect(await registered(scan)).toMatchObject({ appId: old.appId, secret: old.appSecret });
    expect([...old.world.settings.scopes]).toEqual(['im:message', 'im:message.urgent']);
  });

  test('gets the secret by asking again when the answer with it is lost', async () => {
    const scan = await begin();
    practice.answerScan({ answer: 'approve', link: scan.link });
    practice.faults.add({ kind: 'drop-after', api: 'registration' });
    await clock.advance(5_000);
    await practice.log.until((calls) => calls.some(({ dropped }) => dropped === 'after'));
    const app = await registered(scan);
    expect((await grantedTo(app)).name).toBe('飞书加急');
  });

  test.each([
    ['refuse', 'scan-refused'],
    ['expire', 'scan-expired'],
    ['fail', 'scan-failed'],
  ])('ends when a person or the platform does %s', async (answer, advice) => {
    const scan = await begin();
    practice.answerScan({ answer, link: scan.link });
    await clock.advance(5_000);
    expect(await scan.end).toMatchObject({ ok: false, problem: { advice } });
  });

  test('polls no faster than it is told to', async () => {
    const scan = await begin();
    practice.answerScan({ slowDowns: 1 });
    const polls = (count: number) =>
      practice.log.until((calls) => calls.filter(({ status }) => status !== null).length === count + 1);
    await clock.advance(5_000);
    await polls(1);
    await clock.settle();
    await clock.advance(10_000);
    await polls(2);
    practice.answerScan({ answer: 'approve', link: scan.link });
    await clock.settle();
    await clock.advance(10_000);
    expect((await scan.end).ok).toBe(true);
  });

  test('is told by Feishu to ask Lark, which has the secret', async () => {
    const scan = await begin();
    practice.answerScan({ answer: 'approve', link: scan.link, brand: 'lark' });
    const app = await registered(scan);
    expect(app.brand).toBe('lark');
    const hosts = practice.log.entries.map(({ headers }) => headers.host?.split(':')[0]);
    expect(hosts).toEqual(['127.0.0.1', '127.0.0.1', 'localhost']);
  });

  test('compares with what a creator’s company grants: ignored, under review, for the creator alone', async () => {
    const ignored = await begin();
    practice.answerScan({ answer: 'approve', link: ignored.link, addons: 'ignored' });
    expect((await grantedTo(await registered(ignored))).scopes).not.toContain('im:message.urgent');
    const alone = await begin();
    practice.answerScan({ answer: 'approve', link: alone.link, availability: 'creator', review: true });
    const { appId } = await registered(alone);
    const world = await fetch(`${practice.baseUrl}/_practice/world?app=${appId}&token=${practice.controlToken}`);
    const { people, settings } = await world.json();
    const available = people.filter((person: { available: boolean }) => person.available);
    expect(available.map(({ name }: { name: string }) => name)).toEqual(['李雷']);
    expect([settings.scopes.length, settings.unpublished.scopes.length]).toEqual([0, askedScopes().length]);
  });
});

describe('the official SDK', () => {
  const addons: AppAddons = {
    preset: false,
    scopes: { tenant: [...askedScopes()] },
    events: { items: { tenant: [...askedEvents] } },
  };

  /** Runs it to its end; `whenPolling` answers for the person, once a poll was pending. */
  const runOfficial = (whenPolling: (link: string) => void, options: Partial<Parameters<typeof official>[0]> = {}) => {
    let link = '';
    const statuses: string[] = [];
    practice.answerScan({ interval: 0 });
    const end = official({
      appPreset: { name: '飞书加急' },
      addons,
      createOnly: true,
      ...options,
      onQRCodeReady: ({ url }) => {
        link = url;
      },
      onStatusChange: ({ status }) => {
        if (!statuses.includes('polling')) whenPolling(link);
        statuses.push(status);
      },
    });
    return { end, statuses, link: () => link };
  };

  test('runs clean against practice', async () => {
    const { end, statuses } = runOfficial((link) => practice.answerScan({ answer: 'approve', link }));
    const { client_id: appId, client_secret: secret, user_info: user } = await end;
    expect(user).toEqual({ open_id: expect.stringMatching(/^ou_/), tenant_brand: 'feishu' });
    expect(new Set(statuses)).toEqual(new Set(['polling']));
    expect(
      (await grantedTo({ appId: appId as RegisteredApp['appId'], secret, brand: null, openId: null })).scopes,
    ).toEqual([...askedScopes()].sort());
    expect([...practice.lines(appId).settings.events].sort()).toEqual([...askedEvents].sort());
  });

  test('is refused, and led to Lark', async () => {
    const refused = runOfficial((link) => practice.answerScan({ answer: 'refuse', link }));
    await expect(refused.end).rejects.toMatchObject({ code: 'access_denied' });
    const lark = runOfficial((link) => practice.answerScan({ answer: 'approve', link, brand: 'lark' }));
    expect((await lark.end).user_info?.tenant_brand).toBe('lark');
    expect(lark.statuses).toContain('domain_switched');
  });

  test.each([
    ['create an app', {}],
    ['extend one', { appId: 'cli_a1b2c3d4e5f60718' }],
  ])('sends what our client sends to %s', async (_, { appId }: { appId?: string }) => {
    if (appId) practice.openApp({ appId });
    const seen = () =>
      practice.log.entries.map(({ method, path, query, body, headers }) => {
        const type = headers['content-type']?.split(';')[0];
        return { method, path, query, body, type };
      });
    const mine = await begin(appId ? { appId } : {});
    practice.answerScan({ answer: 'approve', link: mine.link });
    await registered(mine);
    const ours = seen();
    practice.log.clear();
    // The name of an app that is there is not the client's to choose.
    const theirs = runOfficial(
      (link) => practice.answerScan({ answer: 'approve', link }),
      appId ? { appId, createOnly: false, appPreset: {} } : {},
    );
    await theirs.end;
    // How often they poll depends on the person; what they send does not.
    expect(ours).toEqual([seen()[0], seen().at(-1)]);
    const wishes = (link: string) => {
      const { userCode: _code, addons, ...rest } = readLauncherLink(new URL(link).searchParams);
      // In which order names stand says nothing.
      const asked = addons && { ...addons, scopes: addons.scopes.toSorted(), events: addons.events.toSorted() };
      const {
        user_code: _user,
        addons: _addons,
        source: _source,
        ...params
      } = Object.fromEntries(new URL(link).searchParams);
      return { rest, asked, params };
    };
    expect(wishes(mine.link)).toEqual(wishes(theirs.link()));
  });
});

describe('the page', () => {
  const post = (link: string, answer: string, headers: Record<string, string> = {}) =>
    fetch(link, { method: 'POST', headers, body: new URLSearchParams({ answer }) });

  test('shows what is asked for, takes the answer of its own form, and takes none twice', async () => {
    const scan = await begin();
    const shown = await (await fetch(scan.link)).text();
    for (const scope of askedScopes()) expect(shown).toContain(`<code>${scope}</code>`);
    expect(shown).toContain('飞书加急');
    const own = { Origin: practice.baseUrl, 'Sec-Fetch-Site': 'same-origin' };
    expect((await post(scan.link, 'approve', own)).status).toBe(200);
    expect((await post(scan.link, 'refuse', own)).status).toBe(400);
    expect(await (await fetch(scan.link)).text()).toContain('This link has expired');
    expect((await registered(scan)).brand).toBe('feishu');
  });

  test('takes no answer from a page of another server, nor without the code', async () => {
    const { link } = await begin();
    expect((await post(link, 'approve', { Origin: 'https://evil.example' })).status).toBe(403);
    expect((await post(link, 'approve', { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await post(`${practice.baseUrl}/page/launcher`, 'approve')).status).toBe(400);
    const own = { Origin: practice.baseUrl, 'Sec-Fetch-Site': 'same-origin' };
    const control = await fetch(`${practice.baseUrl}/_practice/registrations`, {
      method: 'POST',
      headers: own,
      body: '{}',
    });
    expect(control.status).toBe(403);
  });

  test('writes no markup of a link', async () => {
    const { link } = await begin();
    const evil = new URL(link);
    evil.searchParams.set('name', '<script>1</script>');
    expect(await (await fetch(evil)).text()).not.toContain('<script>');
  });
});

describe('practice', () => {
  const send = async (fields: Record<string, string>) => {
    const url = `${practice.baseUrl}/oauth/v1/app/registration`;
    const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
    return { status: answer.status, body: await answer.json() };
  };

  test('is as strict as the platform about what it is sent', async () => {
    expect(await send({ action: 'begin' })).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    expect(await send({ action: 'dance' })).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    expect(await send({ action: 'poll', device_code: 'x' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
  });

  test('drops addons that have a key of their own', async () => {
    const scan = await begin();
    const link = new URL(scan.link);
    const { gzipSync } = await import('node:zlib');
    const payload = { preset: false, scopes: { tenant: ['im:message'] }, security: {} };
    link.searchParams.set('addons', gzipSync(JSON.stringify(payload)).toString('base64url'));
    expect(readLauncherLink(link.searchParams).addons).toBeNull();
  });

  test('logs no device code, tells no secret, and can be steered over its control path', async () => {
    const scan = await begin();
    const url = `${practice.baseUrl}/_practice/registrations`;
    const headers = { [tokenHeader]: practice.controlToken };
    const steered = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ answer: 'approve', link: scan.link }),
    });
    const app = await registered(scan);
    const told = `${await steered.text()}${await (await fetch(url, { headers })).text()}${JSON.stringify(practice.log.entries)}`;
    expect(told).toContain(app.appId);
    expect(told).not.toContain(app.secret);
    expect(told).not.toContain('v1:');
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(url, { method: 'POST', headers, body: '{"answer":"dance"}' })).status).toBe(400);
  });
});
