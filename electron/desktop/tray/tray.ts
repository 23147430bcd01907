import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import type { Rect } from '../windows/placement';
import { fill, type Words, words } from '../words/words';
import { type TrayActions, type TrayModel, trayMenu } from './menu';
import type { TrayLook, TrayState } from './picture';

export interface TrayParts {
  Tray: new (icon: NativeImage) => Tray;
  Menu: { buildFromTemplate(template: MenuItemConstructorOptions[]): Menu };
  icon(look: TrayLook): NativeImage;
  platform: NodeJS.Platform;
  /** A left click. */
  onClick(): void;
  actions: TrayActions;
  first: TrayModel;
}

export interface TrayIcon {
  show(model: TrayModel): void;
  /** A screen of another scale may have come. */
  redraw(): void;
  /** A panel has come that did not see the icon being made. */
  makeAnew(): void;
  /** All zeros where the desktop keeps the place to itself (XEmbed, StatusNotifier). */
  bounds(): Rect;
  destroy(): void;
}

const tooltip: Record<TrayState, keyof Words> = {
  idle: 'trayIdle',
  sending: 'traySending',
  waiting: 'trayWaiting',
  attention: 'trayAttention',
};

const tooltipOf = ({ locale, look }: TrayModel): string => {
  const say = words[locale];
  const what = fill(say[tooltip[look.state]], { count: look.waiting });
  return look.practice ? fill(say.trayPractice, { what }) : what;
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The icon in the tray. It needs no settings, so that it can be there before they are read. */
export const createTray = (parts: TrayParts): TrayIcon => {
  const mac = parts.platform === 'darwin';
  let tray = new parts.Tray(parts.icon(parts.first.look));
  let shown: TrayModel | null = null;
  let menu: Menu | null = null;

  const show = (model: TrayModel) => {
    const before = shown;
    shown = model;
    const { look, ...rest } = model;
    const { look: lookBefore, ...restBefore } = before ?? { look: parts.first.look };
    if (!same(look, lookBefore)) tray.setImage(parts.icon(look));
    if (mac) tray.setTitle(look.state === 'waiting' ? String(look.waiting) : '', { fontType: 'monospacedDigit' });
    tray.setToolTip(tooltipOf(model));
    // A menu is rebuilt only when it changed: some panels close an open one when it is replaced.
    if (same(rest, restBefore)) return;
    menu = parts.Menu.buildFromTemplate(trayMenu(model, parts.actions));
    // With a context menu of its own, macOS would open that on a left click as well.
    if (!mac) tray.setContextMenu(menu);
  };

  const listen = () => {
    tray.on('click', () => parts.onClick());
    if (!mac) return;
    tray.setIgnoreDoubleClickEvents(true);
    tray.on('right-click', () => {
      if (menu) tray.popUpContextMenu(menu);
    });
  };
  const makeAnew = () => {
    const model = shown ?? parts.first;
    tray.destroy();
    tray = new parts.Tray(parts.icon(model.look));
    listen();
    if (menu && !mac) tray.setContextMenu(menu);
    show(model);
  };
  listen();
  show(parts.first);

  const redraw = () => tray.setImage(parts.icon((shown ?? parts.first).look));
  return { show, redraw, makeAnew, bounds: () => tray.getBounds(), destroy: () => tray.destroy() };
};
