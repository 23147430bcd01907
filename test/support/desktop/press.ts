import type { Page } from 'playwright-core';

/** Presses a key that does nothing, as a person does before the page asks for what main lets no page do by itself. */
export const touch = (page: Page): Promise<void> => page.keyboard.press('Shift');

/** Presses the keys that confirm a paid buzz. With an empty draft the page has nothing to send. */
export const pressPaid = (page: Page): Promise<void> => page.keyboard.press('Control+Shift+Enter');
