import type { Menu, MenuItemConstructorOptions } from 'electron';
import type { MainWord } from '../words/words';

/**
 * Windows and Linux need no menu bar, and none of the shortcuts a default one brings (reload, zoom, close). macOS
 * needs the Edit roles, without which ⌘C and ⌘V do nothing in a text field.
 */
export const setAppMenu = (
  host: {
    buildFromTemplate(template: MenuItemConstructorOptions[]): Menu;
    setApplicationMenu(menu: Menu | null): void;
  },
  platform: NodeJS.Platform,
  say: Readonly<Record<MainWord, string>>,
): void => {
  if (platform !== 'darwin') {
    host.setApplicationMenu(null);
    return;
  }
  host.setApplicationMenu(
    host.buildFromTemplate([
      {
        label: say.appName,
        submenu: [{ role: 'hide' }, { role: 'hideOthers' }, { type: 'separator' }, { role: 'quit' }],
      },
      { label: say.edit, role: 'editMenu' },
    ]),
  );
};
