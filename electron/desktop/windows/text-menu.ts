import type { ContextMenuParams, Menu, MenuItemConstructorOptions, WebContents } from 'electron';
import type { MainWord } from '../words/words';

export interface TextMenuDeps {
  buildFromTemplate(template: MenuItemConstructorOptions[]): Pick<Menu, 'popup'>;
  say: () => Readonly<Record<MainWord, string>>;
  /** The menu takes the focus from its window, which must not hide meanwhile. */
  onOpen: (open: boolean) => void;
}

/** The menu of the right button: cut, copy, paste and select all in a text field, copy where text is selected; else none. */
export const textMenuItems = (
  { isEditable, selectionText, editFlags }: Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags'>,
  say: Readonly<Record<MainWord, string>>,
): MenuItemConstructorOptions[] => {
  const copy: MenuItemConstructorOptions = { role: 'copy', label: say.copy, enabled: editFlags.canCopy };
  if (!isEditable) return selectionText.trim() === '' ? [] : [copy];
  return [
    { role: 'cut', label: say.cut, enabled: editFlags.canCut },
    copy,
    { role: 'paste', label: say.paste, enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', label: say.selectAll, enabled: editFlags.canSelectAll },
  ];
};

/** Gives a page that menu: Electron has none of its own. */
export const followText = (contents: Pick<WebContents, 'on' | 'getType'>, deps: TextMenuDeps): void => {
  contents.on('context-menu', (_event, params) => {
    if (contents.getType() !== 'window') return;
    const items = textMenuItems(params, deps.say());
    if (items.length === 0) return;
    deps.onOpen(true);
    deps.buildFromTemplate(items).popup({ callback: () => deps.onOpen(false) });
  });
};
