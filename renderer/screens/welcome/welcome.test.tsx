import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../../electron/contract/model/settings';
import { fakeWorkspaces } from '../../../test/support/bridge/fake-world';
import { renderPopup } from '../../../test/support/bridge/render-popup';

const newcomer = { settings: defaultSettings, workspaces: fakeWorkspaces.filter((each) => each.practice) };
const button = (name: string) => screen.findByRole('button', { name });
const marks = () => screen.queryByRole('dialog', { name: 'Quick tour', hidden: true });

describe('the first start', () => {
  test('offers practice or connecting, and ends once either was chosen', async () => {
    const { user, inputs } = renderPopup({ startup: newcomer });
    await user.click(await button('Connect Feishu or Lark'));
    expect(inputs('openConnect')).toEqual([{ workspaceId: null }]);
    expect(inputs('changeSettings')).toEqual([{ welcomed: true }]);
    expect(screen.getByRole('combobox', { name: 'To' })).toBeTruthy();
    expect(marks()).toBeNull();
  });

  test('practice begins with a tour of four marks on the real screen, which ends where it began', async () => {
    const { user } = renderPopup({ startup: newcomer });
    await user.click(await button('Practice first'));
    for (const title of ['Who', 'One line', 'How urgent']) {
      expect(marks()?.textContent).toContain(title);
      expect(document.querySelectorAll('[data-toured]').length).toBeGreaterThan(0);
      expect(document.querySelectorAll('[data-toured][data-tour-place]')).toHaveLength(1);
      await user.click(screen.getByRole('button', { name: 'Next', hidden: true }));
    }
    expect(marks()?.textContent).toContain('Send and follow up');
    await user.click(screen.getByRole('button', { name: 'Start practicing', hidden: true }));
    expect(marks()).toBeNull();
    expect(document.querySelector('[data-toured]')).toBeNull();
  });

  test('Esc ends the tour and nothing else, and the tour blocks nothing', async () => {
    const { user, inputs } = renderPopup({ startup: newcomer });
    await user.click(await button('Practice first'));
    await user.type(screen.getByRole('textbox', { name: 'Message' }), 'works');
    expect(screen.getByRole('textbox', { name: 'Message' })).toHaveProperty('value', 'works');
    await user.keyboard('{Escape}');
    expect(marks()).toBeNull();
    expect(inputs('hideWindow')).toEqual([]);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(inputs('hideWindow')).toHaveLength(1));
  });

  test('never comes back, and never blocks the hotkey or a connected workspace', async () => {
    renderPopup({ startup: { ...newcomer, settings: { ...defaultSettings, welcomed: true } } });
    expect(screen.getByRole('combobox', { name: 'To' })).toBeTruthy();
    renderPopup({ startup: { ...newcomer, shown: { how: 'quick', view: null } } });
    expect(screen.getByRole('combobox', { name: 'To' })).toBeTruthy();
    renderPopup({ startup: { settings: defaultSettings } });
    expect(screen.getByRole('combobox', { name: 'To' })).toBeTruthy();
  });
});
