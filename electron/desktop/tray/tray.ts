import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import type { Rect } from '../windows/placement';
import { type MainWord, sayIn } from '../words/words';
import { type TrayActions, type TrayModel, trayMenu } from './menu';
import type { TrayLook, TrayState } from './picture';

export interface TrayDeps {
  Tray: new (icon: NativeImage) => Tray;
  Menu: { buildFromTemplate(template: MenuItemConstructorOptions[]): Menu };
  icon(look: TrayLook): NativeImage;
  platform: NodeJS.Platform;
  /** Called on a left click. */
  onClick(): void;
  actions: TrayActions;
  first: TrayModel;
}

export interface TrayIcon {
  show(model: TrayModel): void;
  /** Draws the icon again, for a new screen may have another scale. */
  redraw(): void;
  /** Makes the icon again, for a panel that started after it. */
  makeAnew(): void;
  /** The icon's place; all zeros where the desktop does not tell it (XEmbed, StatusNotifier). */
  bounds(): Rect;
  destroy(): void;
}

const tooltip: Record<TrayState, MainWord> = {
  idle: 'trayIdle',
  sending: 'traySending',
  waiting: 'trayWaiting',
  attention: 'trayAttention',
  damaged: 'trayDamaged',
};

const tooltipOf = ({ locale, look }: TrayModel): string => {
  const say = sayIn(locale);
  const what = say(tooltip[look.state], { count: look.waiting });
  return look.practice ? say('trayPractice', { what }) : what;
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The icon in the tray. It needs no settings, so it can be shown before they are read. */
export const createTray = (deps: TrayDeps): TrayIcon => {
  const mac = deps.platform === 'darwin';
  let tray = new deps.Tray(deps.icon(deps.first.look));
  let shown: TrayModel | null = null;
  let menu: Menu | null = null;

  const show = (model: TrayModel) => {
    const before = shown;
    shown = model;
    const { look, ...rest } = model;
    const { look: lookBefore, ...restBefore } = before ?? { look: deps.first.look };
    if (!same(look, lookBefore)) tray.setImage(deps.icon(look));
    if (mac) tray.setTitle(look.state === 'waiting' ? String(look.waiting) : '', { fontType: 'monospacedDigit' });
    tray.setToolTip(tooltipOf(model));
    // The menu is rebuilt only when it has changed: some panels close an open menu when it is replaced.
    if (same(rest, restBefore)) return;
    menu = deps.Menu.buildFromTemplate(trayMenu(model, deps.actions));
    // With a context menu of its own, macOS would open that on a left click as well.
    if (!mac) tray.setContextMenu(menu);
  };

  const listen = () => {
    tray.on('click', () => deps.onClick());
    if (!mac) return;
    tray.setIgnoreDoubleClickEvents(true);
    tray.on('right-click', () => {
      if (menu) tray.popUpContextMenu(menu);
    });
  };
  const makeAnew = () => {
    const model = shown ?? deps.first;
    tray.destroy();
    tray = new deps.Tray(deps.icon(model.look));
    listen();
    if (menu && !mac) tray.setContextMenu(menu);
    show(model);
  };
  listen();
  show(deps.first);

  const redraw = () => tray.setImage(deps.icon((shown ?? deps.first).look));
  return { show, redraw, makeAnew, bounds: () => tray.getBounds(), destroy: () => tray.destroy() };
};
