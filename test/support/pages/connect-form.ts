import type { Locator, Page } from 'playwright-core';
import type { Practice } from '../../../electron/practice/start-practice';
import { connectPage, type LaunchedApp } from '../desktop/launch-app';

/** The connect window as a person knows it (in en-US). */
export const connectForm = (page: Page) => ({
  page,
  ownUrl: page.getByRole('radio', { name: /^Custom URL/ }),
  baseUrl: page.getByRole('textbox', { name: 'Base URL' }),
  name: page.getByRole('textbox', { name: 'Name' }),
  appId: page.getByRole('textbox', { name: 'App ID' }),
  secret: page.getByLabel('App Secret', { exact: true }),
  check: page.getByRole('button', { name: /^Check( again)?$/ }),
  /** Connects a new workspace, saves one that is there. */
  save: page.getByRole('button', { name: /^(Connect|Save)$/ }),
  anyway: page.getByRole('button', { name: 'Save anyway' }),
  /** What the doctor's lines come to. */
  verdict: page.locator('footer').getByRole('status'),
  /** A line of the doctor, by what it is called. */
  line: (label: string) =>
    page.getByRole('region', { name: 'Check results' }).getByRole('listitem').filter({ hasText: label }).first(),
});
export type ConnectWindow = ReturnType<typeof connectForm>;

/** What stands beside a field: its hint or what is wrong with it. */
export const besideField = (field: Locator): Promise<string> =>
  field.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  );

/** Settings, and there the way to a new workspace. */
export const openConnect = async ({ app, page }: LaunchedApp): Promise<ConnectWindow> => {
  const settings = page.getByRole('button', { name: 'Settings' });
  if (await settings.isVisible()) await settings.click();
  await page.getByRole('button', { name: 'Connect a workspace' }).click();
  return connectForm(await connectPage(app));
};

/** Fills in everything that a practice server of the test's own asks for. */
export const fillIn = async (form: ConnectWindow, server: Pick<Practice, 'baseUrl' | 'appId' | 'appSecret'>) => {
  await form.ownUrl.check();
  await form.baseUrl.fill(server.baseUrl);
  await form.name.fill('Acme');
  await form.appId.fill(server.appId);
  await form.secret.fill(server.appSecret);
};

/** Saves and waits until the window is gone. */
export const saveAndClose = async (form: ConnectWindow): Promise<void> => {
  const closed = form.page.waitForEvent('close');
  await form.save.click();
  await closed;
};

/** Connects a new workspace, and leaves the buzz to oneself that is offered then for later. */
export const connectNew = async (form: ConnectWindow, { page }: Pick<LaunchedApp, 'page'>): Promise<void> => {
  await saveAndClose(form);
  await page.getByRole('button', { name: 'Later' }).click();
};
