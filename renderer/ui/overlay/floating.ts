import { type CSSProperties, type MouseEvent, type RefObject, useId, useRef, useState } from 'react';

/**
 * An element that opens at another one. It stands in the browser's top layer (Popover API) and is placed by CSS anchors: no
 * script measures, no style is injected, and the page's policy (style-src 'self') has nothing to refuse. Needs Chromium 129;
 * the oldest supported Electron (33) has 130.
 */
interface Floating<Element extends HTMLElement> {
  ref: RefObject<Element | null>;
  id: string;
  open: boolean;
  /** Style of the element it opens at. */
  anchor: CSSProperties;
  /** Style of the floating element itself. */
  placed: CSSProperties;
  /** Follows the browser, which also closes it on Esc or a click elsewhere. */
  onToggle: (event: { newState: string }) => void;
  show: () => void;
  hide: () => void;
}

/** Gives the id, styles and state of one floating element. `onOpenChange` is called after every change, also one by the browser. */
export const useFloating = <Element extends HTMLElement>(onOpenChange?: (open: boolean) => void): Floating<Element> => {
  const id = useId();
  const ref = useRef<Element>(null);
  const [open, setOpen] = useState(false);
  // Set at once, while `open` waits for the browser's event: showing an open popover again throws.
  const shown = useRef(false);
  return {
    ref,
    id,
    open,
    anchor: { anchorName: `--${id}` },
    placed: { positionAnchor: `--${id}` },
    onToggle: ({ newState }) => {
      shown.current = newState === 'open';
      setOpen(shown.current);
      onOpenChange?.(newState === 'open');
    },
    show: () => {
      if (!shown.current) ref.current?.showPopover();
      shown.current = true;
    },
    hide: () => {
      if (shown.current) ref.current?.hidePopover();
      shown.current = false;
    },
  };
};

/**
 * Tells a pointer that moves from a resting one under which a list opened: Chromium sends `mousemove` for both, and a resting
 * pointer must not choose a row. A move counts once the pointer was seen in two places since the list opened.
 */
export const useRealMoves = (open: boolean): ((event: MouseEvent) => boolean) => {
  const seen = useRef<{ x: number; y: number } | null>(null);
  if (!open) seen.current = null;
  return ({ screenX: x, screenY: y }) => {
    const before = seen.current;
    seen.current = { x, y };
    return before !== null && (before.x !== x || before.y !== y);
  };
};
