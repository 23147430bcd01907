import { type HTMLAttributes, type KeyboardEvent, useId, useState } from 'react';
import { useRealMoves } from '../../ui/overlay/floating';

/**
 * Rows below a search field that keeps the focus: arrows or the pointer mark one, and a click picks it.
 *
 * @param count rows there are now
 * @param open whether the rows are on the screen
 */
export const useMarkedRow = (count: number, open: boolean, onPick: (index: number) => void) => {
  const listId = useId();
  const [marked, mark] = useState(0);
  const moved = useRealMoves(open);
  const rowId = (index: number) => `${listId}-${index}`;
  return {
    marked,
    mark,
    /** Properties of the field. */
    field: {
      role: 'combobox',
      'aria-expanded': open,
      'aria-controls': listId,
      'aria-activedescendant': marked < count ? rowId(marked) : undefined,
    } as const,
    /** Id of the list around the rows. */
    listId,
    /** Properties of a row. */
    row: (index: number): HTMLAttributes<HTMLElement> => ({
      id: rowId(index),
      role: 'option',
      tabIndex: -1,
      'aria-selected': index === marked,
      onMouseMove: (event) => {
        if (moved(event)) mark(index);
      },
      // The field keeps the focus.
      onMouseDown: (event) => event.preventDefault(),
      onClick: () => onPick(index),
    }),
    /** Moves the mark by an arrow key. True when the key was one. */
    moveBy: (event: KeyboardEvent): boolean => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return false;
      event.preventDefault();
      const next = marked + (event.key === 'ArrowDown' ? 1 : -1);
      const inside = Math.max(0, Math.min(next, count - 1));
      mark(inside);
      document.getElementById(rowId(inside))?.scrollIntoView?.({ block: 'nearest' });
      return true;
    },
  };
};
