import { type KeyboardEvent, useRef } from 'react';
import { rovingIndex } from './roving-index';

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
