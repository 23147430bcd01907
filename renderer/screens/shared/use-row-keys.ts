import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { isIme, isOnTop } from '../../keys/key-rules';
import { useApp } from '../../state/app-store';

const rowsIn = (root: HTMLElement | null): readonly HTMLElement[] => [
  ...(root?.querySelectorAll<HTMLElement>('[data-row]') ?? []),
];

const searchIn = (root: HTMLElement | null) => root?.querySelector<HTMLInputElement>('input[type="search"]') ?? null;

/**
 * Keys of a screen that is a list below a search: arrows, Home and End go from row to row (their main buttons carry
 * `data-row`), and up from the first one to the search. In the search the first row is marked, and Enter opens it; a letter
 * pressed on a row goes on in the search. A screen that a person came to by a key has its first row selected at once.
 *
 * @param ready whether there are rows
 * @param current false while the rows are those of an earlier search: none is marked, and Enter opens none
 */
export const useRowKeys = (ready: boolean, current = true) => {
  const root = useRef<HTMLDivElement>(null);
  const view = useApp((state) => state.view);
  const [searching, setSearching] = useState(false);
  useEffect(() => {
    if (ready && 'select' in view && view.select) rowsIn(root.current)[0]?.focus();
  }, [ready, view]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || isIme(event.nativeEvent)) return;
    if (isOnTop(document)) return;
    const rows = rowsIn(root.current);
    const search = searchIn(root.current);
    const target = event.target as HTMLElement;
    // Beside a row's main button are smaller ones, from which the arrows lead on as well.
    const at = rows.findIndex((row) => row.closest('li')?.contains(target));
    const inSearch = target === search;
    if (at < 0 && !inSearch) return;
    const go = (to: HTMLElement | null | undefined) => {
      if (!to) return;
      event.preventDefault();
      to.focus();
      to.scrollIntoView?.({ block: 'nearest' });
    };
    if (inSearch) {
      if (event.key === 'ArrowDown') go(rows[0]);
      else if (event.key === 'Enter' && current) rows[0]?.click();
    } else if (event.key === 'ArrowDown') go(rows[at + 1]);
    else if (event.key === 'ArrowUp') go(rows[at - 1] ?? search);
    else if (event.key === 'Home') go(rows[0]);
    else if (event.key === 'End') go(rows.at(-1));
    // The key itself is typed there. A space presses the button, and ? lists the keys.
    else if ([...event.key].length === 1 && event.key !== ' ' && event.key !== '?') search?.focus();
  };
  return {
    /** Properties of the element around search and rows. */
    list: {
      ref: root,
      onKeyDown,
      onFocus: ({ target }: FocusEvent) => setSearching(target === searchIn(root.current)),
      onBlur: () => setSearching(false),
    },
    /** Properties of the row at `index`. */
    row: (index: number) => ({ 'data-marked': (searching && current && index === 0) || undefined }),
  };
};
