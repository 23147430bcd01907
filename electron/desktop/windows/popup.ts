import type { Shown, View } from '../../contract/ipc/startup';
import type { Zoom } from '../../contract/limits';
import type { Rect } from './placement';

/** The popup's window as its rules see it; `popup-window.ts` makes one from a BrowserWindow. */
export interface PopupWindow {
  isVisible(): boolean;
  isFocused(): boolean;
  /** True while its developer tools have the focus: they count as a part of it. */
  isInspected(): boolean;
  setBounds(bounds: Rect): void;
  /** Sets the page's zoom; the next bounds have room for it. */
  setZoom(zoom: Zoom): void;
  show(): void;
  focus(): void;
  /** Hides it and gives the focus back to the previous program. */
  hide(): void;
  tell(shown: Shown): void;
  destroy(): void;
}

export interface PopupEvents {
  /** The first frame is painted. */
  painted(): void;
  focused(): void;
  blurred(): void;
  /** The person has closed it by the window manager: it hides and stays loaded. */
  dismissed(): void;
  /** The page loads anew: requests of the old page are void. */
  loading(): void;
  /** The window or its page is gone (crash, kill). */
  lost(): void;
}

export interface PopupDeps {
  createWindow(events: PopupEvents): PopupWindow;
  placeAtTray(zoom: Zoom): Rect;
  placeQuick(zoom: Zoom): Rect;
  /** Asks for the pointer's place, if that takes a question; null: it is known at any time. */
  look?(): Promise<void> | null;
  /** A monotonic clock (ms). */
  now(): number;
  /** Runs `work` once after `ms`. */
  later(work: () => void, ms: number): void;
  /** Called when it becomes visible or hidden: the engine asks for receipts only while a person looks at a board. */
  onVisible?(visible: boolean): void;
}

/** The one popup of the program. */
export interface Popup {
  /** Creates the window, hidden, so that the first key press finds it painted. */
  open(): void;
  showAtTray(view?: View): void;
  showQuick(view?: View): void;
  /** A click on the tray icon: shows it, or hides it when it is visible. */
  toggleAtTray(): void;
  /** The hotkey: shows it in the upper third, or hides it when it is there already and has the focus. */
  toggleQuick(): void;
  hide(): void;
  /** A pinned popup does not hide when it loses the focus. */
  setPinned(pinned: boolean): void;
  /** Sets whether it hides when it loses the focus (a setting). */
  setHideOnBlur(hide: boolean): void;
  /** Sets its zoom (a setting). A visible popup grows or shrinks with its page, within its screen. */
  setZoom(zoom: Zoom): void;
  /** To be called when screens have changed: moves a visible popup to where it can be seen. */
  screensChanged(): void;
  /** Keeps it from hiding under the person's finger while the page asks for consent. */
  setConsent(asking: boolean): void;
  /** Keeps it from hiding while a system dialog is open: it would seem to vanish with the dialog. */
  setDialog(open: boolean): void;
  /** Calls `listener` whenever its page is gone (crashed or reloaded) and can no longer take back its requests. */
  whenPageGone(listener: () => void): void;
  isPinned(): boolean;
  isVisible(): boolean;
  /** True when it is visible and has the keyboard. */
  isFocused(): boolean;
  /** For `getStartup`: how it came up, and the screen to go to, which is told only to the first page that asks. */
  takeShown(): Shown;
}

/**
 * A blur within this time (ms) after the window was shown, or first had the focus, is the window manager's, which focuses, blurs
 * and focuses a window while it maps it: on a busy computer long after it was asked to.
 */
const settling = 250;
/** Time until a window has the focus again after a dialog (ms). */
const afterDialog = 600;
/** Time (ms) in which a click on the icon belongs to the blur before it: the click took the focus, and must not show it again. */
const sameClick = 400;
/** Number of crashes within `crashWindow` (ms) after which the page is not started again until a person wants to see it. */
const crashLimit = 3;
const crashWindow = 60_000;

/** Rules for when the popup shows and hides (electron/desktop/README.md#the-popup). Everything of Electron is injected. */
export const createPopup = (deps: PopupDeps): Popup => {
  let window: PopupWindow | null = null;
  let generation = 0;
  let painted = false;
  let pageReady = false;
  let wanted = false;
  /** True while it waits for `look` before it shows. */
  let looking = false;
  let pinned = false;
  let hideOnBlur = true;
  let zoom: Zoom = 1;
  let consent = false;
  /** Number of system dialogs that are open, or were until a moment ago. */
  let dialogs = 0;
  let shown: Shown = { how: 'tray', view: null };
  let shownAt = -Infinity;
  /** When it had the focus for the first time since it was shown; null: not yet. */
  let focusedAt: number | null = null;
  let hiddenByBlurAt = -Infinity;
  let crashes: readonly number[] = [];
  /** The bounds that were set last. */
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
    focusedAt = null;
    target.show();
    target.focus();
    if (!wasVisible) deps.onVisible?.(true);
    onceSettled(target, () => {
      // A window manager that is just framing it can leave Chromium believing that it stands at (0, 0): set once more,
      // both agree. The same bounds as before: the cursor has moved on.
      if (asked) target.setBounds(asked);
    });
  };

  /** Does this, and takes the focus back, which the window manager may have taken away while it mapped the window. */
  const onceSettled = (target: PopupWindow, act: () => void = () => undefined) =>
    deps.later(() => {
      if (window !== target || !target.isVisible()) return;
      act();
      if (!target.isFocused() && !target.isInspected()) target.focus();
    }, settling);

  const comeIfWanted = () => {
    // Not before its first frame: the person would first see an empty white rectangle.
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
    // A window sends events from its construction on, and an old one after its end: only the current one counts.
    generation += 1;
    const mine = generation;
    const whenCurrent = (act: () => void) => () => {
      if (mine === generation) act();
    };
    window = deps.createWindow({
      painted: whenCurrent(() => {
        if (painted) return;
        painted = true;
        // Chromium remembers a zoom by itself, which may be the wrong one.
        window?.setZoom(zoom);
        comeIfWanted();
      }),
      focused: whenCurrent(() => {
        focusedAt ??= deps.now();
      }),
      blurred: whenCurrent(() => {
        const now = deps.now();
        if (now - Math.max(shownAt, focusedAt ?? shownAt) >= settling) hideUnlessHeld();
        else if (now - shownAt >= settling && window) onceSettled(window);
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
      // The dialog had the focus, which comes back a moment after it has closed, to and fro between the two.
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
