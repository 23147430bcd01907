import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { ok } from '../../../../electron/contract/advice/problem';
import { TemplateId } from '../../../../electron/contract/model/ids';
import { PictureId } from '../../../../electron/contract/model/message/picture';
import { defaultSettings } from '../../../../electron/contract/model/settings';
import { fakeGroups, fakeStartup } from '../../../../test/support/bridge/fake-world';
import { renderPopup } from '../../../../test/support/bridge/render-popup';

const template = { id: TemplateId.parse('tpl_disk'), name: '磁盘告警', text: '{{time}} 磁盘告警' };
const settings = { ...fakeStartup.settings, templates: [template] };
const answers = { fillTemplate: () => ok({ text: '08:05 磁盘告警', cut: false, picture: null }) };
const message = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const empty = { ...fakeStartup.draft, to: [], text: '' };

describe('templates in Compose', () => {
  test('a template is inserted at the caret', async () => {
    const { user, inputs } = renderPopup({ startup: { settings, draft: { ...empty, text: '前后' } }, answers });
    message().setSelectionRange(1, 1);
    await user.click(screen.getByRole('button', { name: 'Templates' }));
    await user.click(screen.getByRole('menuitem', { name: '磁盘告警' }));
    await waitFor(() => expect(message().value).toBe('前08:05 磁盘告警后'));
    expect(inputs('fillTemplate')).toEqual([{ id: template.id }]);
  });

  test.each(['/', '、'])('%s in an empty message opens the menu, and the picked template replaces it', async (key) => {
    const { user } = renderPopup({ startup: { settings, draft: empty }, answers });
    await user.type(message(), key);
    const menu = screen.getByRole('button', { name: 'Templates' });
    await waitFor(() => expect(menu.getAttribute('aria-expanded')).toBe('true'));
    await user.click(screen.getByRole('menuitem', { name: '磁盘告警' }));
    await waitFor(() => expect(message().value).toBe('08:05 磁盘告警'));
  });

  test('a slash within a text, or without templates, stays a slash', async () => {
    const { user } = renderPopup({ startup: { settings, draft: { ...empty, text: 'a' } }, answers });
    await user.type(message(), '/');
    const menu = screen.getByRole('button', { name: 'Templates' });
    expect(menu.getAttribute('aria-expanded')).toBe('false');
    expect(message().value).toBe('a/');
  });

  test('a toast says that the clipboard text was cut', async () => {
    const { user } = renderPopup({
      startup: { settings, draft: empty },
      answers: { fillTemplate: () => ok({ text: 'x', cut: true, picture: null }) },
    });
    await user.click(screen.getByRole('button', { name: 'Templates' }));
    await user.click(screen.getByRole('menuitem', { name: '磁盘告警' }));
    await screen.findByText(/only its first 2,000 characters/);
  });

  test('a template that names a picture takes it from the clipboard into the draft, and says when there is none', async () => {
    const bytes = Uint8Array.of(137, 80, 78, 71);
    const taken = {
      id: PictureId.parse('pic_00000001'),
      kind: 'png' as const,
      width: 4,
      height: 3,
      bytes: 4,
      animated: false,
    };
    let picture: Uint8Array | 'missing' = bytes;
    const { user, inputs, composer } = renderPopup({
      startup: { settings, draft: empty },
      answers: { fillTemplate: () => ok({ text: '看图', cut: false, picture }), addPicture: () => ok(taken) },
    });
    const insert = async () => {
      await user.click(screen.getByRole('button', { name: 'Templates' }));
      await user.click(screen.getByRole('menuitem', { name: '磁盘告警' }));
    };
    await insert();
    await waitFor(() => expect(composer.current().draft).toMatchObject({ text: '看图', pictures: [taken] }));
    expect(inputs('addPicture')).toEqual([{ bytes, scale: false }]);
    picture = 'missing';
    await insert();
    await screen.findByText('There is no picture in the clipboard');
    expect(inputs('addPicture')).toHaveLength(1);
  });

  test('a group begins with its template, but never replaces a text', async () => {
    const groups = fakeGroups.map((group) => ({ ...group, defaults: { ...group.defaults, template: template.id } }));
    const { user, inputs } = renderPopup({ startup: { settings, groups, draft: empty }, answers });
    await user.click(screen.getByRole('button', { name: /^值班组/ }));
    await waitFor(() => expect(message().value).toBe('08:05 磁盘告警'));
    await user.click(screen.getByRole('button', { name: /^值班组/ }));
    await user.click(screen.getByRole('button', { name: /^数据库/ }));
    expect(inputs('fillTemplate')).toHaveLength(1);
  });

  test.each(['{{ clipboard }} 请看', '{{picture}}'])(
    'a group does not begin with a template that uses the clipboard (%s), and a toast names it',
    async (text) => {
      const pasting = { ...template, text };
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
      // Inserting it by hand works.
      await user.click(screen.getByRole('button', { name: 'Templates' }));
      await user.click(screen.getByRole('menuitem', { name: '磁盘告警' }));
      await waitFor(() => expect(inputs('fillTemplate')).toEqual([{ id: template.id }]));
    },
  );

  test('a group whose template was deleted begins without one', async () => {
    const groups = fakeGroups.map((group) => ({ ...group, defaults: { ...group.defaults, template: template.id } }));
    const { user, inputs } = renderPopup({
      startup: { settings: { ...settings, templates: defaultSettings.templates }, groups, draft: empty },
    });
    await user.click(screen.getByRole('button', { name: /^值班组/ }));
    expect(inputs('fillTemplate')).toEqual([]);
  });
});
