import type { Page } from 'playwright-core';
import type { Theme } from '../../../electron/contract/model/settings';
import { until } from '../clock/until';

/**
 * Waits until a page stands still: its fonts are loaded, what has just changed is laid out, and every transition and every
 * animation that ends has ended. Amid a transition its colors and places belong to neither state.
 */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await document.fonts.ready;
    // A hidden page is given no frames.
    const frame = () => document.hidden || new Promise((next) => requestAnimationFrame(next));
    for (;;) {
      // A transition begins with the frame after its change.
      await frame();
      await frame();
      const moving = document
        .getAnimations()
        .filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
      if (moving.length === 0) return;
      await Promise.allSettled(moving.map(({ finished }) => finished));
    }
  });

/** Waits until a page is in a theme that has been chosen in Settings. */
export const inTheme = (page: Page, theme: Theme): Promise<boolean> =>
  until(`the page has the theme ${theme}`, () =>
    page.evaluate((want) => {
      const strong = document.documentElement.dataset.theme === 'contrast';
      const follows = want === 'light' || want === 'dark';
      return strong === (want === 'contrast') && (!follows || matchMedia(`(prefers-color-scheme: ${want})`).matches);
    }, theme),
  );
