import type { Menu, MenuItemConstructorOptions } from 'electron';
import type { MainWord } from '../words/words';

/** Gives macOS its menu: without the Edit roles ⌘C and ⌘V do nothing in a text field. Other systems have none. */
export const setAppMenu = (
  host: {
    buildFromTemplate(template: MenuItemConstructorOptions[]): Menu;
    setApplicationMenu(menu: Menu): void;
  },
  platform: NodeJS.Platform,
  say: Readonly<Record<MainWord, string>>,
): void => {
  if (platform !== 'darwin') return;
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
