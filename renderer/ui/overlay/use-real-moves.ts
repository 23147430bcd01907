import { type MouseEvent, useRef } from 'react';

/**
 * Tells a pointer that moves from one that a list came up under: Chromium says `mousemove` for both, and a resting
 * pointer must not choose a row. Nothing counts until the pointer was seen in two places since the list opened.
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
