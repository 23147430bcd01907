import { useEffect } from 'react';
import { isIme } from './is-ime';
import { isOnTop } from './is-on-top';

/** Esc, when nothing on the page wants it for itself: `leave` puts the window away. */
export const useEscape = (leave: () => void): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // Lists, menus and dialogs take their own Esc before it comes here.
      if (event.key !== 'Escape' || event.defaultPrevented || isIme(event)) return;
      if (isOnTop(document)) return;
      leave();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [leave]);
};
