import type { MenuItemConstructorOptions } from 'electron';
import type { Group } from '../../contract/model/group';
import type { BuzzId, GroupId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import { inOneLine, shorten } from '../../core/text/shorten';
import { sayIn } from '../words/words';
import type { TrayLook } from './picture';

export interface RecentBuzz {
  id: BuzzId;
  title: string;
  read: number;
  acknowledged: number;
  people: number;
}

/** Everything the tray shows; `createTray().show` compares it with what it showed last. */
export interface TrayModel {
  locale: Locale;
  look: TrayLook;
  pinned: readonly Pick<Group, 'id' | 'name' | 'hotkey'>[];
  /** Newest first. */
  recent: readonly RecentBuzz[];
  /** Ladders that climb by themselves or wait for a decision; `relay`: the one that has it, null: this computer. */
  ladders: readonly { id: BuzzId; title: string; relay: string | null }[];
  /** New messages to the bot; null: the workspace has no inbox. */
  inbox: number | null;
  /** The hotkey in force, shown beside "Quick buzz"; empty when there is none. */
  hotkey: string;
}

export interface TrayActions {
  open(): void;
  quick(): void;
  compose(groupId: GroupId): void;
  board(id: BuzzId): void;
  /** Stops a buzz with its ladder. */
  stop(id: BuzzId): void;
  inbox(): void;
  settings(): void;
  quit(): void;
}

const most = { pinned: 8, recent: 5, ladders: 5, letters: 32 };

/** Shortens a text to one line of a menu; doubles `&`, which alone marks a mnemonic on Windows and Linux. */
const line = (text: string): string => shorten(inOneLine(text), most.letters).replaceAll('&', '&&');

/** Shows a hotkey beside its line. `globalShortcut` listens for it, not the menu. */
const shown = (hotkey: string | undefined): MenuItemConstructorOptions =>
  hotkey ? { accelerator: hotkey, registerAccelerator: false } : {};

/** The tray's menu. Some desktops swallow left clicks on the icon, so the menu starts with Open. */
export const trayMenu = (model: TrayModel, actions: TrayActions): MenuItemConstructorOptions[] => {
  const say = sayIn(model.locale);
  const section = (title: string, items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    items.length > 0 ? [{ type: 'separator' }, { label: title, enabled: false }, ...items] : [];

  return [
    { label: say('open'), click: () => actions.open() },
    {
      label: say('quickBuzz'),
      click: () => actions.quick(),
      ...shown(model.hotkey),
    },
    ...(model.inbox === null
      ? []
      : [
          {
            label: model.inbox === 0 ? say('inbox') : say('inboxNew', { count: model.inbox }),
            click: () => actions.inbox(),
          },
        ]),
    ...section(
      say('pinnedGroups'),
      model.pinned
        .slice(0, most.pinned)
        .map(({ id, name, hotkey }) => ({ label: line(name), click: () => actions.compose(id), ...shown(hotkey) })),
    ),
    ...section(
      say('recentBuzzes'),
      model.recent.slice(0, most.recent).map(({ id, title, read, acknowledged, people }) => ({
        label:
          acknowledged > 0
            ? say('acknowledgedOf', { title: line(title), acknowledged, people })
            : say('readOf', { title: line(title), read, people }),
        click: () => actions.board(id),
      })),
    ),
    ...section(
      say('runningLadders'),
      model.ladders.slice(0, most.ladders).map(({ id, title, relay }) => ({
        label: say(relay === null ? 'stopLadder' : 'stopLadderThere', { title: line(title) }),
        click: () => actions.stop(id),
      })),
    ),
    { type: 'separator' },
    { label: say('settings'), click: () => actions.settings() },
    { type: 'separator' },
    { label: say('quit'), click: () => actions.quit() },
  ];
};
