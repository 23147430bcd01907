import type { Shown, View } from '../../contract/ipc/startup';
import type { Zoom } from '../../contract/limits';
import type { Rect } from './placement';

/** What the popup's rules need of its window; `popup-window.ts` makes one from a BrowserWindow. */
export interface PopupWindow {
  isVisible(): boolean;
  isFocused(): boolean;
  /** True while its developer tools have the focus: they are part of it. */
  isInspected(): boolean;
  setBounds(bounds: Rect): void;
  /** Draws its page so large; the next place it is given has room for that. */
  setZoom(zoom: Zoom): void;
  show(): void;
  focus(): void;
  /** Hides and gives the focus back to the program the person came from. */
  hide(): void;
  tell(shown: Shown): void;
  destroy(): void;
}

export interface PopupEvents {
  /** The first frame is there to be shown. */
  painted(): void;
  blurred(): void;
  /** The window manager was told to close it: it goes away, not to pieces. */
  dismissed(): void;
  /** Another page load begins (a reload): what the old page asked for is void. */
  loading(): void;
  /** The window or its page is gone (crash, kill). */
  lost(): void;
}

export interface PopupDeps {
  createWindow(events: PopupEvents): PopupWindow;
  placeAtTray(zoom: Zoom): Rect;
  placeQuick(zoom: Zoom): Rect;
  /** Finds out anew what places go by; null: they are right at any time. */
  look?(): Promise<void> | null;
  /** Milliseconds, from any start, never going back. */
  now(): number;
  /** Runs `what` once after `ms`. */
  later(what: () => void, ms: number): void;
  /** Told when it becomes visible or hidden: receipts are asked only while a board is looked at. */
  onVisible?(visible: boolean): void;
}

/** The one popup of the program. */
export interface Popup {
  /** Creates the window, hidden, so that the first key press finds it painted. */
  open(): void;
  showAtTray(view?: View): void;
  showQuick(view?: View): void;
  /** A click on the tray icon: shows it, or hides it when it is there. */
  toggleAtTray(): void;
  /** The hotkey: shows it in the upper third, or hides it when it already is there and has the focus. */
  toggleQuick(): void;
  hide(): void;
  /** A pinned popup does not hide when it loses the focus. */
  setPinned(pinned: boolean): void;
  /** Whether it hides when it loses the focus at all: a setting. */
  setHideOnBlur(hide: boolean): void;
  /** How large it is drawn: a setting. What is shown grows or shrinks with its page, within its screen. */
  setZoom(zoom: Zoom): void;
  /** The screens have changed (one was unplugged): what is shown is put where it can be seen. */
  screensChanged(): void;
  /** While the page asks for consent it must not hide under the person's finger. */
  setConsent(asking: boolean): void;
  /** While a dialog of the system's is open it must not hide: it would look as if the dialog had taken it along. */
  setDialog(open: boolean): void;
  /** Has `listener` told whenever its page is gone (crashed, or loaded anew) and cannot take back what it asked for. */
  whenPageGone(listener: () => void): void;
  isPinned(): boolean;
  isVisible(): boolean;
  /** It is there and the keys go to it. */
  isFocused(): boolean;
  /** For `getStartup`: how it came up and where it should go. The place to go is told once, to the first page that asks. */
  takeShown(): Shown;
}

/** Window managers focus, blur and focus again while they map a window: a blur this soon is not the person's. ms. */
const settling = 250;
/** Until a window has the focus again after a dialog. ms. */
const afterDialog = 600;
/** A click on the icon first takes the focus away, which hides the popup, and must not then bring it back. ms. */
const sameClick = 400;
/** A page that dies this often within a minute is not started again until somebody wants to see it. */
const crashLimit = 3;
const crashWindow = 60_000;

