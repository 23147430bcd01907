import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { failed, ok, problem } from '../../../electron/contract/advice/problem';
import { OpenId } from '../../../electron/contract/model/ids';
import type { FakeOptions } from '../../../test/support/bridge/fake-bridge';
import { fakeWorkspaces } from '../../../test/support/bridge/fake-world';
import { renderPopup } from '../../../test/support/bridge/render-popup';

const real = fakeWorkspaces.find((each) => !each.practice) ?? expect.fail('no workspace');
const show = (options: FakeOptions = {}) =>
  renderPopup({
    ...options,
    startup: { currentWorkspaceId: real.id, shown: { how: 'tray', view: { screen: 'test-buzz' } } },
  });
const pickMyself = async ({ user }: ReturnType<typeof show>) => {
  await user.type(await screen.findByRole('combobox', { name: 'Name, e-mail or mobile' }), '李雷');
  await user.click(await screen.findByRole('option', { name: /李雷/ }));
};

describe('a buzz to oneself', () => {
  test('goes to one person in-app by plan and confirmation, and tells its outcome in words', async () => {
    const shown = show();
    await pickMyself(shown);
    await shown.user.click(screen.getByRole('button', { name: 'Buzz myself' }));
    expect(await screen.findByText('Sending…')).toBeTruthy();
    const [draft] = shown.inputs('planBuzz').filter(({ to }) => to.length > 0);
    expect(draft).toMatchObject({
      channel: 'app',
      delivery: { mode: 'direct' },
      ladder: null,
      to: [{ kind: 'person' }],
    });
    expect(draft?.to).toHaveLength(1);
    expect(draft?.text).toContain(real.name);
    expect(shown.inputs('confirmBuzz')).toMatchObject([{ gesture: 'plain' }]);

    const id = shown.inputs('watchBoard').at(-1)?.id ?? expect.fail('no board is watched');
    const board = await shown.bridge.getBoard({ id });
    if (!board.ok) return expect.fail('no board');
    const become = (change: object) =>
      shown.emit('boardChanged', {
        ...board.value,
        people: board.value.people.map((each) => ({ ...each, ...change })),
      });
    become({ outcome: 'accepted' });
    expect(await screen.findByText(/Feishu accepted it/)).toBeTruthy();
    become({ outcome: 'accepted', readAt: 1 });
    expect(await screen.findByText(/You have read it/)).toBeTruthy();
    become({ outcome: 'unreachable', problem: problem('outside-availability') });
    expect(await screen.findByText(/not in the app’s availability|outside/i)).toBeTruthy();
  });

  test('shows the plan’s problem, confirms nothing, and offers the doctor', async () => {
    const shown = show({
      answers: { planBuzz: () => failed(problem('secret-missing')) },
    });
    await pickMyself(shown);
    await shown.user.click(screen.getByRole('button', { name: 'Buzz myself' }));
    expect(await screen.findByText(/No App Secret is saved/)).toBeTruthy();
    expect(shown.inputs('confirmBuzz')).toEqual([]);
    await shown.user.click(screen.getByRole('button', { name: 'Check the connection' }));
    expect(shown.inputs('openConnect')).toEqual([{ workspaceId: real.id, view: 'check' }]);
  });

  test('explains an e-mail that matches no person at once, and can be left for later', async () => {
    const shown = show({
      answers: {
        searchRecipients: () => ok({ rows: [], problem: null }),
        readLines: ({ text }) =>
          ok([{ line: text, person: { name: text }, problem: problem('person-unresolved', { name: text }) }]),
      },
    });
    await shown.user.type(await screen.findByRole('combobox', { name: 'Name, e-mail or mobile' }), 'me@acme.cn');
    await waitFor(() => expect(shown.inputs('searchRecipients').at(-1)).toEqual({ query: 'me@acme.cn' }));
    await screen.findByText('No match for “me@acme.cn”');
    await shown.user.keyboard('{Enter}');
    expect(await screen.findByText(/Use an e-mail address, a mobile number or a member ID/)).toBeTruthy();
    await shown.user.click(screen.getByRole('button', { name: 'Later' }));
    expect(screen.getByRole('combobox', { name: 'To' })).toBeTruthy();
  });

  test('goes to the person who scanned without looking for them', async () => {
    const person = { name: '李雷', openId: OpenId.parse('ou_scanned') };
    const { user, inputs } = renderPopup({
      startup: { currentWorkspaceId: real.id, shown: { how: 'tray', view: { screen: 'test-buzz', person } } },
    });
    await user.click(await screen.findByRole('button', { name: 'Buzz myself' }));
    expect(screen.queryByText(/Find yourself first/)).toBeNull();
    await waitFor(() => expect(inputs('planBuzz').at(-1)?.to).toEqual([{ kind: 'person', person }]));
    await user.click(screen.getByRole('button', { name: 'Someone else' }));
    expect(screen.getByRole('combobox', { name: 'Name, e-mail or mobile' })).toBeTruthy();
  });

  test('can be repeated from Settings, in the current workspace', async () => {
    const { user } = renderPopup({
      startup: { currentWorkspaceId: real.id, shown: { how: 'tray', view: { screen: 'settings' } } },
    });
    await user.click(await screen.findByRole('button', { name: 'Send yourself a test buzz' }));
    expect(await screen.findByRole('heading', { name: `Try it: ${real.name}` })).toBeTruthy();
  });
});
