import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { failed, ok, problem } from '../../../../electron/contract/advice/problem';
import { DepartmentId, WorkspaceId } from '../../../../electron/contract/model/ids';
import type { Person } from '../../../../electron/contract/model/person';
import { fakeDirectory } from '../../../../test/support/bridge/fake-directory';
import { fakeGroups, fakePeople } from '../../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../../test/support/bridge/render-screen';
import { GroupsScreen } from '../groups-screen';
import { keptGroupEdit } from './group-form';

const departmentId = DepartmentId.parse('od-orders');
const department = { kind: 'department', departmentId, name: '订单组' } as const;
const personAt = (index: number): Person => fakePeople[index]?.[0] ?? expect.fail();
const idAt = (index: number) => personAt(index).openId ?? expect.fail();
const [plain] = fakeGroups.filter((each) => each.linkedChat === null);
const group = plain ?? expect.fail();

beforeEach(() => keptGroupEdit.keep(null));

const members = () =>
  within(screen.getByRole('list', { name: 'Members' }))
    .getAllByRole('listitem')
    .map((item) => item.querySelector('b')?.textContent);
type Options = NonNullable<Parameters<typeof renderScreen>[1]>;
const edit = async (options: Options) => {
  const shown = renderScreen(<GroupsScreen onCompose={vi.fn()} />, options);
  const more = screen.getByRole('button', { name: `More actions for ${group.name}` });
  await shown.user.click(more);
  await shown.user.click(within(more.closest('li') ?? document.body).getByRole('menuitem', { name: 'Edit' }));
  return shown;
};

/** The editor of a group of 韩梅梅 and 单小雨, whom a department brought, and 解放, who was added by hand. */
const editFollowing = (now: readonly Person[], answers: Options['answers'] = {}) =>
  edit({
    startup: {
      groups: [
        {
          ...group,
          members: [personAt(0), personAt(1), personAt(2)],
          follows: [{ departmentId, name: '订单组', people: [idAt(0), idAt(1)], without: [] }],
        },
      ],
    },
    answers: { listMembers: () => ok(now), ...answers },
  });

test('a department found by the search is followed without those who are unticked; members of before stay added by hand', async () => {
  const there = [personAt(2)];
  const { user, inputs } = await edit({
    startup: { groups: [{ ...group, members: there }] },
    answers: {
      searchRecipients: () =>
        ok({
          rows: [{ recipient: department, label: '订单组', members: 3, hint: '', labelHits: [], hintHits: [] }],
          problem: null,
        }),
      listMembers: () => ok([personAt(0), personAt(1), personAt(2)]),
    },
  });
  await user.type(screen.getByRole('combobox', { name: 'Add a member' }), '订单');
  await user.click(await screen.findByRole('option', { name: /订单组.*3 people/ }));
  await user.click(await screen.findByRole('checkbox', { name: /单小雨/ }));
  await user.click(screen.getByRole('button', { name: 'Follow' }));
  expect(members()).toEqual(['解放', '韩梅梅']);
  const marked = screen
    .getAllByTitle('From a followed department: 订单组')
    .map((mark) => mark.closest('li')?.textContent);
  expect(marked).toEqual([expect.stringContaining('韩梅梅')]);
  await screen.findByText('Same people as in the departments');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(inputs('saveGroup')).toMatchObject([
    { follows: [{ departmentId, name: '订单组', people: [idAt(0)], without: [idAt(1)] }] },
  ]);
});

test('who came and who left is shown, taken over with one press, undone with another, and saved only by Save', async () => {
  const { user, inputs } = await editFollowing([personAt(0), personAt(3)]);
  await screen.findByText('2 changes in the departments');
  expect(within(screen.getByRole('list', { name: /^Joined the department/ })).getByText('曾一鸣')).toBeTruthy();
  expect(within(screen.getByRole('list', { name: /^Left the department/ })).getByText('单小雨')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Update members' }));
  expect(members()).toEqual(['韩梅梅', '解放', '曾一鸣']);
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(members()).toEqual(['韩梅梅', '单小雨', '解放']);
  await screen.findByText('2 changes in the departments');
  await user.click(screen.getByRole('button', { name: 'Update members' }));
  expect(inputs('saveGroup')).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(inputs('saveGroup')).toMatchObject([{ follows: [{ people: [idAt(0), idAt(3)], without: [] }] }]);
});

test('a person who came can be left out for good, and one who was taken out by hand is not said to have come', async () => {
  const { user, inputs } = await editFollowing([personAt(0), personAt(1), personAt(3)]);
  await user.click(await screen.findByRole('button', { name: /^Leave 曾一鸣 out/ }));
  await user.click(screen.getByRole('button', { name: 'Remove 韩梅梅' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(inputs('saveGroup')).toMatchObject([{ follows: [{ people: [idAt(1)], without: [idAt(3), idAt(0)] }] }]);
});

test.each([
  [/keep its people/, ['韩梅梅', '单小雨', '解放']],
  [/remove the 2 people it added/, ['解放']],
])('following ends with or without its people, and comes back: %s', async (choice, left) => {
  const { user, inputs } = await editFollowing([personAt(0), personAt(1)]);
  await user.click(screen.getByRole('button', { name: 'More actions for 订单组' }));
  await user.click(screen.getByRole('menuitem', { name: choice }));
  expect(members()).toEqual(left);
  expect(screen.queryByRole('region', { name: 'Followed departments' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await screen.findByText('Same people as in the departments');
  await user.click(screen.getByRole('button', { name: 'More actions for 订单组' }));
  await user.click(screen.getByRole('menuitem', { name: choice }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(inputs('saveGroup')[0]).not.toHaveProperty('follows');
});

test('a department that is gone takes no person away, and says so', async () => {
  await editFollowing([], { listMembers: () => failed(problem('department-gone', { name: '订单组' })) });
  await screen.findByText(/The members it added stay/);
  expect(members()).toEqual(['韩梅梅', '单小雨', '解放']);
  expect(screen.queryByText(/Left the department/)).toBeNull();
  expect(screen.queryByText('Same people as in the departments')).toBeNull();
});

test('the contacts are read anew where a person asks for it, and the comparison waits for their end', async () => {
  const read = { people: [personAt(0), personAt(1)] };
  const { user, inputs, emit } = await editFollowing([], { listMembers: () => ok(read.people) });
  const workspaceId = WorkspaceId.parse(group.workspaceId);
  await screen.findByText('Same people as in the departments');
  await user.click(screen.getByRole('button', { name: 'Read the contacts again and compare' }));
  expect(inputs('refreshDirectory')).toEqual([{ workspaceId }]);
  emit('directoryChanged', fakeDirectory(workspaceId, { reading: { done: 0, total: null } }));
  await screen.findByText(/Reading the contacts/);
  read.people = [personAt(0)];
  const late = problem('contacts-partial');
  emit('directoryChanged', fakeDirectory(workspaceId, { at: 1, problems: [late] }));
  await screen.findByText('1 change in the departments');
  // What Feishu did not tell may be why a person seems to have left.
  await screen.findByText(/contacts range/);
});

test('a row tells that people came to its department or left it', async () => {
  renderScreen(<GroupsScreen onCompose={vi.fn()} />, {
    startup: {
      groups: [{ ...group, follows: [{ departmentId, name: '订单组', people: [], without: [] }] }],
    },
    answers: {
      listDifferences: () => ok([{ id: group.id, missing: 0, extra: 0, came: 2, left: 1, closed: null, gone: [] }]),
    },
  });
  const said = await screen.findByText(/3 changes in the departments/);
  expect(said.textContent).toContain('Follows “订单组”');
});
