import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { settled } from './settled';

/** Findings of axe on a page once it stands still, each with the elements it concerns; empty: none. The page keeps axe for later. */
export const objectionsOf = async (page: Page): Promise<readonly string[]> => {
  // Its text is half a megabyte: given once to each page rather than before every look.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  await settled(page);
  const violations = await page.evaluate(async () => {
    const run: typeof axe.run = Reflect.get(window, 'axe').run;
    const results = await run(document, { resultTypes: ['violations'] });
    return results.violations.map(({ id, nodes }) => ({ id, elements: nodes.map((node) => node.html) }));
  });
  return violations.map(({ id, elements }) => `${id}: ${elements.join(' ')}`);
};
