import type { Page } from 'playwright-core';
import { settled } from './settled';

/** Visible flaw of the control that has the focus, or null. */
export const focusFault = async (page: Page): Promise<string | null> => {
  await settled(page);
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return 'nothing has the focus';
    const name = `${at.tagName.toLowerCase()} “${(at.getAttribute('aria-label') ?? at.textContent ?? '').slice(0, 40)}”`;
    // An outline of the control or of its frame that other controls of its kind do not have.
    const drawn = (element: Element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return outlineStyle !== 'none' && outlineWidth !== '0px' ? true : boxShadow !== 'none';
    };
    const frames = [at, at.parentElement, at.parentElement?.parentElement].filter(
      (element): element is Element => element instanceof Element && element.matches(':focus, :focus-within'),
    );
    // A heading is where reading starts, and cannot be pressed.
    if (!at.matches('h1') && !frames.some(drawn)) return `${name} does not show that it has the focus`;
    const box = at.getBoundingClientRect();
    if (box.top < -1 || box.bottom > innerHeight + 1 || box.left < -1 || box.right > innerWidth + 1)
      // A control larger than the window cannot be completely in view.
      return box.height > innerHeight ? null : `${name} has the focus outside of the window`;
    const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    // A toast lies over the page for a few seconds.
    if (over?.closest('[role="status"] ol')) return null;
    const own = over && (at.contains(over) || over.contains(at) || at.closest('label')?.contains(over));
    return own ? null : `${name} has the focus under “${over?.textContent?.slice(0, 40)}”`;
  });
};

/** Accessible name of the control that has the focus, as far as the app's pages give one. */
const focusedName = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return '';
    const by = (at.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent);
    const label =
      at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at.labels?.[0]?.textContent : null;
    const words = [at.getAttribute('aria-label'), by.join(' ').trim(), label, at.textContent];
    return words.find((each) => each)?.trim() ?? '';
  });

/**
 * Presses Tab (or Shift+Tab) until the control of this name has the focus. Each stop on the way must be visible. Fails after
 * 80 stops.
 */
export const tabTo = async (page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  const passed: string[] = [];
  for (let stop = 0; stop < 80; stop++) {
    await page.keyboard.press(key);
    const fault = await focusFault(page);
    const at = await focusedName(page);
    // After the last control the focus leaves the page for one stop, as on any page.
    if (fault !== null && at !== '') throw new Error(fault);
    if (name.test(at)) return;
    passed.push(at);
  }
  throw new Error(`${name} was not reached by ${key}; passed ${passed.join(' · ')}`);
};
