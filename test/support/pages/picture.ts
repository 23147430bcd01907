import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** A picture of one window's page as it is painted now, kept as `test/desktop/shots/<name>.png`. */
export const picture = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: join(import.meta.dirname, '../../desktop/shots', `${name}.png`) });
};
