import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { TemplateId } from '../../../electron/contract/model/ids';
import { Settings, type Template } from '../../../electron/contract/model/settings';
import { fakeStartup } from '../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../test/support/bridge/render-screen';
import { keptSettingsEdit } from './editors/settings-list';
import { formOfTemplate, readTemplate } from './editors/template-form';
import { SettingsScreen } from './settings-screen';

const template = (name: string): Template => ({ id: TemplateId.parse(`tpl_${name}`), name, text: `${name} text` });
const templates = ['a', 'b', 'c'].map(template);
const show = (list = templates) =>
  renderScreen(<SettingsScreen onBack={() => undefined} />, {
    startup: { settings: { ...fakeStartup.settings, templates: list } },
  });
const names = () =>
  within(screen.getByRole('list', { name: 'Message templates' }))
    .getAllByRole('listitem')
    .map((item) => item.querySelector('b')?.textContent);
const choose = async (user: ReturnType<typeof show>['user'], name: string, item: string) => {
  const more = screen.getByRole('button', { name: `More actions for ${name}` });
  await user.click(more);
  await user.click(within(more.closest('li') ?? document.body).getByRole('menuitem', { name: item }));
};

beforeEach(() => keptSettingsEdit.keep(null));

describe('templates in Settings', () => {
  test('a new template takes the placeholders that buttons insert at the caret', async () => {
    const { user, inputs } = show([]);
    await user.click(screen.getByRole('button', { name: 'New template' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByText('Give the template a name')).toBeTruthy();
    expect(screen.getByText('Write the text of the template')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: 'Template name' }), '磁盘');
    await user.type(screen.getByRole('textbox', { name: 'Text' }), '起');
    await user.click(screen.getByRole('button', { name: 'Clipboard text' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('Template “磁盘” saved');
    expect(inputs('changeSettings')).toMatchObject([{ templates: [{ name: '磁盘', text: '起{{clipboard}}' }] }]);
    expect(Settings.shape.templates.safeParse(inputs('changeSettings')[0]?.templates).success).toBe(true);
    expect(names()).toEqual(['磁盘']);
  });

  test('a changed template stays in its place, and leaving asks first', async () => {
    const { user } = show();
    await user.click(screen.getByRole('button', { name: 'Edit b' }));
    await user.type(screen.getByRole('textbox', { name: 'Template name' }), 'x');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    const dialog = await screen.findByRole('dialog', { name: 'Discard unsaved changes?' });
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(names()).toEqual(['a', 'bx', 'c']));
  });

  test('templates move, and a deleted one comes back in its place', async () => {
    const { user } = show();
    await choose(user, 'c', 'Move up');
    await waitFor(() => expect(names()).toEqual(['a', 'c', 'b']));
    await screen.findByText('c moved to position 2 of 3');
    await choose(user, 'c', 'Delete');
    await waitFor(() => expect(names()).toEqual(['a', 'b']));
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(names()).toEqual(['a', 'c', 'b']));
  });

  test('two deleted templates both come back', async () => {
    const { user } = show();
    await choose(user, 'a', 'Delete');
    await waitFor(() => expect(names()).toEqual(['b', 'c']));
    await choose(user, 'c', 'Delete');
    await waitFor(() => expect(names()).toEqual(['b']));
    for (const undo of screen.getAllByRole('button', { name: 'Undo' })) await user.click(undo);
    await waitFor(() => expect(names()).toEqual(['a', 'b', 'c']));
  });

  test('Alt+Down moves a template and keeps the focus on it; so does dragging', async () => {
    const { user, inputs } = show();
    const edit = screen.getByRole('button', { name: 'Edit a' });
    edit.focus();
    await user.keyboard('{Alt>}{ArrowUp}{ArrowDown}{/Alt}');
    await waitFor(() => expect(names()).toEqual(['b', 'a', 'c']));
    expect(inputs('changeSettings')).toHaveLength(1);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit a' }));
    await screen.findByText('a moved to position 2 of 3');
    const [first, , third] = within(screen.getByRole('list', { name: 'Message templates' })).getAllByRole('listitem');
    if (!first || !third) return expect.fail('no rows');
    const dataTransfer = { setData: () => undefined };
    fireEvent.dragStart(first, { dataTransfer });
    fireEvent.dragOver(third, { dataTransfer, clientY: 1 });
    expect(third.dataset.drop).toBe('after');
    fireEvent.drop(third, { dataTransfer });
    await waitFor(() => expect(names()).toEqual(['a', 'c', 'b']));
  });

  test('an edit interrupted by the hotkey is there again, unless it was given up', async () => {
    const { user, unmount } = show();
    await user.click(screen.getByRole('button', { name: 'New template' }));
    await user.type(screen.getByRole('textbox', { name: 'Text' }), '半篇');
    unmount();
    const again = show();
    expect(screen.getByRole('textbox', { name: 'Text' })).toHaveProperty('value', '半篇');
    await again.user.click(screen.getByRole('button', { name: 'Cancel' }));
    await again.user.click(await screen.findByRole('button', { name: 'Discard' }));
    expect(names()).toEqual(['a', 'b', 'c']);
    again.unmount();
    show();
    expect(screen.queryByRole('textbox', { name: 'Text' })).toBeNull();
  });
});

describe('a typed template', () => {
  const id = () => TemplateId.parse('tpl_new');
  test('needs a name of its own and a text', () => {
    expect(readTemplate({ id: null, name: ' a ', text: ' ' }, templates, id)).toEqual({
      ok: false,
      problems: { name: 'template-name-taken', text: 'template-text-needed' },
    });
    const [first] = templates;
    expect(readTemplate(formOfTemplate(first ?? null), templates, id)).toEqual({ ok: true, template: first });
  });
});
