import type { Locator, Page } from 'playwright-core';

/** The screens of the popup as a person knows them: by what they are called (design, section 12; in en-US). */

export const compose = (page: Page) => ({
  to: page.getByRole('combobox', { name: 'To' }),
  /** The chips of those chosen. */
  chosen: page.getByRole('list', { name: 'Chosen recipients' }).getByRole('listitem'),
  suggestion: (name: string) =>
    page.getByRole('listbox', { name: 'Suggested recipients' }).getByRole('option', { name }),
  favourite: (name: string) =>
    page.getByRole('group', { name: 'Pinned groups' }).getByRole('button', { name: new RegExp(`^${name}`) }),
  message: page.getByRole('textbox', { name: 'Message' }),
  channel: (name: 'In-app' | 'SMS' | 'Phone') => page.getByRole('radio', { name }),
  delivery: page.getByRole('combobox', { name: 'Delivery' }),
  plan: page.getByRole('status', { name: 'Plan' }),
  /** "2 to check": opens who cannot be reached, and why. */
  issues: page.getByRole('button', { name: /to check/ }),
  issue: (name: string) =>
    page.getByRole('dialog', { name: 'To know before sending' }).getByRole('listitem').filter({ hasText: name }),
  buzz: page.getByRole('button', { name: /^(Practice )?[Bb]uzz$/ }),
  hold: page.getByRole('button', { name: /^Hold/ }),
});

export const board = (page: Page) => ({
  title: page.getByRole('heading', { level: 1 }),
  people: page.getByRole('list', { name: 'People' }),
  person: (name: string) => page.getByRole('list', { name: 'People' }).getByRole('listitem').filter({ hasText: name }),
  back: page.getByRole('button', { name: 'Back', exact: true }),
  /** "Check reads now" instead of waiting for its turn. */
  checkReads: async () => {
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Check reads now' }).click();
  },
});

/**
 * Goes to a tab. Settings and boards have none and are left by their way back first; quick buzz has none either, and
 * is Compose already.
 */
export const goTo = async (page: Page, tab: 'Buzz' | 'Groups' | 'Activity'): Promise<void> => {
  const back = page.getByRole('button', { name: 'Back', exact: true });
  if (await back.isVisible()) await back.click();
  const target = page.getByRole('tab', { name: tab });
  await target.or(compose(page).message).first().waitFor();
  if (tab !== 'Buzz' || (await target.isVisible())) await target.click();
};

/** Waits until all of this text stands in it. */
export const says = async (where: Locator, ...texts: readonly (string | RegExp)[]): Promise<void> => {
  for (const text of texts) await where.filter({ hasText: text }).first().waitFor();
};

/** Takes every recipient and word out of the draft. */
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
