import { useEffect } from 'react';
import type { Locale, Theme } from '../../electron/contract/settings';

/** Puts the theme and the language on `<html>`. `system` leaves the choice to `prefers-color-scheme` (tokens.css). */
export const useRootAttributes = (theme: Theme, locale: Locale): void => {
  useEffect(() => {
    const root = document.documentElement;
    root.lang = locale;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
  }, [theme, locale]);
};
