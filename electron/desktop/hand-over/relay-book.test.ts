import { expect, it, vi } from 'vitest';
import { type Answer, failed, ok, type Problem, problem } from '../../contract/advice/problem';
import { AppId, WorkspaceId } from '../../contract/model/ids';
import { defaultSettings, type Settings } from '../../contract/model/settings';
import { practiceId, type Workspace } from '../../contract/model/workspace';
import type { Me } from './ask-relay';
import { createRelayBook } from './relay-book';
import type { RelayCalls } from './relay-calls';

const address = 'https://relay.corp.cn';
const workspace: Workspace = {
  id: WorkspaceId.parse('ws_acme'),
  name: 'Acme',
  brand: 'feishu',
  baseUrl: 'https://open.feishu.cn',
  appId: AppId.parse('cli_abc123'),
};
const served = (rights: Me['workspaces'][number]['rights']): Me => ({
  handOver: 1,
  token: { name: 'laptop' },
  workspaces: [{ appId: workspace.appId, baseUrl: 'https://open.feishu.cn', practice: false, rights }],
});

/** A book over a relay that answers as a test says. */
const setUp = (
  first: Answer<Me> = ok(served(['adopt', 'buzz', 'paid'])),
  workspaces: readonly Workspace[] = [workspace],
) => {
  let settings: Settings = defaultSettings;
  const secrets = new Map<string, { text: string; origin: string }>();
  const said = { me: first, now: 1_000, keyring: null as Problem | null };
  const asked: { address: string; token: string }[] = [];
  const book = createRelayBook({
    store: {
      settings: () => settings,
      changeSettings: (change) => {
        settings = { ...settings, ...change };
        return ok(settings);
      },
      workspaces: () => workspaces,
    },
    vault: {
      save: (id, text, choice, { origin }) => {
        if (said.keyring && choice === null) return failed(said.keyring);
        secrets.set(id, { text, origin });
        return ok(undefined);
      },
      read: (id, { origin }) => {
        const kept = secrets.get(id);
        if (!kept) return failed(problem('secret-missing'));
        return kept.origin === origin ? ok(kept.text) : failed(problem('secret-elsewhere'));
      },
      view: (id) => ({
        configured: secrets.has(id),
        backend: secrets.has(id) ? 'keyring' : null,
        last4: secrets.get(id)?.text.slice(-4) ?? null,
      }),
      remove: (id) => {
        secrets.delete(id);
        return ok(undefined);
      },
    },
    callsTo: async (to, token) => {
      asked.push({ address: to, token });
      return {} as RelayCalls;
    },
    ask: async () => said.me,
    now: () => said.now,
  });
  return { book, said, asked, secrets, settings: () => settings };
};

it('keeps address and token once the relay knows the token, and says of which workspaces it takes ladders', async () => {
  const { book, settings, secrets } = setUp();
  expect(book.view().standing).toBe('unset');
  expect(await book.connect(address, 'fbr_token', null)).toMatchObject({
    ok: true,
    value: {
      address,
      standing: 'fine',
      heardAt: 1_000,
      tokenName: 'laptop',
      token: { configured: true, last4: 'oken' },
      workspaces: [{ name: 'Acme', state: 'taken' }],
    },
  });
  expect(settings().relay).toEqual({
    address,
    takes: [{ appId: workspace.appId, baseUrl: 'https://open.feishu.cn', paid: true }],
  });
  expect(secrets.get('relay')).toEqual({ text: 'fbr_token', origin: address });
  expect(JSON.stringify(book.view())).not.toContain('fbr_token');
});

it('keeps nothing of a relay that does not know the token, or does not answer', async () => {
  for (const reason of ['relay-token-refused', 'relay-unreachable', 'relay-strange'] as const) {
    const { book, settings, secrets } = setUp(failed(problem(reason)));
    expect(await book.connect(address, 'fbr_token', null)).toMatchObject({ ok: false, problem: { advice: reason } });
    expect(settings().relay).toBeNull();
    expect(secrets.size).toBe(0);
  }
});

it('asks with the kept token where none was copied, and at another address for one', async () => {
  const { book, asked } = setUp();
  expect(await book.connect(address, null, null)).toMatchObject({ problem: { advice: 'relay-token-needed' } });
  await book.connect(address, 'fbr_token', null);
  expect(await book.connect(address, null, null)).toMatchObject({ ok: true });
  expect(asked.at(-1)).toEqual({ address, token: 'fbr_token' });
  expect(await book.connect('https://other.corp.cn', null, null)).toMatchObject({
    problem: { advice: 'relay-token-needed' },
  });
});

it.each([
  [['adopt', 'buzz', 'paid'], 'taken', 'fine', null],
  [['adopt', 'buzz'], 'unpaid', 'fine', null],
  [['read', 'buzz', 'paid'], 'forbidden', 'useless', 'relay-takes-none'],
  [['adopt', 'a-right-of-later'], 'unpaid', 'fine', null],
])('says what a token with %j is good for', async (rights, state, standing, advice) => {
  const { book } = setUp(ok(served(rights)));
  await book.connect(address, 'fbr_token', null);
  const view = book.view();
  expect(view).toMatchObject({ standing, workspaces: [{ state }] });
  expect(view.problem?.advice ?? null).toBe(advice);
});