/** The rules of when the popup is there (electron/desktop/README.md). Everything of Electron is injected. */
export const createPopup = (deps: PopupDeps): Popup => {
  let window: PopupWindow | null = null;
  let generation = 0;
  let painted = false;
  let pageReady = false;
  let wanted = false;
  /** Waits for `look` before it comes. */
  let looking = false;
  let pinned = false;
  let hideOnBlur = true;
  let zoom: Zoom = 1;
  let consent = false;
  /** How many dialogs of the system's are open, or have just been. */
  let dialogs = 0;
  let shown: Shown = { how: 'tray', view: null };
  let shownAt = -Infinity;
  let hiddenByBlurAt = -Infinity;
  let crashes: readonly number[] = [];
  /** Where it was last told to be. */
  let asked: Rect | null = null;
  let onPageGone = (): void => undefined;

  const place = () => (shown.how === 'quick' ? deps.placeQuick(zoom) : deps.placeAtTray(zoom));

  const put = (target: PopupWindow, bounds: Rect) => {
    asked = bounds;
    target.setBounds(bounds);
  };

  const reveal = (target: PopupWindow) => {
    put(target, place());
    const wasVisible = target.isVisible();
    if (pageReady) {
      target.tell(shown);
      shown = { ...shown, view: null };
    }
    shownAt = deps.now();
    target.show();
    target.focus();
    if (!wasVisible) deps.onVisible?.(true);
    deps.later(() => {
      if (window !== target || !target.isVisible()) return;
      // A window manager that is just framing it can leave Chromium believing that it stands at (0, 0): told once more,
      // both agree. Told, not placed anew: the cursor has moved on.
      if (asked) target.setBounds(asked);
      // A focus that was taken away while it was mapped is asked for once more.
      if (!target.isFocused() && !target.isInspected()) target.focus();
    }, settling);
  };

  const comeIfWanted = () => {
    // Not before its first frame: an empty white rectangle would be the first thing seen.
    if (wanted && painted && !looking && window) reveal(window);
  };

  const come = () => {
    if (looking) return;
    const looked = deps.look?.();
    if (!looked) return comeIfWanted();
    looking = true;
    void looked.finally(() => {
      looking = false;
      comeIfWanted();
    });
  };

  const show = (how: Shown['how'], view: View | null) => {
    shown = { how, view };
    wanted = true;
    ensure();
    come();
  };

  const conceal = () => {
    wanted = false;
    if (!window?.isVisible()) return;
    window.hide();
    deps.onVisible?.(false);
  };

  const held = () => pinned || !hideOnBlur || consent || dialogs > 0 || window?.isInspected() === true;

  const hideUnlessHeld = () => {
    if (!window?.isVisible() || window.isFocused() || held()) return;
    hiddenByBlurAt = deps.now();
    conceal();
  };

  const ensure = (): PopupWindow => {
    if (window) return window;
    painted = false;
    pageReady = false;
    consent = false;
    // A window says things from its very construction on, and an old one after its end: only the current one counts.
    generation += 1;
    const mine = generation;
    const whenCurrent = (act: () => void) => () => {
      if (mine === generation) act();
    };
    window = deps.createWindow({
      painted: whenCurrent(() => {
        if (painted) return;
        painted = true;
        // Chromium remembers a zoom by itself, and may have the wrong one.
        window?.setZoom(zoom);
        comeIfWanted();
      }),
      blurred: whenCurrent(() => {
        if (deps.now() - shownAt >= settling) hideUnlessHeld();
      }),
      dismissed: whenCurrent(conceal),
      loading: whenCurrent(() => {
        pageReady = false;
        consent = false;
        onPageGone();
      }),
      lost: whenCurrent(recover),
    });
    return window;
  };

  const recover = () => {
    const lost = window;
    const wasVisible = lost?.isVisible() === true;
    generation += 1;
    window = null;
    lost?.destroy();
    onPageGone();
    const now = deps.now();
    crashes = [...crashes.filter((at) => now - at < crashWindow), now];
    const tooOften = crashes.length >= crashLimit;
    wanted = wasVisible && !tooOften;
    if (wasVisible && tooOften) deps.onVisible?.(false);
    if (!tooOften) ensure();
  };

  return {
    open: () => {
      ensure();
    },
    showAtTray: (view) => show('tray', view ?? null),
    showQuick: (view) => show('quick', view ?? null),
    toggleAtTray: () => {
      if (window?.isVisible()) conceal();
      else if (deps.now() - hiddenByBlurAt >= sameClick) show('tray', null);
      else hiddenByBlurAt = -Infinity;
    },
    toggleQuick: () => {
      if (window?.isVisible() && window.isFocused() && shown.how === 'quick') conceal();
      else show('quick', null);
    },
    hide: conceal,
    setPinned: (value) => {
      pinned = value;
      if (!value) hideUnlessHeld();
    },
    setHideOnBlur: (hide) => {
      hideOnBlur = hide;
    },
    setZoom: (next) => {
      if (next === zoom) return;
      zoom = next;
      if (painted) window?.setZoom(zoom);
      if (window?.isVisible()) put(window, place());
    },
    screensChanged: () => {
      if (window?.isVisible()) put(window, place());
    },
    setConsent: (asking) => {
      consent = asking;
      if (!asking) hideUnlessHeld();
    },
    setDialog: (open) => {
      if (open) {
        dialogs += 1;
        return;
      }
      // The focus was the dialog's and comes back a moment after it is gone, to and fro between the two.
      if (window?.isVisible()) window.focus();
      deps.later(() => {
        dialogs -= 1;
        hideUnlessHeld();
      }, afterDialog);
    },
    whenPageGone: (listener) => {
      onPageGone = listener;
    },
    isPinned: () => pinned,
    isVisible: () => window?.isVisible() ?? false,
    isFocused: () => window?.isVisible() === true && window.isFocused(),
    takeShown: () => {
      pageReady = true;
      const answer = shown;
      shown = { ...shown, view: null };
      return answer;
    },
  };
};
