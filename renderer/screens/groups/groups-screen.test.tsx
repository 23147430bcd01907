import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { failed, ok, problem } from '../../../electron/contract/advice/problem';
import { fakeSearch } from '../../../test/support/bridge/fake-directory';
import { fakeGroups, fakeStartup } from '../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../test/support/bridge/render-screen';
import { keptGroupEdit } from './editor/group-form';
import { GroupsScreen } from './groups-screen';

const show = (options: Parameters<typeof renderScreen>[1] = {}) => {
  const onCompose = vi.fn();
  return { onCompose, ...renderScreen(<GroupsScreen onCompose={onCompose} />, options) };
};
const names = () =>
  within(screen.getByRole('list', { name: 'Groups' }))
    .getAllByRole('listitem')
    .map((item) => item.querySelector('b')?.textContent);
const rowOf = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}\\d`) });
const choose = async (user: ReturnType<typeof show>['user'], name: string, item: string) => {
  const more = screen.getByRole('button', { name: `More actions for ${name}` });
  await user.click(more);
  await user.click(within(more.closest('li') ?? document.body).getByRole('menuitem', { name: new RegExp(`^${item}`) }));
};

beforeEach(() => keptGroupEdit.keep(null));

describe('the list of groups', () => {
  test('a row shows the facts and composes for its group', async () => {
    const { user, onCompose } = show();
    expect(rowOf('数据库').textContent).toContain('4 people · Linked to “数据库告警”');
    expect(rowOf('三号产线').textContent).toContain('5 people · SMS · 1 not found');
    await user.click(rowOf('数据库'));
    expect(onCompose).toHaveBeenCalledWith(fakeGroups[1]?.id);
  });

  test('searching finds a group by a member, and says when none is found', async () => {
    const { user } = show();
    const box = screen.getByRole('searchbox', { name: 'Search groups or members' });
    await user.type(box, 'alice');
    expect(names()).toEqual(['三号产线']);
    await user.type(box, 'x');
    expect(screen.getByText('No matching groups')).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(names()).toHaveLength(4);
  });

  test('Alt+Down moves a group, keeps the focus on it and says where it is', async () => {
    const { user, inputs } = show();
    rowOf('值班组').focus();
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    await waitFor(() => expect(names()).toEqual(['数据库', '值班组', '三号产线', '夜班']));
    expect(inputs('reorderGroups')).toHaveLength(1);
    expect(document.activeElement).toBe(rowOf('值班组'));
    await screen.findByText('值班组 moved to position 2 of 4');
  });

  test('is walked through by keys: the first row is selected, and a letter goes on in the search', async () => {
    const { user, store, onCompose } = show();
    act(() => store.go({ screen: 'groups', select: true }));
    expect(document.activeElement).toBe(rowOf('值班组'));
    await user.keyboard('{End}');
    expect(document.activeElement).toBe(rowOf('夜班'));
    await user.keyboard('{ArrowUp}');
    expect(document.activeElement).toBe(rowOf('三号产线'));
    await user.tab();
    await user.keyboard('{ArrowUp}');
    expect(document.activeElement).toBe(rowOf('数据库'));
    await user.keyboard('alice');
    expect(names()).toEqual(['三号产线']);
    expect(rowOf('三号产线').closest('li')?.dataset.marked).toBe('true');
    await user.keyboard('{Enter}');
    expect(onCompose.mock.calls).toEqual([[fakeGroups[2]?.id]]);
  });

  test('dragging a group below another moves it there', async () => {
    show();
    const [first, , third] = screen.getAllByRole('listitem');
    if (!first || !third) return expect.fail('no rows');
    const dataTransfer = { setData: () => undefined };
    fireEvent.dragStart(first, { dataTransfer });
    fireEvent.dragOver(third, { dataTransfer, clientY: 1 });
    fireEvent.drop(third, { dataTransfer });
    await waitFor(() => expect(names()).toEqual(['数据库', '三号产线', '值班组', '夜班']));
  });

  test('a deleted group comes back where it was', async () => {
    const { user } = show();
    await choose(user, '数据库', 'Delete');
    await waitFor(() => expect(names()).toEqual(['值班组', '三号产线', '夜班']));
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(names()).toEqual(['值班组', '数据库', '三号产线', '夜班']));
  });

  test('a copy gets a name of its own', async () => {
    const { user, inputs } = show();
    await choose(user, '夜班', 'Duplicate');
    await choose(user, '夜班', 'Duplicate');
    await waitFor(() => expect(inputs('saveGroup').map(({ name }) => name)).toEqual(['夜班 copy', '夜班 copy 2']));
  });

  test('pinning is a toggle', async () => {
    const { user, inputs } = show();
    await user.click(screen.getByRole('button', { name: 'Unpin 夜班' }));
    await screen.findByRole('button', { name: 'Pin 夜班', pressed: false });
    expect(inputs('saveGroup')).toMatchObject([{ name: '夜班', pinned: false }]);
  });

  test('without groups it says what they are for and offers to make one', async () => {
    const { user } = show({ startup: { groups: [] } });
    await user.click(screen.getByRole('button', { name: 'New group' }));
    expect(screen.getByRole('textbox', { name: 'Group name' })).toBeTruthy();
  });
});

describe('the group editor', () => {
  const openNew = async (options: Parameters<typeof renderScreen>[1] = {}) => {
    const shown = show(options);
    await shown.user.click(screen.getByRole('button', { name: 'New group' }));
    return shown;
  };
  const members = () => within(screen.getByRole('list', { name: 'Members' }));
  const memberNames = () =>
    members()
      .getAllByRole('listitem')
      .map((item) => item.querySelector('b')?.textContent);

  test('a group is made from search, with the keyboard alone', async () => {
    const { user, inputs } = await openNew();
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Group name' }));
    await user.keyboard('支付值班');
    await user.type(screen.getByRole('combobox', { name: 'Add a member' }), 'yuejia');
    await screen.findByRole('option', { name: /乐嘉/ });
    await user.keyboard('{Enter}');
    expect(members().getByText('乐嘉')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(inputs('saveGroup')).toMatchObject([{ id: null, name: '支付值班' }]));
    expect(inputs('saveGroup')[0]?.members.map(({ name }) => name)).toEqual(['乐嘉']);
    await screen.findByText('Group “支付值班” saved');
  });

  test('a pasted list keeps lines that match no person, marked, and they can be removed', async () => {
    const { user } = await openNew();
    await user.click(screen.getByRole('button', { name: 'Paste a list' }));
    await user.type(screen.getByRole('textbox', { name: /one per line/ }), '韩梅梅{Enter}nobody@example.com');
    await user.click(screen.getByRole('button', { name: 'Read and add' }));
    const lost = await waitFor(() => members().getByText('nobody@example.com'));
    expect(lost.closest('li')?.textContent).toContain('No person found for “nobody@example.com”');
    await user.click(screen.getByRole('button', { name: 'Remove nobody@example.com' }));
    expect(members().getAllByRole('listitem')).toHaveLength(1);
  });

  test('undo brings removed people back and keeps people added meanwhile', async () => {
    const { user } = await openNew();
    await user.click(screen.getByRole('combobox', { name: 'Add a member' }));
    await user.paste('韩梅梅, 解放');
    await waitFor(() => expect(members().getAllByRole('listitem')).toHaveLength(2));
    await user.click(screen.getByRole('button', { name: 'Remove 韩梅梅' }));
    await user.click(screen.getByRole('combobox', { name: 'Add a member' }));
    await user.paste('仇远,');
    await waitFor(() => expect(memberNames()).toEqual(['解放', '仇远']));
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(memberNames()).toEqual(['韩梅梅', '解放', '仇远']);
  });

  test('slowly read lines keep what was added and removed meanwhile', async () => {
    const slow: (() => void)[] = [];
    const { user } = await openNew({
      answers: {
        readLines: async ({ text }) => {
          if (text === '韩梅梅, 解放') await new Promise<void>((done) => slow.push(done));
          const people = text.split(/, ?/).filter(Boolean);
          return ok(people.map((line) => ({ line, person: { name: line, email: `${line}@x.cn` }, problem: null })));
        },
      },
    });
    const box = screen.getByRole('combobox', { name: 'Add a member' });
    await user.click(box);
    await user.paste('仇远,乐嘉');
    await waitFor(() => expect(memberNames()).toEqual(['仇远', '乐嘉']));
    await user.click(box);
    await user.paste('韩梅梅, 解放');
    await user.click(screen.getByRole('button', { name: 'Remove 仇远' }));
    await user.click(box);
    await user.paste('单小雨,');
    await waitFor(() => expect(memberNames()).toEqual(['乐嘉', '单小雨']));
    await act(async () => slow[0]?.());
    expect(memberNames()).toEqual(['乐嘉', '单小雨', '韩梅梅', '解放']);
  });

  test('Enter before the list is there adds the typed person, never one of the list before', async () => {
    const slow: (() => void)[] = [];
    const { user } = await openNew({
      answers: {
        searchRecipients: async ({ query }) => {
          if (query === 'hx') await new Promise<void>((done) => slow.push(done));
          return ok({ rows: fakeSearch(fakeStartup, query === 'hx' ? '解放' : '韩梅梅'), problem: null });
        },
      },
    });
    await user.type(screen.getByRole('combobox', { name: 'Add a member' }), 'h');
    await screen.findByRole('option', { name: /韩梅梅/ });
    await user.keyboard('x{Enter}');
    expect(screen.queryByRole('list', { name: 'Members' })).toBeNull();
    await act(async () => slow[0]?.());
    expect(memberNames()).toEqual(['解放']);
  });

  test('lines pasted into the search field are read, not typed', async () => {
    const { user, inputs } = await openNew();
    await user.click(screen.getByRole('combobox', { name: 'Add a member' }));
    await user.paste('韩梅梅, 解放');
    await waitFor(() => expect(members().getAllByRole('listitem')).toHaveLength(2));
    expect(inputs('readLines')).toEqual([{ text: '韩梅梅, 解放' }]);
  });

  test('the ticked people of a chat are added, each once', async () => {
    const { user } = await openNew();
    await user.click(screen.getByRole('button', { name: 'From a chat' }));
    await user.click(await screen.findByRole('option', { name: /数据库告警/ }));
    await user.click(await screen.findByRole('checkbox', { name: /^单小雨/ }));
    await user.click(screen.getByRole('button', { name: 'Add 7 people' }));
    expect(members().getAllByRole('listitem')).toHaveLength(7);
    await user.click(screen.getByRole('button', { name: 'From a chat' }));
    await user.click(await screen.findByRole('option', { name: /数据库告警/ }));
    await user.click(await screen.findByRole('button', { name: 'Add 8 people' }));
    expect(members().getAllByRole('listitem')).toHaveLength(8);
    expect(screen.getByText('1 person added; 7 people are already in the group')).toBeTruthy();
  });

  test('a group without a name, or with the name of another, is not saved, and the reason is shown', async () => {
    const { user, inputs } = await openNew();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByText('Give the group a name')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: 'Group name' }), '夜班');
    expect(screen.getByText(/Another group has this name/)).toBeTruthy();
    expect(inputs('saveGroup')).toEqual([]);
  });

  test('leaving with changes asks first; staying keeps them', async () => {
    const { user } = await openNew();
    await user.keyboard('夜');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    const dialog = await screen.findByRole('dialog', { name: 'Discard unsaved changes?' });
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(screen.getByRole('textbox', { name: 'Group name' })).toHaveProperty('value', '夜');
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await user.click(screen.getByRole('button', { name: 'Discard' }));
    expect(names()).toHaveLength(4);
  });

  test('Esc closes an open list first and asks about leaving only then', async () => {
    const { user } = await openNew();
    await user.keyboard('夜');
    await user.click(screen.getByRole('combobox', { name: 'Channel' }));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog', { name: 'Discard unsaved changes?' })).toBeNull();
    await user.keyboard('{Escape}');
    expect(await screen.findByRole('dialog', { name: 'Discard unsaved changes?' })).toBeTruthy();
  });

  test('an edit left for another tab is there again', async () => {
    const { user, unmount } = await openNew();
    await user.keyboard('夜');
    unmount();
    show();
    expect(await screen.findByRole('textbox', { name: 'Group name' })).toHaveProperty('value', '夜');
  });

  test('when saving fails the form stays, with the reason', async () => {
    const { user } = await openNew({
      answers: { saveGroup: () => failed(problem('storage-failed', { reason: 'ENOSPC' })) },
    });
    await user.keyboard('夜班二');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect((await screen.findByRole('alert')).textContent).toContain('ENOSPC');
    expect(screen.getByRole('textbox', { name: 'Group name' })).toHaveProperty('value', '夜班二');
  });

  test('Enter in the search of the chat picker does not save the group', async () => {
    const { user, inputs } = await openNew();
    await user.keyboard('夜班二');
    await user.click(screen.getByRole('button', { name: 'From a chat' }));
    await user.type(await screen.findByRole('combobox', { name: /chats/i }), 'zzz{Enter}');
    await act(async () => undefined);
    expect(inputs('saveGroup')).toEqual([]);
  });
});
