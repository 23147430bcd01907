import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { failed, ok, problem } from '../../../../electron/contract/advice/problem';
import { mostGroupsFileBytes } from '../../../../electron/contract/limits';
import { fakeImport, droppedFile as file } from '../../../../test/support/bridge/fake-groups-file';
import { renderScreen } from '../../../../test/support/bridge/render-screen';
import { FileDrop } from '../../../app/file-drop';
import { keptGroupEdit } from '../editor/group-form';
import { GroupsScreen } from '../groups-screen';

const show = (options: Parameters<typeof renderScreen>[1] = {}) =>
  renderScreen(
    <>
      <GroupsScreen onCompose={vi.fn()} />
      <FileDrop />
    </>,
    options,
  );
const names = () =>
  within(screen.getByRole('list', { name: 'Groups' }))
    .getAllByRole('listitem')
    .map((item) => item.querySelector('b')?.textContent);
const drop = (...files: readonly File[]) => fireEvent.drop(window, { dataTransfer: { types: ['Files'], files } });
const dialog = () => screen.findByRole('dialog', { name: 'Import groups' });

beforeEach(() => keptGroupEdit.keep(null));

describe('importing groups', () => {
  test('a dropped file goes to main by its bytes and name, is previewed, imported and taken back', async () => {
    const { user, inputs, store } = show();
    fireEvent.dragOver(window, { dataTransfer: { types: ['Files'] } });
    expect(screen.getByText('Drop to import groups')).toBeTruthy();
    drop(file('组,姓名\n'));
    expect(screen.queryByText('Drop to import groups')).toBeNull();
    const asked = await dialog();
    expect(within(asked).getByText(/“名单.csv”/)).toBeTruthy();
    expect(new TextDecoder().decode(inputs('readGroupsFile')[0]?.file?.bytes)).toBe('组,姓名\n');
    expect(asked.textContent).toContain('支付值班12 peopleNew');
    expect(asked.textContent).toContain('值班组+2 peopleChanged');
    expect(asked.textContent).toContain('Line 9: has a mobile number that a spreadsheet changed');
    expect(inputs('importGroups')).toEqual([]);

    store.go({ screen: 'compose' });
    await user.click(within(asked).getByRole('button', { name: 'Import' }));
    await screen.findByText('Imported 2 groups');
    expect(store.current().view).toEqual({ screen: 'groups' });
    expect(names()).toContain('支付值班');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByText('Import undone');
    expect(names()).not.toContain('支付值班');
    expect(inputs('takeBackImport')).toEqual([{ id: fakeImport.id }]);
  });

  test('the window stays while a file is dragged over it, and until the import is over', async () => {
    const { user, inputs } = show();
    fireEvent.dragOver(window, { dataTransfer: { types: ['Files'] } });
    drop(file('x'));
    const asked = await dialog();
    expect(inputs('setConsent').at(-1)).toEqual({ asking: true });
    await user.click(within(asked).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(inputs('setConsent').at(-1)).toEqual({ asking: false }));
    expect(inputs('importGroups')).toEqual([]);
  });

  test('something dragged within the window is no file', () => {
    show();
    fireEvent.dragOver(window, { dataTransfer: { types: ['text/plain'] } });
    expect(screen.queryByText('Drop to import groups')).toBeNull();
  });

  test('a file that is too large is not even sent', async () => {
    const { inputs } = show();
    const large = file('x');
    Object.defineProperty(large, 'size', { value: mostGroupsFileBytes + 1 });
    drop(large);
    expect((await dialog()).textContent).toContain('larger than 5 MB');
    expect(inputs('readGroupsFile')).toEqual([]);
  });

  test('an unreadable file is explained, and another can be chosen and imported', async () => {
    let asks = 0;
    const { user } = show({
      answers: {
        readGroupsFile: () => (asks++ === 0 ? failed(problem('file-quote', { line: '3' })) : ok(fakeImport)),
      },
    });
    await user.click(screen.getByRole('button', { name: 'Import and export' }));
    await user.click(screen.getByRole('menuitem', { name: 'Import a file…' }));
    await user.click(await screen.findByRole('button', { name: 'Choose a file…' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Line 3 has an unmatched quote');
    await user.click(screen.getByRole('button', { name: 'Choose another file' }));
    await screen.findByText('支付值班');
  });

  test('the place to drop a file keeps the window open and says so, and takes the file', async () => {
    const { user, inputs } = show();
    await user.click(screen.getByRole('button', { name: 'Import and export' }));
    await user.click(screen.getByRole('menuitem', { name: 'Import a file…' }));
    const asked = await dialog();
    expect(asked.textContent).toContain('Drop a file here');
    expect(asked.textContent).toContain('This window stays open while you get the file from another program');
    expect(inputs('setConsent').at(-1)).toEqual({ asking: true });
    expect(inputs('readGroupsFile')).toEqual([]);

    fireEvent.dragOver(window, { dataTransfer: { types: ['Files'] } });
    expect(screen.getByText('Drop to import groups')).toBeTruthy();
    drop(file('组,姓名\n'));
    await screen.findByText('支付值班');
    expect(screen.getAllByRole('dialog', { name: 'Import groups' })).toHaveLength(1);
    // Another file takes the place of the one in the preview.
    drop(file('x', 'other.csv'));
    await waitFor(() =>
      expect(inputs('readGroupsFile').map((each) => each.file?.name)).toEqual(['名单.csv', 'other.csv']),
    );
    expect(inputs('setConsent').at(-1)).toEqual({ asking: true });
    await user.click(within(await dialog()).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(inputs('setConsent').at(-1)).toEqual({ asking: false }));
    // From now on a dropped file begins an import of its own again.
    drop(file('y', 'third.csv'));
    await dialog();
    expect(inputs('readGroupsFile')).toHaveLength(3);
  });

  test('choosing no file leaves everything as it was', async () => {
    const { user, inputs } = show({ answers: { readGroupsFile: () => ok(null) } });
    await user.click(screen.getByRole('button', { name: 'Import and export' }));
    await user.click(screen.getByRole('menuitem', { name: 'Import a file…' }));
    await user.click(await screen.findByRole('button', { name: 'Choose a file…' }));
    await waitFor(() => expect(inputs('readGroupsFile')).toEqual([{ file: null }]));
    // A file can still be dropped.
    const asked = await dialog();
    expect(asked.textContent).toContain('Drop a file here');
    await user.click(within(asked).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(inputs('setConsent').at(-1)).toEqual({ asking: false }));
    expect(screen.queryByRole('dialog', { name: 'Import groups' })).toBeNull();
  });

  test('a file that changes nothing is not imported', async () => {
    const same = { ...fakeImport, groups: fakeImport.groups.filter(({ state }) => state === 'same') };
    show({ answers: { readGroupsFile: () => ok(same) } });
    drop(file('x'));
    const asked = await dialog();
    expect(asked.textContent).toContain('There is nothing to import');
    expect(within(asked).queryByRole('button', { name: 'Import' })).toBeNull();
  });
});

describe('exporting groups', () => {
  test('all groups or one are exported in either format; nothing is shown when the person chose no file', async () => {
    let place: number | null = 4;
    const { user, inputs } = show({ answers: { exportGroups: () => ok(place) } });
    await user.click(screen.getByRole('button', { name: 'Import and export' }));
    await user.click(screen.getByRole('menuitem', { name: 'Export all as JSON…' }));
    await screen.findByText('Exported 4 groups');
    place = null;
    const more = screen.getByRole('button', { name: 'More actions for 夜班' });
    await user.click(more);
    await user.click(within(more.closest('li') ?? document.body).getByRole('menuitem', { name: 'Export as CSV…' }));
    await waitFor(() =>
      expect(inputs('exportGroups')).toEqual([
        { groupId: null, format: 'json' },
        { groupId: 'grp_night001', format: 'csv' },
      ]),
    );
    expect(screen.getAllByText(/Exported/)).toHaveLength(1);
  });
});
