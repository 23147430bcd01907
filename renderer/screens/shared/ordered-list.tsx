import { ArrowDown, ArrowUp } from 'lucide-react';
import { type DragEvent, type HTMLAttributes, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation';
import { isIme } from '../../keys/key-rules';
import { useConsent } from '../../state/asking';
import { useWindow } from '../../state/window-store';
import type { MenuItem } from '../../ui/overlay/menu';
import { Kbd } from '../../ui/text/kbd';

/** Moves the item at `from` to `to`, clamped to the list. */
export const move = <Item,>(items: readonly Item[], from: number, to: number): readonly Item[] => {
  const rest = items.filter((_, index) => index !== from);
  const moved = items.filter((_, index) => index === from);
  const at = Math.max(0, Math.min(to, rest.length));
  return [...rest.slice(0, at), ...moved, ...rest.slice(at)];
};

/**
 * Puts an item that was removed from `before` back into the current list, behind the nearest earlier item that is still
 * there. Later changes stay.
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

/** State of dragging a row by pointer; `gap`: the place between rows where it would land (0 … count). */
const useDrag = (onMoved: (from: number, to: number) => void) => {
  const [drag, setDrag] = useState<{ from: number; gap: number } | null>(null);
  // The window must not hide during a drag, or the drag is lost.
  useConsent(drag !== null);
  const gapAt = (event: DragEvent, index: number) => {
    const box = event.currentTarget.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2 ? index : index + 1;
  };
  return {
    /** Place of the mark at this row, or null. Beside the dragged row there is none, since nothing would change. */
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

/** Properties of one row that can be moved. */
export interface RowOrder {
  row: HTMLAttributes<HTMLElement> & { 'data-drop': 'before' | 'after' | undefined };
  /** For the row's main button. */
  button: Pick<HTMLAttributes<HTMLElement>, 'aria-keyshortcuts' | 'onKeyDown'>;
  menuItems: readonly MenuItem[];
}

/**
 * Keeps rows in the person's order: Alt+arrows, a menu and dragging move them.
 *
 * @param save saves the new order; false when main refused, which has been shown
 * @param movable false while a filter hides some rows, because places have no meaning then
 */
export const useOrderedRows = <Item extends { name: string }>(
  items: readonly Item[],
  save: (items: readonly Item[]) => Promise<boolean>,
  movable = true,
) => {
  const { t } = useTranslation('groups');
  const platform = useWindow((state) => state.platform);
  const [said, setSaid] = useState('');
  const moveTo = async (from: number, to: number) => {
    const item = items[from];
    if (!movable || !item || to === from || to < 0 || to >= items.length) return;
    if (!(await save(move(items, from, to)))) return;
    setSaid(t('moved-to', { name: item.name, position: to + 1, total: items.length }));
  };
  const drag = useDrag((from, to) => void moveTo(from, to));
  const orderAt = (index: number): RowOrder => ({
    row: {
      'data-drop': drag.markAt(index) ?? undefined,
      draggable: movable,
      ...(movable ? drag.handlers(index) : {}),
    },
    button: {
      'aria-keyshortcuts': 'Alt+ArrowUp Alt+ArrowDown',
      onKeyDown: (event) => {
        if (!event.altKey || isIme(event.nativeEvent)) return;
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
        event.preventDefault();
        void moveTo(index, event.key === 'ArrowUp' ? index - 1 : index + 1);
      },
    },
    menuItems: [
      {
        kind: 'item',
        key: 'up',
        label: t('move-up'),
        icon: <ArrowUp size={14} />,
        hint: <Kbd keys="Alt+↑" platform={platform} />,
        disabled: !movable || index === 0,
        onSelect: () => void moveTo(index, index - 1),
      },
      {
        kind: 'item',
        key: 'down',
        label: t('move-down'),
        icon: <ArrowDown size={14} />,
        hint: <Kbd keys="Alt+↓" platform={platform} />,
        disabled: !movable || index === items.length - 1,
        onSelect: () => void moveTo(index, index + 1),
      },
    ],
  });
  // `said` is the last move in words, for a live region.
  return { orderAt, said };
};
