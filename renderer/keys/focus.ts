import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';

/** Where an arrow, Home or End leads among `count` items that form a ring; null for other keys. */
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

/** The keys of a radio group made of buttons (`group` is the group's ref): one of them can be tabbed to, arrows move and choose. */
export const useRadios = <Value extends string>(
  values: readonly Value[],
  value: Value,
  onChange: (value: Value) => void,
) => {
  const group = useRef<HTMLDivElement>(null);
  const chosen = Math.max(values.indexOf(value), 0);
  const choose = (index: number) => {
    const next = values[index];
    if (next === undefined) return;
    group.current?.querySelectorAll<HTMLElement>('[role="radio"]')[index]?.focus();
    onChange(next);
  };
  return {
    group,
    radio: (index: number) => ({
      type: 'button' as const,
      role: 'radio' as const,
      'aria-checked': index === chosen,
      tabIndex: index === chosen ? 0 : -1,
      onClick: () => choose(index),
      onKeyDown: (event: KeyboardEvent) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        const next = rovingIndex(event.key, index, values.length);
        if (next === null) return;
        event.preventDefault();
        choose(next);
      },
    }),
  };
};

/**
 * Takes the focus when the screen that had it is gone: a keyboard that starts again at the top of the page, and a screen
 * reader that says nothing, would both be lost.
 */
export const useFocusWhenLost = (target: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    if (document.activeElement === document.body) target.current?.focus({ preventScroll: true });
  }, [target]);
};
