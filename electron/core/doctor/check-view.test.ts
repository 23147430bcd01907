import { describe, expect, it, test } from 'vitest';
import { type Problem, problem } from '../../contract/advice/problem';
import type { Listening } from '../../contract/ipc/listening';
import type { Brand } from '../../contract/model/workspace';
import type { Check, CheckId } from './check';
import { notListening } from './check-listening';
import { checkView } from './check-view';

const view = (id: CheckId, state: Check['state'], found: Problem | null, brand: Brand = 'feishu') =>
  checkView(
    { id, state, problem: found },
    { brand, appId: 'cli_a1', locale: 'en-US', connected: false, listening: notListening },
  );
const pages = (of: ReturnType<typeof view>) =>
  of.fixes.map((fix) => (fix.kind === 'open' ? `${fix.link.brand} ${fix.link.page}` : fix.kind));

describe('fixes of a problem', () => {
  test.each([
    ['credentials', 'credentials-wrong', ['feishu credentials', 'brand']],
    ['credentials', 'secret-missing', ['feishu credentials']],
    ['credentials', 'app-not-found', ['feishu credentials', 'brand']],
    ['bot', 'bot-ability-off', ['feishu bot', 'feishu release']],
    ['bot', 'app-not-installed', ['feishu release']],
    ['bot', 'bot-inactive', ['feishu release']],
    ['bot', 'bot-waits', ['feishu release']],
    ['bot', 'bot-upgrade-waits', ['feishu release']],
    // Only an admin can: no page of the developer console helps.
    ['bot', 'app-disabled', []],
    ['availability', 'nobody-available', ['feishu release']],
    ['network', 'offline', []],
  ] as const)('%s, %s: %j', (id, advice, expected) => {
    expect(pages(view(id, 'fail', problem(advice)))).toEqual(expected);
  });

  it('names the scope to be granted to the console, in the console of the brand', () => {
    const lacks = problem('scope-to-grant', { scope: 'im:message.urgent:sms', use: 'buzz by SMS' });
    const { fixes } = view('scope:im:message.urgent:sms', 'warn', lacks, 'lark');
    expect(fixes).toMatchObject([
      { kind: 'open', link: { page: 'scopes', brand: 'lark', scopes: ['im:message.urgent:sms'] } },
    ]);
  });

  it('offers a scan before the console where the app is connected, also without a console', () => {
    const lacks = problem('scope-to-grant', { scope: 'im:message.urgent:sms', use: 'buzz by SMS' });
    const fixes = (brand: Brand) =>
      checkView(
        { id: 'scope:im:message.urgent:sms', state: 'warn', problem: lacks },
        { brand, appId: 'cli_a1', locale: 'en-US', connected: true, listening: notListening },
      ).fixes;
    expect(fixes('feishu')).toMatchObject([{ kind: 'scan', scopes: ['im:message.urgent:sms'] }, { kind: 'open' }]);
    expect(fixes('custom').map(({ kind }) => kind)).toEqual(['scan']);
  });

  it('begins to listen, tries it, and asks for the events, where the app is connected', () => {
    const fixes = (id: CheckId, found: Problem, state: Listening['state'], connected = true) =>
      checkView(
        { id, state: 'warn', problem: found },
        { brand: 'feishu', appId: 'cli_a1', locale: 'en-US', connected, listening: { ...notListening, state } },
      ).fixes;
    const kinds = (...given: Parameters<typeof fixes>) => fixes(...given).map(({ kind }) => kind);
    expect(kinds('listening', problem('listen-off'), 'off')).toEqual(['listen']);
    expect(kinds('listening', problem('listen-unproven'), 'connected')).toEqual(['verify']);
    expect(kinds('listening', problem('credentials-wrong'), 'refused')).toEqual([]);
    expect(kinds('listening', problem('listen-off'), 'off', false)).toEqual([]);
    const missing = problem('events-missing', { uses: 'who reads', events: 'im.message.message_read_v1' });
    const inbox = ['im:message.p2p_msg:readonly', 'im:message.group_at_msg:readonly'];
    expect(fixes('events', missing, 'connected')).toMatchObject([
      { kind: 'scan', scopes: [...inbox, 'application:application:self_manage'] },
      { kind: 'open', link: { page: 'events' } },
    ]);
  });

  it('tells what waits for an admin from what is missing', () => {
    const waits = (advice: Problem['advice']) => view('bot', 'fail', problem(advice)).waits;
    expect((['bot-waits', 'nobody-available', 'people-unlisted', 'scope-waits'] as const).map(waits)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect((['scope-to-grant', 'offline', 'app-disabled'] as const).map(waits)).toEqual([false, false, false]);
    expect(view('bot', 'ok', null).waits).toBe(false);
  });

  it('leads to an optional scope as well, and says when it is sensitive', () => {
    const offered = (scope: string) => problem('scope-optional', { scope, use: 'pick messages' });
    const history = view('scope:im:message.group_msg', 'optional', offered('im:message.group_msg'));
    expect(history.fixes).toMatchObject([{ kind: 'open', link: { page: 'scopes', scopes: ['im:message.group_msg'] } }]);
    expect(history.note).toContain('sensitive');
    const userIds = 'contact:user.employee_id:readonly';
    expect(view(`scope:${userIds}`, 'optional', offered(userIds)).note).toBeNull();
  });

  it('offers a copy of the refused address, and of nothing else', () => {
    expect(view('ip', 'fail', problem('ip-denied', { ip: '203.0.113.7' })).fixes).toMatchObject([
      { kind: 'open', link: { page: 'ip-allowlist' } },
      { kind: 'copy', text: '203.0.113.7' },
    ]);
    expect(pages(view('ip', 'fail', problem('ip-denied', { ip: 'some words of Feishu' })))).toEqual([
      'feishu ip-allowlist',
    ]);
  });

  it('has no console for a custom address, and no other brand to try', () => {
    expect(view('credentials', 'fail', problem('credentials-wrong'), 'custom').fixes).toEqual([]);
    expect(view('bot', 'fail', problem('bot-ability-off'), 'custom').fixes).toEqual([]);
  });
});

it('notes that Lark is silent about SMS, with its scope and without', () => {
  const sms = (brand: Brand) => view('scope:im:message.urgent:sms', 'ok', null, brand).note;
  expect(sms('lark')).toContain('Lark');
  expect(sms('feishu')).toBeNull();
});

it('shows a check that could not run as skipped, without buttons', () => {
  expect(view('bot', 'warn', problem('check-skipped'))).toMatchObject({ state: 'skipped', fixes: [] });
});
