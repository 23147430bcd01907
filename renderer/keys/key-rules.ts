/** The part of a keyboard event that a key's meaning depends on. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing' | 'keyCode'
>;

/**
 * True while an input method composes: Enter, Esc, Tab and digits belong to it then. Chromium sends keyCode 229 for
 * keys that the input method took, also where `isComposing` is not yet set (the first key).
 */
export const isIme = (event: { isComposing: boolean; keyCode: number }): boolean =>
  event.isComposing || event.keyCode === 229;

/**
 * True when a dialog, a menu, a list or the tour lies on top within `root`: the first Esc is theirs. A popover that has just
 * opened can be seen before it says so (`toggle` is an event of its own), so its looks are asked as well; tooltips do not count.
 */
export const isOnTop = (root: ParentNode): boolean =>
  root.querySelector('dialog[open], [data-floating]') !== null ||
  [...root.querySelectorAll('[popover="auto"]')].some((popover) => popover.checkVisibility());

/** The index that an arrow, Home or End leads to among `count` items that form a ring; null for other keys. */
export const rovingIndex = (key: string, index: number, count: number): number | null => {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (index + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (index - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
};

/** The index of the next label after `index`, round the ring, that begins with the typed letter; null: there is none. */
export const typedIndex = (key: string, index: number, labels: readonly string[]): number | null => {
  if ([...key].length !== 1) return null;
  const order = [...labels.keys()].map((step) => (index + 1 + step) % labels.length);
  return order.find((at) => labels[at]?.trim().toLowerCase().startsWith(key.toLowerCase())) ?? null;
};
