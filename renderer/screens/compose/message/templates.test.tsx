// @vitest-environment jsdom
import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { ok } from '../../../../electron/contract/advice/problem';
import { TemplateId } from '../../../../electron/contract/model/ids';
import { defaultSettings } from '../../../../electron/contract/model/settings';
import { fakeGroups, fakeStartup } from '../../../../test/support/bridge/fake-world';
import { renderPopup } from '../../../../test/support/bridge/render-popup';

const template = { id: TemplateId.parse('tpl_disk'), name: '磁盘告警', text: '{{time}} 磁盘告警' };
const settings = { ...fakeStartup.settings, templates: [template] };
const answers = { fillTemplate: () => ok({ text: '08:05 磁盘告警', cut: false }) };
const message = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const empty = { ...fakeStartup.draft, to: [], text: '' };

describe('templates in Compose', () => {
  test('one is inserted where the caret stands', async () => {
    const { user, inputs } = renderPopup({ startup: { settings, draft: { ...empty, text: '前后' } }, answers });
    message().setSelectionRange(1, 1);
    await user.click(screen.getByRole('button', { name: 'Templates' }));
    await user.click(screen.getByRole('menuitem', { name: '磁盘告警' }));
    await waitFor(() => expect(message().value).toBe('前08:05 磁盘告警后'));
    expect(inputs('fillTemplate')).toEqual([{ id: template.id }]);
  });

  test.each(['/', '、'])('%s in an empty message opens them, and makes way for the one that is picked', async (key) => {
    const { user } = renderPopup({ startup: { settings, draft: empty }, answers });
    await user.type(message(), key);
    const menu = screen.getByRole('button', { name: 'Templates' });
    await waitFor(() => expect(menu.getAttribute('aria-expanded')).toBe('true'));
    await user.click(screen.getByRole('menuitem', { name: '磁盘告警' }));
    await waitFor(() => expect(message().value).toBe('08:05 磁盘告警'));
  });

  test('a slash within words, or without templates, is a slash', async () => {
    const { user } = renderPopup({ startup: { settings, draft: { ...empty, text: 'a' } }, answers });
    await user.type(message(), '/');
    const menu = screen.getByRole('button', { name: 'Templates' });
    expect(menu.getAttribute('aria-expanded')).toBe('false');
    expect(message().value).toBe('a/');
  });

  test('a clipboard that was cut is told of', async () => {
    const { user } = renderPopup({
      startup: { settings, draft: empty },
      answers: { fillTemplate: () => ok({ text: 'x', cut: true }) },
    });
    await user.click(screen.getByRole('button', { name: 'Templates' }));
    await user.click(screen.getByRole('menuitem', { name: '磁盘告警' }));
    await screen.findByText(/only its first 2,000 characters/);
  });

  test('a group begins with its template, but never in place of what is written', async () => {
    const groups = fakeGroups.map((group) => ({ ...group, defaults: { ...group.defaults, template: template.id } }));
    const { user, inputs } = renderPopup({ startup: { settings, groups, draft: empty }, answers });
    await user.click(screen.getByRole('button', { name: /^值班组/ }));
    await waitFor(() => expect(message().value).toBe('08:05 磁盘告警'));
    await user.click(screen.getByRole('button', { name: /^值班组/ }));
    await user.click(screen.getByRole('button', { name: /^数据库/ }));
    expect(inputs('fillTemplate')).toHaveLength(1);
  });

  test('a group does not begin with a template that asks for the clipboard, and says which one', async () => {
    const pasting = { ...template, text: '{{ clipboard }} 请看' };
    const groups = fakeGroups.map((group) => ({ ...group, defaults: { ...group.defaults, template: template.id } }));
    const options = { startup: { settings: { ...settings, templates: [pasting] }, groups, draft: empty }, answers };
    const { user, inputs, emit, composer } = renderPopup(options);
    await user.click(screen.getByRole('button', { name: /^值班组/ }));
    await screen.findByText(/“磁盘告警” uses the clipboard/);
    act(() => composer.edit({ to: [] }));
    const [first] = fakeGroups;
    act(() => emit('shown', { how: 'quick', view: { screen: 'compose', ...(first && { groupId: first.id }) } }));
    await waitFor(() => expect(composer.current().draft.to).toHaveLength(1));
    expect(inputs('fillTemplate')).toEqual([]);
    expect(message().value).toBe('');
    // Inserted by hand it is.
    await user.click(screen.getByRole('button', { name: 'Templates' }));
    await user.click(screen.getByRole('menuitem', { name: '磁盘告警' }));
    await waitFor(() => expect(inputs('fillTemplate')).toEqual([{ id: template.id }]));
  });

  test('a group whose template was deleted begins with nothing', async () => {
    const groups = fakeGroups.map((group) => ({ ...group, defaults: { ...group.defaults, template: template.id } }));
    const { user, inputs } = renderPopup({
      startup: { settings: { ...settings, templates: defaultSettings.templates }, groups, draft: empty },
    });
    await user.click(screen.getByRole('button', { name: /^值班组/ }));
    expect(inputs('fillTemplate')).toEqual([]);
  });
});
