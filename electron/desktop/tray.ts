import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import type { Rect } from './placement';
import { type TrayActions, type TrayModel, type TrayState, trayMenu } from './tray-menu';
import { type Words, words } from './words';

export interface TrayParts {
  Tray: new (icon: NativeImage) => Tray;
  Menu: { buildFromTemplate(template: MenuItemConstructorOptions[]): Menu };
  icon(state: TrayState): NativeImage;
  platform: NodeJS.Platform;
  /** A left click. */
  onClick(): void;
  actions: TrayActions;
  first: TrayModel;
}

export interface TrayIcon {
  show(model: TrayModel): void;
  /** All zeros where the desktop keeps the place to itself (XEmbed, StatusNotifier). */
  bounds(): Rect;
  destroy(): void;
}

const tooltip: Record<TrayState, keyof Words> = {
  idle: 'trayIdle',
  sending: 'traySending',
  attention: 'trayAttention',
  practice: 'trayPractice',
};

/** The icon in the tray. It needs no settings, so that it can be there before they are read. */
export const createTray = (parts: TrayParts): TrayIcon => {
  const tray = new parts.Tray(parts.icon(parts.first.state));
  let shown: TrayModel | null = null;
  let menu: Menu | null = null;

  const show = (model: TrayModel) => {
    const before = shown;
    shown = model;
    if (before && before.state !== model.state) tray.setImage(parts.icon(model.state));
    tray.setToolTip(words[model.locale][tooltip[model.state]]);
    // A menu is rebuilt only when it changed: some panels close an open one when it is replaced.
    if (before && JSON.stringify({ ...before, state: '' }) === JSON.stringify({ ...model, state: '' })) return;
    menu = parts.Menu.buildFromTemplate(trayMenu(model, parts.actions));
    // With a context menu of its own, macOS would open that on a left click as well.
    if (parts.platform !== 'darwin') tray.setContextMenu(menu);
  };

  tray.on('click', () => parts.onClick());
  if (parts.platform === 'darwin') {
    tray.setIgnoreDoubleClickEvents(true);
    tray.on('right-click', () => {
      if (menu) tray.popUpContextMenu(menu);
    });
  }
  show(parts.first);

  return { show, bounds: () => tray.getBounds(), destroy: () => tray.destroy() };
};
