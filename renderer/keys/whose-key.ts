/**
 * True while an input method composes: Enter, Esc, Tab and digits belong to it then. Chromium sends keyCode 229 for
 * keys that the input method took, also where `isComposing` is not yet set (the first key).
 */
export const isIme = (event: { isComposing: boolean; keyCode: number }): boolean =>
  event.isComposing || event.keyCode === 229;

/**
 * Whether a dialog, a menu, a list or the tour lies on top within `root`: the first Esc is theirs. A popover that has just
 * opened can be seen before it says so (`toggle` is an event of its own), so its looks are asked as well; hints are not meant.
 */
export const isOnTop = (root: ParentNode): boolean =>
  root.querySelector('dialog[open], [data-floating]') !== null ||
  [...root.querySelectorAll('[popover="auto"]')].some((popover) => popover.checkVisibility());
