import { expect, it } from 'vitest';
import { nodeDeps } from '../../../electron/desktop/command-line/client/node-deps';
import { runClient } from '../../../electron/desktop/command-line/client/run-client';
import type { Practice } from '../../../electron/practice/start-practice';
import { tempFolder } from '../../support/disk/temp-folder';
import { aCompany, personIn } from '../../support/feishu/a-company';
import { relayDesk } from '../../support/relay/relay-desk';

type Desk = Awaited<ReturnType<typeof relayDesk>>;

/** Types one command at a relay; answers with what the terminal shows. */
const type = async (
  desk: Pick<Desk, 'url' | 'token'>,
  argv: readonly string[],
  change: { env?: Record<string, string>; fetch?: typeof fetch; now?: () => number } = {},
) => {
  const said = { stdout: '', stderr: '' };
  let starts = 0;
  const home = tempFolder();
  const exit = await runClient({
    ...nodeDeps({
      argv,
      home,
      folder: home,
      secret: null,
      env: { LANG: 'en_US.UTF-8', FEISHU_BUZZ_RELAY: desk.url, FEISHU_BUZZ_RELAY_TOKEN: desk.token, ...change.env },
      start: async () => {
        starts += 1;
        throw new Error('no app is needed');
      },
    }),
    ...(change.fetch ? { fetch: change.fetch } : {}),
    ...(change.now ? { now: change.now, pause: async () => undefined } : {}),
    stdout: (text) => {
      said.stdout += text;
    },
    stderr: (text) => {
      said.stderr += text;
    },
  });
  expect(starts).toBe(0);
  return { exit, ...said, json: () => JSON.parse(said.stdout) };
};

const withCompany = async (): Promise<{ practice: Practice; desk: Desk; li: string }> => {
  const practice = await aCompany({ readingSpeed: 0 });
  return { practice, desk: await relayDesk(practice), li: personIn(practice, '李雷').openId };
};

it('sends, shows, lists, stops and recalls at a relay, with the object and exit codes of the app', async () => {
  const { practice, desk, li } = await withCompany();
  const sent = await type(desk, ['send', '--to', li, '--text', '-5 °C', '--json']);
  expect(sent.exit).toBe(0);
  expect(Object.keys(sent.json())).toEqual(
    expect.arrayContaining([
      'id',
      'state',
      'via',
      'mode',
      'text',
      'createdAt',
      'workspace',
      'practice',
      'people',
      'calls',
    ]),
  );
  expect(sent.json()).toMatchObject({ state: 'done', text: '-5 °C', people: [{ outcome: 'accepted' }] });
  const { id } = sent.json();
  const shown = await type(desk, ['show', id]);
  expect(shown).toMatchObject({ exit: 0, stderr: '' });
  expect(shown.stdout).toContain('1 of 1 accepted');
  const listed = await type(desk, ['list', '--json', '--workspace', 'ops']);
  expect(listed.json().buzzes).toMatchObject([{ id, accepted: 1 }]);
  expect((await type(desk, ['stop', id])).exit).toBe(0);
  expect((await type(desk, ['recall', id, '--json'])).exit).toBe(0);
  expect(practice.log.entries.filter(({ did }) => did.recalled)).toHaveLength(1);
  expect((await type(desk, ['show', 'bz_unknown', '--json'])).exit).toBe(2);
});

it('waits until people have read, as long as it is told', async () => {
  const { practice, desk, li } = await withCompany();
  const waiting = type(desk, ['send', '--to', li, '--text', '在吗', '--wait', '60', '--json']);
  await practice.log.until((entries) => entries.some(({ did }) => did.buzzed));
  practice.read('李雷');
  const { exit, json, stderr } = await waiting;
  expect(exit).toBe(0);
  expect(json().people[0].readAt).toBeTruthy();
  expect(stderr).toContain('0 of 1 have read it');
});

