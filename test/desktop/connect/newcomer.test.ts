import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { translate } from '../../support/bridge/translate';
import { until } from '../../support/clock/until';
import { pressHotkey, pressKeys } from '../../support/desktop/desktop';
import {
  connectPage,
  isPopupShown,
  type LaunchedApp,
  launchApp,
  launchShown,
  showPopup,
} from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { tempFolder } from '../../support/disk/temp-folder';
import { sharedCompany } from '../../support/feishu/a-company';
import { objectionsOf } from '../../support/pages/axe';
import { byAppId } from '../../support/pages/connect-form';
import { picture, whatDoesNotFit } from '../../support/pages/looks';
import { board, compose, says } from '../../support/pages/screens';
import { inTheme } from '../../support/pages/settled';

// A person who has never seen the program: from its welcome to a buzz that reaches them, without reading anything.

const server = sharedCompany({ readingSpeed: 0 });

const button = ({ page }: LaunchedApp, name: string) => page.getByRole('button', { name, exact: true });
const welcomes = async (buzz: LaunchedApp) => {
  await button(buzz, 'Practice first').or(compose(buzz.page).message).first().waitFor();
  return button(buzz, 'Practice first').isVisible();
};

/** Parts that the tour speaks of and its card lies on. */
const coveredByTour = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const card = document.querySelector('[role="dialog"][popover]')?.getBoundingClientRect();
    if (!card) return ['there is no card'];
    return [...document.querySelectorAll('[data-toured]')].flatMap((part) => {
      const box = part.getBoundingClientRect();
      const apart =
        box.right <= card.left || box.left >= card.right || box.bottom <= card.top || box.top >= card.bottom;
      return apart ? [] : [part.getAttribute('aria-label') ?? part.tagName];
    });
  });

describe('a newcomer', () => {
  test('gets from the welcome to a buzz of their own in a real workspace', async () => {
    await using buzz = await launchShown({ newcomer: true });
    const { page } = buzz;
    expect(await whatDoesNotFit(page)).toEqual([]);
    await picture(page, 'welcome');
    await button(buzz, 'Connect Feishu or Lark').click();

    const form = await byAppId(await connectPage(buzz.app));
    await form.ownUrl.check();
    await form.baseUrl.fill(server.baseUrl);
    await form.appId.fill(server.appId);
    await form.secret.fill(server.appSecret);
    const closed = form.page.waitForEvent('close');
    await form.page.keyboard.press('Enter').catch(() => undefined);
    await closed;
    // All checks passed, so one press was enough. The workspace has the name of the bot.
    const name = server.world.appName;
    await page.getByRole('heading', { name: `Try it: ${name}` }).waitFor();
    await until('the popup is on the screen', () => isPopupShown(buzz));
    await picture(page, 'test-buzz');

    server.log.clear();
    const me = page.getByRole('combobox', { name: 'Name, e-mail or mobile' });
    await me.fill('lilei');
    await page.getByRole('option', { name: /李雷/ }).first().click();
    await button(buzz, 'Buzz myself').click();
    await says(page.getByRole('main'), 'Feishu accepted it');
    const sent = server.log.entries.filter(({ api }) => api === 'send');
    expect(sent).toHaveLength(1);
    expect(sent[0]?.did.message?.text).toContain('This is a test');
    const buzzed = server.log.entries.filter(({ api }) => api?.startsWith('urgent_'));
    expect(buzzed.map(({ api, did }) => [api, did.buzzed?.map(({ name }) => name)])).toEqual([
      ['urgent_app', ['李雷']],
    ]);
    expect(await whatDoesNotFit(page)).toEqual([]);
    await picture(page, 'test-buzz-accepted');

    server.read('李雷');
    await says(page.getByRole('main'), 'You have read it');
    await button(buzz, 'Start using it').click();
    await compose(page).to.waitFor();
    // Practice is one press away, and so is the return.
    await button(buzz, 'Go to Practice workspace').click();
    await button(buzz, `Go to ${name}`).click();
    await button(buzz, `Switch workspace: ${name}`).waitFor();
    await picture(page, 'two-workspaces');
  });

  test('gets a tour after choosing practice, can leave it by Esc, and is never asked again', async () => {
    const home = tempFolder();
    let buzz = await launchShown({ home, newcomer: true });
    try {
      await button(buzz, 'Practice first').click();
      const marks = buzz.page.getByRole('dialog', { name: 'Quick tour' });
      for (const title of ['Who', 'One line', 'How urgent']) {
        await says(marks, title);
        expect(await whatDoesNotFit(buzz.page)).toEqual([]);
        expect(await coveredByTour(buzz.page)).toEqual([]);
        await picture(buzz.page, `tour-${title.toLowerCase().replaceAll(' ', '-')}`);
        await button(buzz, 'Next').click();
      }
      await says(marks, 'Send and follow up');
      // The real screen can be used meanwhile.
      await compose(buzz.page).favorite('数据库').click();
      await compose(buzz.page).message.fill('第一次练习');
      await picture(buzz.page, 'tour-in-use');
      await says(compose(buzz.page).plan, /1 message/);
      await pressKeys('Escape');
      await marks.waitFor({ state: 'detached' });
      const focused = buzz.page.locator(':focus');
      expect(await focused.getAttribute('role')).toBe('combobox');
      expect(await isPopupShown(buzz)).toBe(true);
      await compose(buzz.page).buzz.click();
      await says(board(buzz.page).title, '数据库');

      await buzz.close();
      buzz = await launchShown({ home, newcomer: true });
      expect(await welcomes(buzz)).toBe(false);
    } finally {
      await buzz.close();
    }
  });

  test('sees the welcome on the first look only: a hidden start shows nothing, and the hotkey leads straight to Compose', async () => {
    await using buzz = await launchApp({ newcomer: true, args: ['--hidden'] });
    await pressHotkey();
    await until('the popup is on the screen', () => isPopupShown(buzz));
    await compose(buzz.page).to.waitFor();
    await pressKeys('Escape');
    await until('it is away', async () => !(await isPopupShown(buzz)));
    await showPopup(buzz);
    expect(await welcomes(buzz)).toBe(true);
  });
});

