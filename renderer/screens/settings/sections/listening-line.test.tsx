import { act, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { failed, ok, problem } from '../../../../electron/contract/advice/problem';
import type { ListeningView } from '../../../../electron/contract/ipc/listening';
import type { FakeOptions } from '../../../../test/support/bridge/fake-bridge';
import { notListening } from '../../../../test/support/bridge/fake-listening';
import { fakeStartup, fakeWorkspaces } from '../../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../../test/support/bridge/render-screen';
import { ListeningLine } from './listening-line';

const workspace = fakeWorkspaces.find((each) => !each.practice) ?? expect.fail('no real workspace');
const { id: workspaceId } = workspace;

const show = async (change: Partial<ListeningView>, answers: FakeOptions['answers'] = {}) => {
  let checks = 0;
  const shown = renderScreen(<ListeningLine workspace={workspace} onCheck={() => checks++} />, {
    startup: { settings: { ...fakeStartup.settings, language: 'en-US' as const } },
    answers: { getListening: () => ok(notListening(workspaceId, change)), ...answers },
  });
  await screen.findByRole('group', { name: /^Listening of/ });
  return { ...shown, checks: () => checks };
};
const said = () => within(screen.getByRole('group', { name: /^Listening of/ })).getByRole('status').textContent;
const on = { mode: 'alone' } as const;
const presses = () => screen.queryAllByRole('button').map((button) => button.textContent);

describe('listening in Settings', () => {
  test('is switched on and off, and follows what main tells', async () => {
    const { user, inputs, emit } = await show({});
    const box = screen.getByRole('checkbox', { name: /^Listen/ });
    expect(screen.getByText(/it has to ask less/)).toBeTruthy();
    await user.click(box);
    act(() => emit('listeningChanged', notListening(workspaceId, { ...on, state: 'connecting' })));
    expect(said()).toBe('Connecting…');
    act(() => emit('listeningChanged', notListening(workspaceId, { ...on, state: 'verified', others: 0 })));
    expect(said()).toMatch(/^Working/);
    await user.click(box);
    expect(inputs('setListening')).toEqual([
      { workspaceId, mode: 'alone' },
      { workspaceId, mode: 'off' },
    ]);
  });

  test.each<[string, Partial<ListeningView>, RegExp, string[]]>([
    ['a first connection', { state: 'connecting' }, /^Connecting…$/, []],
    ['a quiet line', { state: 'connected' }, /^Connected, nothing heard yet$/, ['Verify']],
    [
      'a line whose others are unknown',
      { state: 'connected', problem: problem('listen-uncounted', { host: 'open.feishu.cn' }) },
      /^Connectedopen\.feishu\.cn does not say/,
      ['Check'],
    ],
    [
      'an unplugged network',
      { state: 'connecting', problem: problem('offline') },
      /^Disconnected, trying againNo network/,
      ['Try now', 'Check'],
    ],
    [
      'credentials that are refused',
      { state: 'refused', problem: problem('credentials-wrong') },
      /^Not listening/,
      ['Try now', 'Check'],
    ],
    [
      'a line that others use, too',
      { state: 'shared', mode: 'share', others: 2, problem: problem('listen-shared', { count: '2' }) },
      /^Shared.*2 other connections/,
      ['Check'],
    ],
  ])('says what %s is, and what may help', async (_, change, words, buttons) => {
    await show({ ...on, ...change });
    expect(said()).toMatch(words);
    expect(presses().filter((text) => text !== 'Keep asking' && text !== 'Share anyway')).toEqual(buttons);
  });

  test('leaves the line to others, or shares it where a person wants that', async () => {
    const others = { state: 'refused', others: 1, problem: problem('listen-others', { count: '1' }) } as const;
    const { user, inputs, emit } = await show({ ...on, ...others });
    expect(screen.getByRole('radio', { name: 'Keep asking' }).getAttribute('aria-checked')).toBe('true');
    await user.click(screen.getByRole('radio', { name: 'Share anyway' }));
    act(() => emit('listeningChanged', notListening(workspaceId, { ...others, mode: 'share', state: 'shared' })));
    await user.click(screen.getByRole('radio', { name: 'Keep asking' }));
    expect(inputs('setListening').map(({ mode }) => mode)).toEqual(['share', 'alone']);
  });

  test('tries again, and leads to the checks', async () => {
    const { user, inputs, checks } = await show({ ...on, state: 'connecting', problem: problem('offline') });
    await user.click(screen.getByRole('button', { name: 'Try now' }));
    await user.click(screen.getByRole('button', { name: 'Check' }));
    expect([inputs('retryListening'), checks()]).toEqual([[{ workspaceId }], 1]);
  });

  test('tells when the last event came, and a choice that could not be kept', async () => {
    const lastEventAt = new Date(2026, 4, 22, 9, 12).getTime();
    const setListening = () => failed(problem('workspace-gone'));
    const { user } = await show({ ...on, state: 'verified', lastEventAt }, { setListening });
    expect(said()).toMatch(/last event May 22, 2026$/);
    await user.click(screen.getByRole('checkbox'));
    expect(await screen.findByText(/no longer on this computer/)).toBeTruthy();
  });
});
