import type { WebPreferences } from 'electron';
import type { BuzzId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import { createTopic } from '../../core/topic';
import type { Asker } from '../ipc/ipc-host';
import { words } from '../words/words';
import { type BoardWindows, type BoardWindowsDeps, createBoardWindows } from './board-windows';
import { placeWindow } from './placement';
import type { Popup } from './popup';
import type { Screens } from './screens';
import type { WindowTheme } from './theme';

export interface BoardsDeps extends Pick<BoardWindowsDeps, 'platform' | 'windows'> {
  electron: Pick<BoardWindowsDeps, 'BrowserWindow' | 'app'>;
  screens: Pick<Screens, 'now'>;
  /** The web preferences of a window that shows the app's own pages. */
  pages: () => WebPreferences;
  theme: Pick<WindowTheme, 'backgroundColor'>;
  popup: Pick<Popup, 'isVisible' | 'isFocused'>;
  locale: () => Locale;
  /** Reads and saves the size of the last closed window. */
  size: BoardWindowsDeps['size'];
  /** Asks for the receipts of these boards, which are all that can be seen. */
  watch: (...ids: readonly BuzzId[]) => void;
}

/** Boards on the screen: in the popup, and in windows of their own. */
export interface Boards extends Pick<BoardWindows, 'open' | 'bringUp' | 'idOf' | 'close' | 'isOnScreen'> {
  /** Called by a page with the board it shows; null: none. */
  watch(asker: Asker, id: BuzzId | null): void;
  /** True when a person must have seen it: in the visible popup, or in a window of its own that has the focus. */
  isSeen(id: BuzzId): boolean;
  /** True when it is in the window that has the focus. */
  isLookedAt(id: BuzzId): boolean;
  /** Tells when the boards that can be seen have changed. */
  onLooked(listener: () => void): void;
}

/**
 * Decides which boards a person can see, by the windows that are visible. A hidden page, or one that has crashed without
 * a word, must cost no receipts: each receipt counts against a monthly quota.
 */
export const createBoards = (deps: BoardsDeps): Boards => {
  const { electron, popup, windows } = deps;
  const looked = createTopic<void>();
  const shown = new Map<number, { asker: Asker; id: BuzzId }>();

  const isThere = (asker: Asker): boolean => {
    if (windows.kindOf(asker.contentsId) === null) return false;
    return asker.kind === 'popup' ? popup.isVisible() : own.isOnScreen(asker);
  };
  const hasFocus = (asker: Asker): boolean =>
    isThere(asker) && (asker.kind === 'popup' ? popup.isFocused() : own.isFocused(asker));
  const some = (id: BuzzId, is: (asker: Asker) => boolean): boolean =>
    [...shown.values()].some((each) => each.id === id && is(each.asker));

  const look = () => {
    for (const contentsId of shown.keys()) if (windows.kindOf(contentsId) === null) shown.delete(contentsId);
    const seen = [...shown.values()].filter(({ asker }) => isThere(asker));
    deps.watch(...new Set(seen.map(({ id }) => id)));
    looked.tell();
  };
  const own = createBoardWindows({
    ...electron,
    platform: deps.platform,
    windows,
    webPreferences: deps.pages,
    backgroundColor: deps.theme.backgroundColor,
    title: () => words[deps.locale()].appName,
    place: (size, others) => placeWindow({ ...deps.screens.now(), size, others }),
    size: deps.size,
    now: () => performance.now(),
    onChanged: look,
  });

  return {
    open: own.open,
    bringUp: own.bringUp,
    idOf: own.idOf,
    close: own.close,
    isOnScreen: own.isOnScreen,
    watch: (asker, id) => {
      if (id === null) shown.delete(asker.contentsId);
      else shown.set(asker.contentsId, { asker, id });
      look();
    },
    // A window left open behind other programs shows its board to no one.
    isSeen: (id) => some(id, (asker) => (asker.kind === 'popup' ? isThere(asker) : hasFocus(asker))),
    isLookedAt: (id) => some(id, hasFocus),
    onLooked: looked.subscribe,
  };
};
