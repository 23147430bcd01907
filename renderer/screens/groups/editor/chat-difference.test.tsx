import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { failed, ok, problem } from '../../../../electron/contract/advice/problem';
import { personKey } from '../../../../electron/contract/rules/person-key';
import { fakeGroups } from '../../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../../test/support/bridge/render-screen';
import { GroupsScreen } from '../groups-screen';
import { keptGroupEdit } from './group-form';

const linked = fakeGroups.find((group) => group.linkedChat !== null);
beforeEach(() => keptGroupEdit.keep(null));

const editGroup = async (user: ReturnType<typeof renderScreen>['user'], name: string) => {
  const more = screen.getByRole('button', { name: `More actions for ${name}` });
  await user.click(more);
  await user.click(within(more.closest('li') ?? document.body).getByRole('menuitem', { name: 'Edit' }));
};
const edit = async (options: Parameters<typeof renderScreen>[1] = {}) => {
  const shown = renderScreen(<GroupsScreen onCompose={vi.fn()} />, options);
  await editGroup(shown.user, '数据库');
  return shown;
};
const members = () =>
  within(screen.getByRole('list', { name: 'Members' }))
    .getAllByRole('listitem')
    .map((item) => item.querySelector('b')?.textContent);
const side = (name: RegExp) => within(screen.getByRole('list', { name }));

test('a linked group shows the people who are only in the chat and only in the group', async () => {
  const { inputs } = await edit();
  await screen.findByText(/differs? from the chat/);
  expect(inputs('compareChat')).toMatchObject([{ chatId: linked?.linkedChat?.chatId }]);
  expect(side(/^In the chat, not in the group/).getAllByRole('listitem').length).toBeGreaterThan(1);
  expect(side(/^In the group, not in the chat/).getAllByRole('listitem').length).toBeGreaterThan(1);
});

test('the difference is taken over one by one or all at once, and undone; nothing is saved before Save', async () => {
  const { user, inputs } = await edit();
  await screen.findByText(/differs? from the chat/);
  const before = members();
  const add = side(/^In the chat, not in the group/).getAllByRole('button', { name: /^Add / })[1] as HTMLElement;
  await user.click(add);
  expect(members()).toHaveLength(before.length + 1);
  await user.click(screen.getByRole('button', { name: 'Update from the chat' }));
  await screen.findByText('Same people as in the chat');
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(members()).toHaveLength(before.length + 1);
  expect(inputs('saveGroup')).toEqual([]);
  expect(inputs('compareChat')).toHaveLength(1);
});

test('a chat that cannot be read is explained and can be retried', async () => {
  let tries = 0;
  const { user } = await edit({
    answers: {
      compareChat: () => (tries++ === 0 ? failed(problem('offline')) : ok({ missing: [], extra: [] })),
    },
  });
  await screen.findByText(/No network connection/);
  await user.click(screen.getByRole('button', { name: 'Compare with the chat' }));
  await screen.findByText('Same people as in the chat');
});

test('a row tells that its group differed at the last comparison', async () => {
  const id = linked?.id ?? expect.fail('no linked group');
  renderScreen(<GroupsScreen onCompose={vi.fn()} />, {
    answers: { listDifferences: () => ok([{ id, missing: 2, extra: 1, came: 0, left: 0, closed: null, gone: [] }]) },
  });
  const said = await screen.findByText(/3 differ from the chat/);
  expect(said.closest('li')?.textContent).toContain('数据库');
});

test('a row and the editor tell that the chat is closed to the bot and who has left the company', async () => {
  const { id, members: people } = linked ?? expect.fail('no linked group');
  const gone = people.slice(0, 2).map(personKey);
  const differs = { missing: 0, extra: 0, came: 0, left: 0, closed: problem('chat-dissolved'), gone };
  const { user } = renderScreen(<GroupsScreen onCompose={vi.fn()} />, {
    answers: { listDifferences: () => ok([{ id, ...differs }]) },
  });
  const said = await screen.findByText(/This chat was dissolved/);
  expect(said.closest('li')?.textContent).toContain('2 have left the company');
  await editGroup(user, linked?.name ?? '');
  const list = screen.getByRole('list', { name: 'Members' });
  expect(await within(list).findAllByText('Left')).toHaveLength(2);
  const before = members().length;
  await user.click(screen.getByRole('button', { name: 'Remove those who left' }));
  expect(members()).toHaveLength(before - 2);
  expect(within(list).queryByText('Left')).toBeNull();
});

test('people who were not found are removed together and come back together', async () => {
  const { user } = renderScreen(<GroupsScreen onCompose={vi.fn()} />);
  await editGroup(user, '三号产线');
  const before = members();
  await user.click(screen.getByRole('button', { name: 'Remove them' }));
  expect(members()).toHaveLength(before.length - 1);
  await screen.findByText('1 person removed');
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(members()).toEqual(before));
});