it('says so when the relay has another app, or the same one behind another address', async () => {
  const elsewhere = { ...workspace, brand: 'lark', baseUrl: 'https://open.larksuite.com' } as const;
  for (const each of [{ ...workspace, appId: AppId.parse('cli_other') }, elsewhere]) {
    const { book } = setUp(ok(served(['adopt'])), [each]);
    await book.connect(address, 'fbr_token', null);
    expect(book.view()).toMatchObject({ standing: 'useless', workspaces: [{ state: 'unserved' }] });
    expect(book.view().problem?.advice).toBe('relay-serves-none');
    expect(book.hindrance(each.id, false)?.advice).toBe('relay-not-served');
  }
});

it('says why a ladder is not handed over, also after a start without the relay', async () => {
  const { book, said } = setUp(ok(served(['adopt'])));
  const why = (paid: boolean) => book.hindrance(workspace.id, paid)?.advice ?? null;
  expect(why(false)).toBe('relay-none');
  await book.connect(address, 'fbr_token', null);
  expect(book.name()).toBe('relay.corp.cn');
  expect(book.hindrance(practiceId, false)?.advice).toBe('relay-practice');
  expect([why(false), why(true)]).toEqual([null, 'relay-takes-unpaid']);
  said.me = failed(problem('relay-unreachable'));
  await book.check();
  expect(book.view()).toMatchObject({ standing: 'unreachable', heardAt: 1_000, workspaces: [{ state: 'unpaid' }] });
  expect(why(false)).toBe('relay-not-heard');
  expect(book.standing('relay.corp.cn')).toEqual({ lastHeardAt: 1_000, reachable: false });
  expect(book.standing('other.corp.cn')).toEqual({ lastHeardAt: null, reachable: false });
});

it('asks a relay that could not be reached anew before plans go on saying so, once a minute at most', async () => {
  const { book, said, asked } = setUp();
  await book.connect(address, 'fbr_token', null);
  book.missed(problem('relay-unreachable'));
  const before = asked.length;
  said.now += 61_000;
  expect(book.hindrance(workspace.id, false)?.advice).toBe('relay-not-heard');
  expect(book.hindrance(workspace.id, false)?.advice).toBe('relay-not-heard');
  await vi.waitFor(() => expect(book.hindrance(workspace.id, false)).toBeNull());
  expect(asked).toHaveLength(before + 1);
});

it('lets go of no relay that has ladders, unless the person wants it all the same', async () => {
  const { book, secrets, settings } = setUp();
  await book.connect(address, 'fbr_token', null);
  book.countLadders(() => 2);
  const refused = {
    ok: false,
    problem: { advice: 'relay-has-ladders', params: { relay: 'relay.corp.cn', count: '2' } },
  };
  expect(book.remove(false)).toMatchObject(refused);
  expect(await book.connect('https://other.corp.cn', 'fbr_other', null)).toMatchObject(refused);
  expect(settings().relay?.address).toBe(address);
  expect(book.remove(true)).toMatchObject({ ok: true, value: { standing: 'unset', token: { configured: false } } });
  expect(secrets.size).toBe(0);
  expect(await book.callable('relay.corp.cn')).toMatchObject({ problem: { advice: 'relay-not-set' } });
});

it('calls no other address with the token, whatever the settings say', async () => {
  const { book, settings, asked } = setUp();
  await book.connect(address, 'fbr_token', null);
  const before = asked.length;
  settings().relay = { address: 'https://thief.example', takes: [] };
  expect(await book.callable('thief.example')).toMatchObject({ problem: { advice: 'relay-token-gone' } });
  expect(await book.check()).toMatchObject({ value: { standing: 'refused' } });
  expect(asked).toHaveLength(before);
});

it('tells its windows when it begins to be asked, and what came of it', async () => {
  const { book } = setUp();
  const told = vi.fn(() => undefined);
  const seen: boolean[] = [];
  book.onChanged(() => {
    told();
    seen.push(book.view().asking);
  });
  await book.connect(address, 'fbr_token', null);
  expect(seen[0]).toBe(true);
  expect(seen.at(-1)).toBe(false);
  const count = told.mock.calls.length;
  book.missed(problem('relay-unreachable'));
  book.missed(problem('relay-unreachable'));
  expect(told).toHaveBeenCalledTimes(count + 1);
  book.heard();
  book.heard();
  expect(told).toHaveBeenCalledTimes(count + 2);
});

it('speaks of the token where there is no keyring for it, and keeps it as a person chooses then', async () => {
  const { book, said, secrets } = setUp();
  for (const [keyring, advice] of [
    [problem('keyring-missing', { tried: 'i3' }), 'relay-keyring-missing'],
    [problem('keyring-closed', { store: 'KWallet' }), 'relay-keyring-closed'],
  ] as const) {
    said.keyring = keyring;
    expect(await book.connect(address, 'fbr_token', null)).toMatchObject({
      ok: false,
      problem: { advice, params: keyring.params },
    });
    expect(book.view()).toMatchObject({ standing: 'unset', token: { configured: false } });
  }
  expect(await book.connect(address, 'fbr_token', 'session')).toMatchObject({ ok: true, value: { standing: 'fine' } });
  expect(secrets.size).toBe(1);
});