/** Expects no findings of axe and nothing that does not fit, and keeps a picture. */
const isFine = async (page: Page, name: string) => {
  await picture(page, name);
  expect(await objectionsOf(page)).toEqual([]);
  expect(await whatDoesNotFit(page)).toEqual([]);
};

describe.each(['zh-CN', 'en-US'] as const)('the way in, %s', (locale) => {
  const t = (key: Parameters<typeof translate>[2], values = {}) => translate(locale, 'welcome', key, values);
  const c = (key: Parameters<typeof translate>[2]) => translate(locale, 'connect', key);
  const buzz = launched({ shown: true, newcomer: true, locale });
  afterAll(async () => {
    server.change({ grantScopes: ['im:message.urgent', 'im:message.urgent:sms'] });
  });

  const inThemes = async (page: Page, name: string) => {
    for (const theme of ['dark', 'light'] as const) {
      await buzz.page.evaluate((change) => window.buzz.changeSettings(change), { theme });
      await inTheme(page, theme);
      await isFine(page, `${name}-${theme}-${locale}`);
    }
  };

  test('has no flaw from the welcome to the outcome, in both themes', async () => {
    const { page } = buzz;
    const press = (label: string, of: Page = page) => of.getByRole('button', { name: label, exact: true }).click();
    await page.getByRole('button', { name: t('practice') }).waitFor();
    await inThemes(page, 'welcome');
    await press(t('practice'));
    await page.getByText(t('to-title')).waitFor();
    await inThemes(page, 'tour');
    await press(t('leave'));

    await page.evaluate(() => window.buzz.openConnect({ workspaceId: null }));
    const connect = await connectPage(buzz.app);
    await press(c('own-app'), connect);
    server.change({ revokeScopes: ['im:message.urgent', 'im:message.urgent:sms'] });
    await connect.getByRole('radio', { name: new RegExp(`^${c('brand-custom')}`) }).check();
    await connect.getByRole('textbox', { name: c('base-url') }).fill(server.baseUrl);
    await connect.getByRole('textbox', { name: 'App ID' }).fill(server.appId);
    await connect.getByLabel('App Secret', { exact: true }).fill(server.appSecret);
    await press(c('check'), connect);
    await connect.getByRole('button', { name: c('anyway') }).waitFor();
    await isFine(connect, `doctor-light-${locale}`);
    server.change({ grantScopes: ['im:message.urgent', 'im:message.urgent:sms'] });
    const closed = connect.waitForEvent('close');
    await press(c('again'), connect);
    await press(c('connect'), connect).catch(() => undefined);
    await closed;

    const who = page.getByRole('combobox', { name: t('test-who') });
    await who.fill('lilei');
    await page.getByRole('option', { name: /李雷/ }).first().click();
    await inThemes(page, 'test-buzz-picked');
    await press(t('test-send'));
    await page.getByText(t('test-accepted')).waitFor();
    await inThemes(page, 'test-buzz-sent');
  });
});
