import type { Page } from 'playwright-core';
import type { Theme } from '../../../electron/contract/model/settings';
import { until } from '../clock/until';

/**
 * Waits until a page stands still: its fonts are loaded, what has just changed is laid out, and every transition and every
 * animation that ends has ended. Amid a transition its colors and places belong to neither state. A page that is given no frames
 * (hidden, also while this waits) moves nothing: it stands still.
 */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await document.fonts.ready;
    const within = <T>(wait: Promise<T>, ms: number): Promise<T | null> =>
      Promise.race([wait, new Promise<null>((next) => setTimeout(() => next(null), ms))]);
    const frame = () => within(new Promise<number>((next) => requestAnimationFrame(next)), 5_000);
    while (!document.hidden) {
      // A transition begins with the frame after its change.
      if ((await frame()) === null || (await frame()) === null) return;
      const moving = document
        .getAnimations()
        .filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
      if (moving.length === 0) return;
      await within(Promise.allSettled(moving.map(({ finished }) => finished)), 5_000);
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
