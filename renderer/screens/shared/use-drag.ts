import { type DragEvent, useState } from 'react';
import { useConsent } from '../../state/use-consent';

/** Dragging a row by pointer: which one, and between which rows it would land (0 … count). */
export const useDrag = (onMoved: (from: number, to: number) => void) => {
  const [drag, setDrag] = useState<{ from: number; gap: number } | null>(null);
  // The window must not hide while something is dragged (design F2).
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
