import type { Locator, Page } from 'playwright-core';
import type { Practice } from '../../../electron/practice/start-practice';
import { connectPage, type LaunchedApp } from '../desktop/launch-app';

/** Controls of the connect window by their accessible names (en-US). */
export const connectForm = (page: Page) => ({
  page,
  ownUrl: page.getByRole('radio', { name: /^Custom URL/ }),
  baseUrl: page.getByRole('textbox', { name: 'Base URL' }),
  name: page.getByRole('textbox', { name: 'Name' }),
  appId: page.getByRole('textbox', { name: 'App ID' }),
  secret: page.getByLabel('App Secret', { exact: true }),
  check: page.getByRole('button', { name: /^Check( again)?$/ }),
  /** Button that connects a new workspace or saves an existing one. */
  save: page.getByRole('button', { name: /^(Connect|Save)$/ }),
  anyway: page.getByRole('button', { name: 'Save anyway' }),
  /** Sum of the doctor's checks. */
  verdict: page.locator('footer').getByRole('status'),
  /** Check of the doctor with this name. */
  line: (label: string) =>
    page.getByRole('region', { name: 'Check results' }).getByRole('listitem').filter({ hasText: label }).first(),
});
export type ConnectWindow = ReturnType<typeof connectForm>;

/** Text beside a field: its hint or its mistake. */
export const besideField = (field: Locator): Promise<string> =>
  field.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  );

/** Opens Settings and from there the connect window for a new workspace. */
export const openConnect = async ({ app, page }: LaunchedApp): Promise<ConnectWindow> => {
  const settings = page.getByRole('button', { name: 'Settings' });
  if (await settings.isVisible()) await settings.click();
  await page.getByRole('button', { name: 'Connect a workspace' }).click();
  return byAppId(await connectPage(app));
};

/** The form of a connect window for a new workspace, which shows the scan first. */
export const byAppId = async (page: Page): Promise<ConnectWindow> => {
  await page.getByRole('button', { name: 'I have an App ID' }).click();
  return connectForm(page);
};

/** Fills in everything for a practice server of the test. */
export const fillIn = async (form: ConnectWindow, server: Pick<Practice, 'baseUrl' | 'appId' | 'appSecret'>) => {
  await form.ownUrl.check();
  await form.baseUrl.fill(server.baseUrl);
  await form.name.fill('Acme');
  await form.appId.fill(server.appId);
  await form.secret.fill(server.appSecret);
};

/** Saves and waits until the connect window is gone. */
export const saveAndClose = async (form: ConnectWindow): Promise<void> => {
  const closed = form.page.waitForEvent('close');
  // The window may go before the click is answered.
  await form.save.click().catch((reason: unknown) => {
    if (!form.page.isClosed()) throw reason;
  });
  await closed;
};

/** Connects a new workspace and skips the offered test buzz. */
export const connectNew = async (form: ConnectWindow, { page }: Pick<LaunchedApp, 'page'>): Promise<void> => {
  await saveAndClose(form);
  await page.getByRole('button', { name: 'Later' }).click();
};
