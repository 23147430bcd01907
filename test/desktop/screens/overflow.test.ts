import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import { pressHotkey } from '../../support/desktop/desktop';
import { isPopupShown } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { lengthenWords } from '../../support/pages/lengthen-words';
import { layoutFaults, picture, whatDoesNotFit } from '../../support/pages/looks';
import { compose } from '../../support/pages/screens';
import { tourOfScreens } from '../../support/pages/tour-of-screens';

// Every screen with words 40 % longer than they are, in the three sizes of the popup: nothing scrolls sideways, is cut
// without an ellipsis, overlaps something else, or is out of reach.

const sizes = { popup: [420, 620], quick: [640, 520], small: [420, 400] } as const;

const buzz = launched({ shown: true, newcomer: true });
beforeAll(async () => {
  // The popup would hide when the connect window takes the focus, and come back with its own size.
  await buzz.page.evaluate(() => window.buzz.changeSettings({ hideOnBlur: false }));
});

/** Repeats until it is true: Electron now and then loses an answer on its way to Playwright. */
const resize = (page: Page, [width, height]: readonly [number, number]) =>
  until('the page has its size', async () => {
    const asked = { name: new URL(page.url()).pathname, width, height };
    await buzz.app
      .evaluate(({ BrowserWindow }, { name, width, height }) => {
        const window = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().includes(name));
        window?.setBounds({ ...window.getBounds(), width, height });
      }, asked)
      .catch(() => undefined);
    return page.evaluate(({ width, height }) => innerWidth === width && innerHeight === height, asked);
  });

const faultsOf = async (page: Page): Promise<readonly string[]> => {
  // A name on a button may end in an ellipsis here, if the accessible name holds all of it.
  const cut = (await whatDoesNotFit(page)).filter((fault) => !fault.endsWith('does not fit its button'));
  return [...cut, ...(await layoutFaults(page))];
};

test('longer words fit on every screen, in every size', async () => {
  const found: Record<string, readonly string[]> = {};
  const seen: string[] = [];
  await tourOfScreens(buzz, async (screen, page) => {
    const isPopup = page === buzz.page;
    const shorten = await lengthenWords(page);
    for (const [name, size] of Object.entries(sizes)) {
      // The connect window has one size of its own.
      if (!isPopup && name !== 'popup') continue;
      if (isPopup) await resize(page, size);
      const faults = await faultsOf(page);
      if (faults.length > 0) {
        found[`${screen}, ${name}`] = faults;
        await picture(page, `overflow-${screen.replaceAll(/\W+/g, '-')}-${name}`);
      }
      seen.push(`${screen}, ${name}`);
    }
    if (isPopup) await resize(page, sizes.popup);
    await shorten();
  });
  expect(found).toEqual({});
  expect(seen.length).toBeGreaterThan(90);
});

test('longer words fit in quick buzz', async () => {
  const { page } = buzz;
  await page.evaluate(() => window.buzz.hideWindow());
  await pressHotkey();
  await until('the popup is on the screen', () => isPopupShown(buzz));
  await compose(page).message.waitFor();
  const shorten = await lengthenWords(page);
  expect(await faultsOf(page)).toEqual([]);
  await shorten();
});
