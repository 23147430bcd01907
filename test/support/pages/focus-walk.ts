import type { Page } from 'playwright-core';

/** What is wrong with the place where the keyboard is now, for somebody who sees; null when nothing is. */
export const focusFault = async (page: Page): Promise<string | null> => {
  await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => undefined))));
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return 'nothing has the focus';
    const name = `${at.tagName.toLowerCase()} “${(at.getAttribute('aria-label') ?? at.textContent ?? '').slice(0, 40)}”`;
    // What is drawn around it, by itself or by the frame that it stands in, and is not drawn around its like.
    const drawn = (element: Element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return outlineStyle !== 'none' && outlineWidth !== '0px' ? true : boxShadow !== 'none';
    };
    const frames = [at, at.parentElement, at.parentElement?.parentElement].filter(
      (element): element is Element => element instanceof Element && element.matches(':focus, :focus-within'),
    );
    // A heading is where reading starts; there is nothing to press.
    if (!at.matches('h1') && !frames.some(drawn)) return `${name} does not show that it has the focus`;
    const box = at.getBoundingClientRect();
    if (box.top < -1 || box.bottom > innerHeight + 1 || box.left < -1 || box.right > innerWidth + 1)
      // What is larger than the window cannot be wholly in it.
      return box.height > innerHeight ? null : `${name} has the focus outside of the window`;
    const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    // What was just said lies over the page for a few seconds.
    if (over?.closest('[role="status"] ol')) return null;
    const own = over && (at.contains(over) || over.contains(at) || at.closest('label')?.contains(over));
    return own ? null : `${name} has the focus under “${over?.textContent?.slice(0, 40)}”`;
  });
};

/** What the control with the focus is called: its accessible name as far as pages of ours give one. */
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
 * Presses Tab (or Shift+Tab) until the control of this name has the focus; each stop on the way has to show it. Fails when
 * it does not come within 80 stops.
 */
export const tabTo = async (page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  const passed: string[] = [];
  for (let stop = 0; stop < 80; stop++) {
    await page.keyboard.press(key);
    const fault = await focusFault(page);
    const at = await focusedName(page);
    // After the last control the keyboard leaves the page for a moment, as everywhere.
    if (fault !== null && at !== '') throw new Error(fault);
    if (name.test(at)) return;
    passed.push(at);
  }
  throw new Error(`${name} was not reached by ${key}; passed ${passed.join(' · ')}`);
};
