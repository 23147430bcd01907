import type { Page } from 'playwright-core';
import { shotFile } from '../desktop/shots';
import { settled } from './settled';

/** Keeps a picture of a page once it stands still, as `test/desktop/shots/<name>.png`. */
export const picture = async (page: Page, name: string): Promise<void> => {
  await settled(page);
  await page.screenshot({ path: await shotFile(name) });
};

/**
 * Finds what does not fit on a page: things that scroll sideways or stick out of the window, and words that are cut without
 * an ellipsis. Names may end in an ellipsis, and so may the value of a closed select box, but words on a button have to fit.
 */
export const whatDoesNotFit = async (page: Page): Promise<readonly string[]> => {
  await settled(page);
  return page.evaluate(() => {
    const faults: string[] = [];
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} px wide`);
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const box = element.getBoundingClientRect();
      // Skips elements that are not drawn or are for screen readers only (1 px).
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
};

/**
 * Finds what people could not reach or read on a page: controls that overlap, or lie outside the window without scrolling,
 * and words of the app that end in an ellipsis and stand nowhere in full.
 */
export const layoutFaults = async (page: Page): Promise<readonly string[]> => {
  await settled(page);
  return page.evaluate(() => {
    const faults: string[] = [];
    const interactive =
      'button, input, textarea, a[href], [role="combobox"], [role="option"], [role="menuitem"], [role="radio"], [role="tab"]';
    const nameOf = (element: Element) =>
      `${element.getAttribute('role') ?? element.tagName.toLowerCase()} “${(
        element.getAttribute('aria-label') ??
        (element.textContent || element.getAttribute('placeholder') || '')
      )
        .trim()
        .slice(0, 40)}”`;
    const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowY);
    const layerOf = (element: Element) =>
      // A list of suggestions may lie over its own form.
      element.closest('dialog:modal, :popover-open, [role="listbox"]') ?? document.body;
    const stays = (element: Element) => {
      for (let each: Element | null = element; each; each = each.parentElement)
        if (getComputedStyle(each).position === 'sticky') return each;
      return null;
    };
    const modal = document.querySelector('dialog:modal');
    const drawn = (element: Element) => {
      const box = element.getBoundingClientRect();
      return (
        box.width > 2 && box.height > 2 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      );
    };
    /** Visible part of an element, cut by all that scrolls or hides around it. */
    const seen = (element: Element) => {
      const box = element.getBoundingClientRect();
      let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
      for (let each = element.parentElement; each && each !== document.body; each = each.parentElement) {
        if (getComputedStyle(each).overflow === 'visible') continue;
        const frame = each.getBoundingClientRect();
        left = Math.max(left, frame.left);
        top = Math.max(top, frame.top);
        right = Math.min(right, frame.right);
        bottom = Math.min(bottom, frame.bottom);
      }
      return { left, top, right, bottom };
    };
    const controls = [...document.querySelectorAll(interactive)].filter(
      (element) =>
        drawn(element) &&
        // A toast lies over the page until it disappears.
        !element.closest('[role="status"] ol') &&
        (!modal || modal.contains(element) || element.closest(':popover-open')),
    );
    for (const control of controls) {
      const box = control.getBoundingClientRect();
      let scroller = control.parentElement;
      while (scroller && scroller !== layerOf(control).parentElement && !scrolls(scroller))
        scroller = scroller.parentElement;
      if (scroller && scrolls(scroller)) continue;
      if (box.top < -1 || box.bottom > innerHeight + 1 || box.left < -1 || box.right > innerWidth + 1)
        faults.push(
          `${nameOf(control)} is outside of the window (${Math.round(box.top)} to ${Math.round(box.bottom)})`,
        );
    }
    controls.forEach((one, index) => {
      const a = seen(one);
      for (const other of controls.slice(index + 1)) {
        if (one.contains(other) || other.contains(one) || layerOf(one) !== layerOf(other)) continue;
        // Content below a fixed foot can be scrolled.
        if (stays(one) !== stays(other)) continue;
        const b = seen(other);
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 2 && high > 2) faults.push(`${nameOf(one)} lies over ${nameOf(other)}`);
      }
    });
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      if (!drawn(element) || element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) continue;
      const style = getComputedStyle(element);
      const clamped = style.getPropertyValue('-webkit-line-clamp') !== 'none';
      const cut =
        (style.textOverflow === 'ellipsis' && element.scrollWidth > element.clientWidth + 1) ||
        (clamped && element.scrollHeight > element.clientHeight + 2);
      if (!cut || element.parentElement?.querySelector('[aria-expanded]')) continue;
      const whole = element.closest('[title], [aria-label]');
      const told = `${whole?.getAttribute('title') ?? ''} ${whole?.getAttribute('aria-label') ?? ''}`.trim();
      if (told === '') faults.push(`${nameOf(element)} ends in … and is told nowhere`);
    }
    return faults;
  });
};
