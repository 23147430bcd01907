import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { failed, ok, type Problem, problem } from '../../../../electron/contract/advice/problem';
import type { RelayView } from '../../../../electron/contract/ipc/relay-view';
import type { FakeOptions } from '../../../../test/support/bridge/fake-bridge';
import { aRelay } from '../../../../test/support/bridge/fake-relay';
import { fakeStartup, fakeWorkspaces } from '../../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../../test/support/bridge/render-screen';
import { RelaySection } from './relay-section';

const [, company] = fakeWorkspaces;
if (!company) throw new Error('no company');

const show = (answers: FakeOptions['answers'] = {}) =>
  renderScreen(<RelaySection />, {
    startup: { settings: { ...fakeStartup.settings, language: 'en-US' } },
    answers,
  });
const showSet = (change: Partial<RelayView> = {}, answers: FakeOptions['answers'] = {}) =>
  show({ getRelay: () => ok(aRelay(change)), ...answers });
const address = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Address of the relay' });
const region = () => screen.getByRole('region', { name: 'Relay' });

describe('no relay', () => {
  test('says what one is, what it is trusted with and how to get one; a pasted token never passes through the window', async () => {
    const { user, inputs } = show();
    expect(region().textContent).toMatch(/run by your own company.*connect only one that your company trusts/);
    await screen.findByText(/npm run serve.*electron\/relay\/README\.md/);
    await user.click(screen.getByRole('button', { name: 'Connect a relay' }));
    expect(screen.getAllByRole('textbox')).toEqual([address()]);
    await user.type(address(), ' https://relay.corp.cn');
    await user.click(screen.getByRole('button', { name: 'Paste token and connect' }));
    expect(inputs('connectRelay')).toEqual([{ address: 'https://relay.corp.cn', choice: null }]);
    await screen.findByText(/^Working/);
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  test('what is wrong with the address stands at its field, anything else beside the button, and can be tried again', async () => {
    const answers = [
      failed(problem('relay-address-instead', { instead: 'https://relay.corp.cn' })),
      failed(problem('relay-token-needed')),
      ok(aRelay()),
    ];
    const { user } = show({ connectRelay: () => answers.shift() ?? ok(aRelay()) });
    await user.click(await screen.findByRole('button', { name: 'Connect a relay' }));
    await user.type(address(), 'relay.corp.cn/x{Enter}');
    await waitFor(() => expect(address().getAttribute('aria-invalid')).toBe('true'));
    expect(screen.getByText(/write https:\/\/relay\.corp\.cn/)).toBeTruthy();
    await user.keyboard('{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('no relay token in the clipboard');
    expect(address().getAttribute('aria-invalid')).toBe('false');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
  });

  test('without a keyring a person chooses how the token is kept', async () => {
    const { user, inputs } = show({
      connectRelay: ({ choice }) =>
        choice === null ? failed(problem('relay-keyring-missing', { tried: 'kwallet' })) : ok(aRelay()),
    });
    await user.click(await screen.findByRole('button', { name: 'Connect a relay' }));
    await user.type(address(), 'https://relay.corp.cn{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Keep for this session' }));
    expect(inputs('connectRelay').map(({ choice }) => choice)).toEqual([null, 'session']);
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
  });
});

const reasons = (advice: Problem['advice'], params: Problem['params'] = {}) => problem(advice, params);

describe('a relay that is set', () => {
  test('shows its host, how it stands, what it takes, and the end of its token alone', async () => {
    showSet({
      workspaces: [
        { id: company.id, name: 'Acme', state: 'taken' },
        { id: company.id, name: 'Lab', state: 'unpaid' },
        { id: company.id, name: 'Night', state: 'forbidden' },
        { id: company.id, name: 'Plant', state: 'unserved' },
      ].map((each, index) => ({ ...each, id: `ws_${index}` }) as RelayView['workspaces'][number]),
      ladders: 2,
    });
    await screen.findByText('relay.corp.cn');
    const words = region().textContent ?? '';
    expect(within(region()).getByRole('status').textContent).toMatch(/^Working · last answered/);
    expect(words).toContain('Acme: ladders can run there');
    expect(words).toContain('Lab: only ladders without SMS and calls');
    expect(words).toContain('Night: no ladders. The token lacks the right adopt');
    expect(words).toContain('Plant: no ladders. The relay does not have this app');
    expect(words).toContain('Runs 2 ladders of this computer now');
    expect(words).toContain('Token kept by the system keyring · ends in x9_Q');
  });

  test.each<[string, Partial<RelayView>, RegExp]>([
    ['not asked yet', { standing: 'unasked', heardAt: null }, /^Not checked since the app was started$/],
    ['being asked', { asking: true, heardAt: null, problem: reasons('relay-takes-none') }, /^Checking…$/],
    [
      'away',
      { standing: 'unreachable', problem: reasons('relay-unreachable', { relay: 'relay.corp.cn', reason: 'timeout' }) },
      /^Can’t be reached · last answered .*Cannot reach the relay relay\.corp\.cn \(timeout\)/,
    ],
    [
      'one that does not know the token',
      { standing: 'refused', problem: reasons('relay-token-refused', { relay: 'relay.corp.cn' }) },
      /^Token refused.*ask its admin for a new one/,
    ],
    [
      'one without my workspaces',
      { standing: 'useless', problem: reasons('relay-serves-none') },
      /^Can’t be used yet.*has none of your workspaces/,
    ],
    [
      'no relay at all',
      { standing: 'strange', problem: reasons('relay-strange', { relay: 'relay.corp.cn' }) },
      /^Can’t be used.*is not a relay/,
    ],
  ])('says of %s how it stands, and why', async (_, change, words) => {
    showSet(change);
    await screen.findByText('relay.corp.cn');
    expect(within(region()).getByRole('status').textContent).toMatch(words);
  });

  test('promises nothing of workspaces while it cannot be used', async () => {
    showSet({ standing: 'refused', problem: reasons('relay-token-refused', { relay: 'relay.corp.cn' }) });
    await screen.findByText('relay.corp.cn');
    expect(region().textContent).not.toContain('ladders can run there');
  });

  test('is checked by a press, and follows what main tells', async () => {
    const { user, inputs, emit } = showSet();
    await user.click(await screen.findByRole('button', { name: 'Check the relay' }));
    expect(inputs('checkRelay')).toHaveLength(1);
    act(() => emit('relayChanged', aRelay({ standing: 'unreachable', problem: null })));
    expect(within(region()).getByRole('status').textContent).toMatch(/^Can’t be reached/);
  });

  test('keeps its address in the form that changes it', async () => {
    const { user } = showSet();
    await user.click(await screen.findByRole('button', { name: 'Change the relay’s address or token' }));
    expect(address().value).toBe('https://relay.corp.cn');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  test('is removed after a question; one that has ladders only with what becomes of them in words', async () => {
    const { user, inputs } = showSet({ ladders: 2 }, { removeRelay: () => ok(aRelay({ address: null })) });
    await user.click(await screen.findByRole('button', { name: 'Remove the relay' }));
    const dialog = await screen.findByRole('dialog', { name: 'Remove the relay relay.corp.cn?' });
    expect(dialog.textContent).toMatch(/runs 2 ladders.*neither see nor stop them.*Take them back or stop them/);
    expect(inputs('removeRelay')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Remove anyway' }));
    expect(inputs('removeRelay')).toEqual([{ anyway: true }]);
    await screen.findByText('Relay relay.corp.cn removed');
  });

  test('without ladders it is removed with a plain question', async () => {
    const { user, inputs } = showSet();
    await user.click(await screen.findByRole('button', { name: 'Remove the relay' }));
    const dialog = await screen.findByRole('dialog', { name: /Remove the relay/ });
    expect(dialog.textContent).not.toMatch(/neither see/);
    await user.click(within(dialog).getByRole('button', { name: 'Remove' }));
    expect(inputs('removeRelay')).toEqual([{ anyway: false }]);
  });
});
