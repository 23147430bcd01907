import type { Page } from 'playwright-core';

/**
 * What does not fit on a page: anything that scrolls sideways or sticks out of the window, and words that are cut
 * without a sign. Names that end in an ellipsis say that they go on, and are no fault, nor is the value of a closed box
 * of choices; words on a button have to fit.
 */
export const whatDoesNotFit = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const faults: string[] = [];
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} px wide`);
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const box = element.getBoundingClientRect();
      // Nothing that is not drawn, nor what is there for screen readers only (1 px).
      if (box.width <= 1 || box.height <= 1 || !element.checkVisibility({ visibilityProperty: true })) continue;
      if (box.right > root.clientWidth + 1 || box.left < -1) faults.push(`${nameOf(element)} sticks out sideways`);
      const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
      const tooWide = element.scrollWidth > element.clientWidth + 1;
      const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
      if (isField) continue;
      if (tooWide && (overflowX === 'auto' || overflowX === 'scroll'))
        faults.push(`${nameOf(element)} scrolls sideways`);
      const holdsText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      if (!holdsText) continue;
      const cutSideways = tooWide && overflowX !== 'visible' && textOverflow !== 'ellipsis';
      const clamped = getComputedStyle(element).getPropertyValue('-webkit-line-clamp') !== 'none';
      const cutBelow = element.scrollHeight > element.clientHeight + 2 && overflowY === 'hidden' && !clamped;
      if (element.clientWidth > 0 && (cutSideways || cutBelow)) faults.push(`${nameOf(element)} is cut`);
      const onButton = element.closest('button:not([role="combobox"]), [role="tab"]') && !element.closest('li');
      if (tooWide && textOverflow === 'ellipsis' && onButton) faults.push(`${nameOf(element)} does not fit its button`);
    }
    return faults;
  });