it.each<[string, (li: string) => string[], number, string]>([
  ['a person who is unknown', () => ['send', '--to', '没有这个人', '--text', '在吗'], 2, 'No group or person is named'],
  ['what costs money without --yes', (li) => ['send', '--to', li, '--text', '在吗', '--via', 'phone'], 2, '--yes'],
  ['a batch message', (li) => ['message', 'bm_1', '--to', li], 2, 'Batch messages'],
  ['a command of the app alone', () => ['doctor'], 2, 'does not carry out'],
  ['a picture', (li) => ['send', '--to', li, '--text', '看图', '--image', 'graph.png'], 2, 'Leave out --image'],
])('refuses %s, and sends nothing', async (_, argv, exit, said) => {
  const { practice, desk, li } = await withCompany();
  const refused = await type(desk, [...argv(li), '--json']);
  expect(refused.exit).toBe(exit);
  const { problem } = refused.json();
  expect(`${problem.message} ${problem.advice}`).toContain(said);
  expect(practice.log.entries.filter(({ api }) => api === 'send')).toEqual([]);
});

it('tells a wish again when its answer was lost, and it is carried out once', async () => {
  const { practice, desk, li } = await withCompany();
  let lost = 0;
  const losing = (async (url: string, init: RequestInit) => {
    const answer = await fetch(url, init);
    if (init.method !== 'POST' || lost > 0) return answer;
    lost += 1;
    throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });
  }) as typeof fetch;
  const sent = await type(desk, ['send', '--to', li, '--text', '磁盘满了', '--json'], { fetch: losing });
  expect(lost).toBe(1);
  expect(sent.exit).toBe(0);
  expect(sent.json()).not.toHaveProperty('repeated');
  expect(practice.log.entries.filter(({ api }) => api === 'send')).toHaveLength(1);
});

it('shows the buzz of an incident that has one, and names none to the app', async () => {
  const { practice, desk, li } = await withCompany();
  const first = await type(desk, ['send', '--to', li, '--text', '我来报', '--incident', 'INC-4711', '--json']);
  expect(first.exit).toBe(0);
  const second = await type(desk, ['send', '--to', li, '--text', '我也来报', '--incident', 'INC-4711', '--json']);
  expect(second).toMatchObject({ exit: 0 });
  expect(second.json()).toMatchObject({ id: first.json().id, text: '我来报', repeated: true });
  expect(practice.log.entries.filter(({ api }) => api === 'send')).toHaveLength(1);
  const argv = ['send', '--to', li, '--text', '在吗', '--incident', 'INC-1'];
  const refused = await type(desk, argv, { env: { FEISHU_BUZZ_RELAY: '' } });
  expect(refused.exit).toBe(2);
  expect(refused.stderr).toContain('--incident is for a relay');
});

it('ends with 4 when a wish may have been carried out, and with 5 when it was not', async () => {
  const { desk, li } = await withCompany();
  let time = 0;
  const broken = (code: string) => ({
    now: () => {
      time += 20_000;
      return time;
    },
    fetch: (async () => {
      throw Object.assign(new TypeError('fetch failed'), { cause: { code } });
    }) as typeof fetch,
  });
  const argv = ['send', '--to', li, '--text', '在吗', '--json'];
  expect((await type(desk, argv, broken('ECONNRESET'))).exit).toBe(4);
  const away = await type(desk, argv, broken('ECONNREFUSED'));
  expect(away.exit).toBe(5);
  expect(away.json().problem.advice).toContain('ECONNREFUSED');
});

it.each([
  ['http://relay.example', 'address'],
  ['https://relay.example/path', 'address'],
  ['ftp://relay.example', 'address'],
])('sends its token nowhere but to a good address: not to %s', async (relay, said) => {
  let asked = 0;
  const never = (async () => {
    asked += 1;
    throw new Error('asked');
  }) as typeof fetch;
  const refused = await type({ url: relay, token: 'fbr_x' }, ['list'], { fetch: never });
  expect(refused.exit).toBe(2);
  expect(refused.stderr).toContain(said);
  expect(asked).toBe(0);
});

it('names a missing token before it asks anyone', async () => {
  const refused = await type({ url: 'https://relay.example', token: '' }, ['list']);
  expect(refused).toMatchObject({ exit: 2 });
  expect(refused.stderr).toContain('FEISHU_BUZZ_RELAY_TOKEN');
});
