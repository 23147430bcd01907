/**
 * Whether a dialog, a menu, a list or the tour lies on top within `root`: the first Esc is theirs. A popover that has just
 * opened can be seen before it says so (`toggle` is an event of its own), so its looks are asked as well; hints are not meant.
 */
export const isOnTop = (root: ParentNode): boolean =>
  root.querySelector('dialog[open], [data-floating]') !== null ||
  [...root.querySelectorAll('[popover="auto"]')].some((popover) => popover.checkVisibility());
