import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { failed, ok, problem } from '../../../../electron/contract/advice/problem';
import { mostGroupsFileBytes } from '../../../../electron/contract/limits';
import type { ImportPreview } from '../../../../electron/contract/model/group';
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

  test('every field that a file changes is listed, and what decides how a group is called waits for a tick', async () => {
    const rerouted: ImportPreview = {
      ...fakeImport,
      groups: [
        {
          name: '值班组',
          state: 'changed',
          added: 0,
          known: 6,
          changes: [
            { field: 'icon', before: 'users', after: 'moon', asks: false },
            { field: 'linkedChat', before: '数据库告警', after: '全员群', asks: true },
            { field: 'channel', before: null, after: 'phone', asks: true },
          ],
        },
      ],
      wrong: [],
      ignored: [],
    };
    const { user, inputs } = show({ answers: { readGroupsFile: () => ok(rerouted) } });
    drop(file('x'));
    const asked = await dialog();
    expect(asked.textContent).toContain('Icon: Team → Night shift');
    const chat = within(asked).getByRole('checkbox', { name: 'Linked chat: 数据库告警 → 全员群' });
    const channel = within(asked).getByRole('checkbox', { name: 'Channel: none → Phone' });
    expect([chat, channel].map((box) => (box as HTMLInputElement).checked)).toEqual([false, false]);
    await user.click(channel);
    await user.click(within(asked).getByRole('button', { name: 'Import' }));
    await waitFor(() =>
      expect(inputs('importGroups')).toEqual([{ id: fakeImport.id, ticked: [{ group: '值班组', field: 'channel' }] }]),
    );
  });

  test('a file that would only change what waits for a tick cannot be imported before one', async () => {
    const asks = { field: 'channel', before: null, after: 'phone', asks: true } as const;
    const groups = [{ name: '值班组', state: 'changed', added: 0, known: 6, changes: [asks] } as const];
    const { user } = show({ answers: { readGroupsFile: () => ok({ ...fakeImport, groups }) } });
    drop(file('x'));
    const go = within(await dialog()).getByRole('button', { name: 'Import' }) as HTMLButtonElement;
    expect(go.disabled).toBe(true);
    await user.click(screen.getByRole('checkbox'));
    expect(go.disabled).toBe(false);
  });

  test('a guessed encoding is shown with names to judge it by, and another can be chosen', async () => {
    const guessed: ImportPreview = { ...fakeImport, encoding: { used: 'gb18030', sample: ['J鰎g'] } };
    const again: ImportPreview = { ...fakeImport, id: 'import2', encoding: { used: 'windows-1252', sample: ['Jörg'] } };
    const { user, inputs } = show({
      answers: { readGroupsFile: () => ok(guessed), readGroupsFileAs: () => ok(again) },
    });
    drop(file('x'));
    const asked = await dialog();
    expect(asked.textContent).toContain('For example: J鰎g');
    await user.click(within(asked).getByRole('combobox', { name: 'Encoding' }));
    await user.click(screen.getByRole('option', { name: 'Western European (Windows-1252)' }));
    await screen.findByText('For example: Jörg');
    expect(inputs('readGroupsFileAs')).toEqual([{ id: fakeImport.id, encoding: 'windows-1252' }]);
    await user.click(within(asked).getByRole('button', { name: 'Import' }));
    await waitFor(() => expect(inputs('importGroups')).toEqual([{ id: 'import2', ticked: [] }]));
  });

  test('another encoding can be chosen where nothing was recognized', async () => {
    const none: ImportPreview = {
      ...fakeImport,
      groups: [],
      wrong: [],
      ignored: [],
      encoding: { used: 'big5', sample: ['缼'] },
      problem: problem('file-header', { header: 'group,name' }),
    };
    const { user } = show({ answers: { readGroupsFile: () => ok(none) } });
    drop(file('x'));
    const asked = await dialog();
    expect(within(asked).getByRole('alert').textContent).toContain('not recognized');
    expect(within(asked).queryByRole('button', { name: 'Import' })).toBeNull();
    await user.click(within(asked).getByRole('combobox', { name: 'Encoding' }));
    await user.click(screen.getByRole('option', { name: 'UTF-8' }));
    await screen.findByText('支付值班');
  });

  test('lines of a workbook are told with their sheet', async () => {
    const wrong = [{ line: 3, sheet: '夜班', problem: problem('line-no-person', { value: '待定' }) }];
    show({ answers: { readGroupsFile: () => ok({ ...fakeImport, wrong }) } });
    drop(file('x'));
    expect((await dialog()).textContent).toContain(
      'Sheet “夜班”: Line 3: has nothing that names a person and was not imported: “待定”',
    );
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
