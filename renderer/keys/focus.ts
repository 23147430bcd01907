import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { rovingIndex } from './key-rules';

/** Makes a radio group of buttons (`group` is its ref): Tab reaches the chosen one, arrows move and choose. */
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
 * Focuses `target` when the screen that had the focus is gone. Otherwise the keyboard would start again at the top of the
 * page, and a screen reader would say nothing.
 */
export const useFocusWhenLost = (target: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    if (document.activeElement === document.body) target.current?.focus({ preventScroll: true });
  }, [target]);
};
