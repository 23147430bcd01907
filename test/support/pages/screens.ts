import type { Locator, Page } from 'playwright-core';
import { type LaunchedApp, pageOf } from '../desktop/launch-app';

/** Screens of the popup by their accessible names (en-US). */

export const compose = (page: Page) => ({
  to: page.getByRole('combobox', { name: 'To' }),
  /** Chips of the chosen recipients. */
  chosen: page.getByRole('list', { name: 'Chosen recipients' }).getByRole('listitem'),
  suggestion: (name: string) =>
    page.getByRole('listbox', { name: 'Suggested recipients' }).getByRole('option', { name }),
  favorite: (name: string) =>
    page.getByRole('group', { name: 'Pinned groups' }).getByRole('button', { name: new RegExp(`^${name}`) }),
  message: page.getByRole('textbox', { name: 'Message' }),
  channel: (name: 'In-app' | 'SMS' | 'Phone') => page.getByRole('radio', { name }),
  delivery: page.getByRole('combobox', { name: 'Delivery' }),
  plan: page.getByRole('status', { name: 'Plan' }),
  /** "2 to check": opens the list of people who cannot be reached, with reasons. */
  issues: page.getByRole('button', { name: /to check/ }),
  issue: (name: string) =>
    page.getByRole('dialog', { name: 'Check before sending' }).getByRole('listitem').filter({ hasText: name }),
  buzz: page.getByRole('button', { name: /^(Practice )?[Bb]uzz$/ }),
  hold: page.getByRole('button', { name: /^Hold/ }),
});

export const board = (page: Page) => ({
  title: page.getByRole('heading', { level: 1 }),
  people: page.getByRole('region', { name: 'People' }),
  person: (name: string) =>
    page.getByRole('region', { name: 'People' }).getByRole('listitem').filter({ hasText: name }),
  /** Waits until a person has read, and unfolds the readers for it. */
  hasRead: async (name: string) => {
    const folded = page.getByRole('button', { name: /^Read \d/, expanded: false });
    const row = board(page).person(name).filter({ hasText: 'Read at' });
    await folded.or(row).first().waitFor();
    if (await folded.isVisible()) await folded.click();
    await row.waitFor();
  },
  back: page.getByRole('button', { name: 'Back', exact: true }),
  /** Asks for reads and answers by the menu instead of waiting. */
  checkReads: async () => {
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: /^Check (read|for)/ }).click();
  },
});

/** Goes to a tab. Leaves Settings and boards, which have none, by Back first. Quick buzz has none and is Compose already. */
export const goTo = async (page: Page, tab: 'Buzz' | 'Groups' | 'Activity'): Promise<void> => {
  const back = page.getByRole('button', { name: 'Back', exact: true });
  if (await back.isVisible()) await back.click();
  const target = page.getByRole('tab', { name: tab });
  await target.or(compose(page).message).first().waitFor();
  if (tab !== 'Buzz' || (await target.isVisible())) await target.click();
};

/** Waits until the element contains all of these texts. */
export const says = async (where: Locator, ...texts: readonly (string | RegExp)[]): Promise<void> => {
  for (const text of texts) await where.filter({ hasText: text }).first().waitFor();
};

/** Removes all recipients and text from the draft. */
export const emptyDraft = async (page: Page): Promise<void> => {
  await goTo(page, 'Buzz');
  const { to, chosen, message, channel } = compose(page);
  await to.fill('');
  while ((await chosen.count()) > 0)
    await chosen
      .first()
      .getByRole('button', { name: /^Remove / })
      .click();
  await message.fill('');
  await channel('In-app').click();
};

/** Opens the popup's board in a window of its own, as a person would, and returns its page. */
export const openBoardWindow = async ({ app, page }: LaunchedApp): Promise<Page> => {
  const there = app.windows();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Open in its own window' }).click();
  const own = await pageOf(app, '/board.html', there);
  await board(own).people.waitFor();
  return own;
};

/** State of a page's window as Electron reports it. */
export const windowOf = ({ app }: LaunchedApp, title: string) =>
  app.evaluate(({ BrowserWindow }, title) => {
    const window = BrowserWindow.getAllWindows().find((each) => !each.isDestroyed() && each.getTitle() === title);
    if (!window) throw new Error(`no window is called ${title}`);
    return {
      resizable: window.isResizable(),
      minimizable: window.isMinimizable(),
      onTop: window.isAlwaysOnTop(),
      visible: window.isVisible() && !window.isMinimized(),
      smallest: window.getMinimumSize(),
      bounds: window.getBounds(),
    };
  }, title);
