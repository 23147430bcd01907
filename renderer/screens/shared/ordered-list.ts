import { type DragEvent, useState } from 'react';
import { useConsent } from '../../state/asking';

/** The same list with the item at `from` standing at `to` (both clamped to the list). */
export const move = <Item>(items: readonly Item[], from: number, to: number): readonly Item[] => {
  const rest = items.filter((_, index) => index !== from);
  const moved = items.filter((_, index) => index === from);
  const at = Math.max(0, Math.min(to, rest.length));
  return [...rest.slice(0, at), ...moved, ...rest.slice(at)];
};

/**
 * The list as it is now with an item again that was taken out of `before`: behind the one it stood behind, as far as that is
 * still there. What has changed since stays.
 */
export const putBack = <Item extends { id: string }>(
  items: readonly Item[],
  item: Item,
  before: readonly Item[],
): Item[] => {
  const placeOf = (id: string, among: readonly Item[]) => among.findIndex((each) => each.id === id);
  if (placeOf(item.id, items) >= 0) return [...items];
  const earlier = before.slice(0, placeOf(item.id, before)).map(({ id }) => placeOf(id, items));
  const at = (earlier.findLast((place) => place >= 0) ?? -1) + 1;
  return [...items.slice(0, at), item, ...items.slice(at)];
};

/** Dragging a row by pointer: which one, and between which rows it would land (0 … count). */
export const useDrag = (onMoved: (from: number, to: number) => void) => {
  const [drag, setDrag] = useState<{ from: number; gap: number } | null>(null);
  // The window must not hide while something is dragged: the drag would be lost.
  useConsent(drag !== null);
  const gapAt = (event: DragEvent, index: number) => {
    const box = event.currentTarget.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2 ? index : index + 1;
  };
  return {
    /** Where the mark stands at this row, if it does. Beside the dragged row itself nothing would change. */
    markAt: (index: number): 'before' | 'after' | null => {
      if (drag === null || drag.gap === drag.from || drag.gap === drag.from + 1) return null;
      if (drag.gap === index) return 'before';
      return drag.gap === index + 1 ? 'after' : null;
    },
    handlers: (index: number) => ({
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', String(index));
        setDrag({ from: index, gap: index });
      },
      onDragOver: (event: DragEvent) => {
        if (drag === null) return;
        event.preventDefault();
        const gap = gapAt(event, index);
        if (gap !== drag.gap) setDrag({ ...drag, gap });
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        if (drag !== null && drag.gap !== drag.from && drag.gap !== drag.from + 1)
          onMoved(drag.from, drag.gap > drag.from ? drag.gap - 1 : drag.gap);
        setDrag(null);
      },
      onDragEnd: () => setDrag(null),
    }),
  };
};
