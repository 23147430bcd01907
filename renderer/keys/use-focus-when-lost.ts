import { type RefObject, useEffect } from 'react';

/**
 * Takes the focus when the screen that had it is gone: a keyboard that starts again at the top of the page, and a screen
 * reader that says nothing, would both be lost.
 */
export const useFocusWhenLost = (target: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    if (document.activeElement === document.body) target.current?.focus({ preventScroll: true });
  }, [target]);
};
