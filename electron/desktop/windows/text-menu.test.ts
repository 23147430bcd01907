import { EventEmitter } from 'node:events';
import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import { expect, it } from 'vitest';
import { words } from '../words/words';
import { followText } from './text-menu';

const flags = { canCut: true, canCopy: true, canPaste: true, canSelectAll: true } as ContextMenuParams['editFlags'];

const page = (type: 'window' | 'remote' = 'window') => {
  const contents = Object.assign(new EventEmitter(), { getType: () => type });
  const opened: boolean[] = [];
  const menus: { items: MenuItemConstructorOptions[]; close: () => void }[] = [];
  followText(contents as never, {
    say: () => words['zh-CN'],
    onOpen: (open) => opened.push(open),
    buildFromTemplate: (items) => ({
      popup: (options) => void menus.push({ items, close: () => options?.callback?.() }),
    }),
  });
  const press = (change: Partial<ContextMenuParams>) =>
    contents.emit('context-menu', {}, { isEditable: false, selectionText: '', editFlags: flags, ...change });
  return { press, opened, menus };
};

it('pastes by the right button in a text field, with what cannot be done now switched off', () => {
  const { press, menus } = page();
  press({ isEditable: true, editFlags: { ...flags, canCut: false, canCopy: false } });
  const [menu] = menus;
  expect(menu?.items.map(({ label, enabled }) => [label, enabled])).toEqual([
    ['剪切', false],
    ['复制', false],
    ['粘贴', true],
    [undefined, undefined],
    ['全选', true],
  ]);
});

it('copies selected text elsewhere, and opens nothing where there is none', () => {
  const { press, menus } = page();
  press({ selectionText: '  ' });
  expect(menus).toEqual([]);
  press({ selectionText: 'log-1' });
  expect(menus[0]?.items.map(({ role }) => role)).toEqual(['copy']);
});

it('keeps the window from hiding while it is open', () => {
  const { press, opened, menus } = page();
  press({ isEditable: true });
  expect(opened).toEqual([true]);
  menus[0]?.close();
  expect(opened).toEqual([true, false]);
});

it('leaves developer tools their own menu', () => {
  const { press, menus } = page('remote');
  press({ isEditable: true });
  expect(menus).toEqual([]);
});
