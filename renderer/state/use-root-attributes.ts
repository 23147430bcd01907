import { useEffect } from 'react';
import type { Locale, Theme } from '../../electron/contract/model/settings';
import { useSeen } from './use-window';

/**
 * Puts the theme and the language on `<html>`. `system` leaves the choice to `prefers-color-scheme`, as `contrast` does
 * (tokens.css).
 */
export const useRootAttributes = (theme: Theme, locale: Locale, reduceMotion = false): void => {
  const seen = useSeen();
  useEffect(() => {
    const root = document.documentElement;
    root.lang = locale;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    if (reduceMotion) root.dataset.still = '';
    else delete root.dataset.still;
    // A hidden popup stays painted: what turns in it would keep the processor busy for nobody.
    root.toggleAttribute('data-unseen', !seen);
  }, [theme, locale, reduceMotion, seen]);
};
