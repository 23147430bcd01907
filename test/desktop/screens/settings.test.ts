import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Locale, Theme } from '../../../electron/contract/model/settings';
import { translate } from '../../support/bridge/translate';
import { until } from '../../support/clock/until';
import { answerFileDialogs } from '../../support/desktop/file-dialogs';
import { connectPage, type LaunchedApp, launchApp, launchShown, showPopup } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { touch } from '../../support/desktop/press';
import { filesWith } from '../../support/disk/find-bytes';
import { sharedTempFolder, tempFolder } from '../../support/disk/temp-folder';
import { aPng } from '../../support/feishu/pictures';
import { objectionsOf } from '../../support/pages/axe';
import { picture, whatDoesNotFit } from '../../support/pages/looks';
import { board, compose, says } from '../../support/pages/screens';
import { inTheme } from '../../support/pages/settled';

// Settings in the running app: the look of every section, and their effects on the computer.

const openSettings = async ({ page }: LaunchedApp, locale: Locale = 'en-US') => {
  const title = page.getByRole('heading', { name: translate(locale, 'settings', 'title'), exact: true });
  if (!(await title.isVisible())) {
    await page.getByRole('button', { name: translate(locale, 'common', 'settings'), exact: true }).click();
    await title.waitFor();
  }
};

/** Lets the test restart the app, because it cannot drive one that restarts itself. */
const holdRelaunch = ({ app }: LaunchedApp) =>
  app.evaluate(({ app: running }) => {
    running.relaunch = () => undefined;
  });

/** True when the last dialog belongs to the popup, which would cover it otherwise. */
const isOverPopup = ({ app }: LaunchedApp) =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some(
      (window) => window === globalThis.dialogParent && window.webContents.getURL().includes('/index.html'),
    ),
  );

const looks = (['zh-CN', 'en-US'] as const).flatMap((locale) =>
  (['light', 'dark', 'contrast'] as const).map((theme) => ({ locale, theme })),
);

describe('looks', () => {
  const buzz = launched({ shown: true });

  test.each(looks)('every section, $locale, $theme', async ({ locale, theme }: { locale: Locale; theme: Theme }) => {
    const { page } = buzz;
    await showPopup(buzz);
    await page.evaluate((change) => window.buzz.changeSettings(change), { language: locale, theme });
    await inTheme(page, theme);
    await openSettings(buzz, locale);
    const headings = ['general', 'hotkey', 'window', 'relay', 'limits', 'data', 'about'] as const;
    for (const heading of headings) {
      const found = page.getByRole('heading', { name: translate(locale, 'settings', heading), exact: true });
      await found.evaluate((element) => element.scrollIntoView({ block: 'start' }));
      expect(await page.evaluate(() => document.documentElement.scrollTop), heading).toBe(0);
      await picture(page, `settings-${heading}-${theme}-${locale}`);
    }
    expect(await objectionsOf(page)).toEqual([]);
    expect(await whatDoesNotFit(page)).toEqual([]);

    await page.getByRole('button', { name: translate(locale, 'settings', 'delete-everything') }).click();
    await page.getByRole('dialog').waitFor();
    await picture(page, `settings-delete-${theme}-${locale}`);
    expect(await whatDoesNotFit(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('another language is used at once, in the tray and in other windows as well', async () => {
    const { page, app } = buzz;
    await page.evaluate(() => window.buzz.changeSettings({ language: 'zh-CN', theme: 'light' }));
    await openSettings(buzz, 'zh-CN');
    await page.getByRole('button', { name: translate('zh-CN', 'settings', 'connect'), exact: true }).click();
    const connect = await connectPage(app);
    await connect.getByRole('heading', { name: translate('zh-CN', 'connect', 'title') }).waitFor();
    expect(
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle())),
    ).toContain('连接工作区');
    const closed = connect.waitForEvent('close');
    await connect.keyboard.press('Escape').catch(() => undefined);
    await closed;
    await showPopup(buzz);
    await page.evaluate(() => window.buzz.changeSettings({ language: 'en-US' }));
    await page.getByRole('heading', { name: 'Settings', exact: true }).waitFor();
  });

  test('nothing moves when motion is reduced', async () => {
    /** How many elements would move when they change. */
    const moving = () =>
      buzz.page.evaluate(
        () =>
          [...document.querySelectorAll('*')].filter((element) => {
            const { transitionDuration, animationDuration } = getComputedStyle(element);
            return `${transitionDuration}, ${animationDuration}`
              .split(', ')
              .some((each) => Number.parseFloat(each) > 0);
          }).length,
      );
    expect(await moving()).toBeGreaterThan(0);
    await buzz.page.evaluate(() => window.buzz.changeSettings({ reduceMotion: true }));
    await until('nothing would move', async () => (await moving()) === 0);
    await buzz.page.evaluate(() => window.buzz.changeSettings({ reduceMotion: false }));
    await until('it moves again', async () => (await moving()) > 0);
  });
});

describe('the computer', () => {
  const config = sharedTempFolder();

  test('launch at login is a file in the autostart folder, which one click writes and another removes', async () => {
    await using buzz = await launchShown({ env: { XDG_CONFIG_HOME: config } });
    await openSettings(buzz);
    const tick = buzz.page.getByRole('checkbox', { name: 'Start at login' });
    expect(await tick.isChecked()).toBe(false);
    await tick.click();
    const file = join(config, 'autostart/feishu-buzz.desktop');
    await until('the file is there', () => existsSync(file));
    const entry = await readFile(file, 'utf8');
    expect(entry).toContain('Type=Application');
    expect(entry).toMatch(/^Exec=.*"--hidden"$/m);
    expect(entry).toContain(`FEISHU_BUZZ_HOME=${buzz.home}`);
    await until('it says so', () => tick.isChecked());
    await tick.click();
    await until('the file is gone', () => !existsSync(file));
  });

  test('an export holds groups and settings, and no secret', async () => {
    await using buzz = await launchShown();
    const file = join(config, 'export.json');
    await answerFileDialogs(buzz, file);
    await openSettings(buzz);
    await buzz.page.getByRole('button', { name: 'Export…' }).last().click();
    await buzz.page.getByText('Exported', { exact: true }).waitFor();
    expect(await isOverPopup(buzz)).toBe(true);
    const text = await readFile(file, 'utf8');
    const { version, settings, workspaces } = JSON.parse(text);
    expect(version).toBe(1);
    expect(settings.undoSeconds).toBe(4);
    expect(workspaces[0].groups.map(({ name }: { name: string }) => name)).toContain('值班组');
    expect(text).not.toMatch(/secret/i);
  });

  test('deleting all buzzes needs the typed word and leaves everything else', async () => {
    await using buzz = await launchShown();
    const { page } = buzz;
    const form = compose(page);
    await form.favorite('值班组').click();
    await form.message.fill('演练一次');
    await says(form.plan, /6 messages/);
    await form.buzz.click();
    await says(board(page).person('韩梅梅'), /Unread/);
    await until('the buzz is over', () =>
      page.evaluate(async () => {
        const rows = await window.buzz.listActivity({ before: null, limit: 1, query: '', outcome: null });
        return rows.ok && rows.value[0]?.state === 'done';
      }),
    );
    await board(page).back.click();
    await openSettings(buzz);
    await page.getByRole('button', { name: 'Delete buzzes…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete all buzzes?' });
    const confirm = dialog.getByRole('button', { name: 'Delete' });
    expect(await confirm.isDisabled()).toBe(true);
    // Main refuses without the word, too.
    const unspoken = await page.evaluate(() => window.buzz.deleteData({ what: 'buzzes', consent: 'yes' }));
    expect(unspoken.ok).toBe(false);
    await dialog.getByRole('textbox').fill('delete');
    await confirm.click();
    await page.getByText('Buzzes deleted').waitFor();
    const left = await page.evaluate(() =>
      window.buzz.listActivity({ before: null, limit: 10, query: '演练', outcome: null }),
    );
    expect(left).toEqual({ ok: true, value: [] });
    const startup = await page.evaluate(() => window.buzz.getStartup());
    expect(startup.ok && startup.value.groups.length).toBeGreaterThan(0);
  });

  test('deleting everything leaves nothing, and the next start is a first one', async () => {
    const home = tempFolder();
    const buzz = await launchShown({ home });
    await buzz.page.evaluate(() => window.buzz.changeSettings({ asker: '要被删除的名字' }));
    // A search makes the app read and keep people.
    await compose(buzz.page).to.fill('韩');
    await compose(buzz.page).suggestion('韩梅梅').first().waitFor();
    await until('they are on the disk', async () => (await filesWith(home, '韩梅梅')).length > 0);
    const kept = await buzz.page.evaluate(
      (bytes) => window.buzz.addPicture({ bytes: Uint8Array.from(bytes), scale: false }),
      [...aPng()],
    );
    expect(kept.ok && (await readdir(join(home, 'pictures')))).toEqual([kept.ok && kept.value.id]);
    await holdRelaunch(buzz);
    const ended = new Promise<void>((resolve) => buzz.app.process().once('exit', () => resolve()));
    await touch(buzz.page);
    await buzz.page.evaluate(
      () => void window.buzz.deleteData({ what: 'everything', consent: '删除' }).catch(() => undefined),
    );
    await ended;
    for (const text of ['要被删除的名字', '韩梅梅', '值班组']) expect(await filesWith(home, text)).toEqual([]);
    expect(existsSync(join(home, 'pictures'))).toBe(false);
    await using again = await launchApp({ home });
    const startup = await again.page.evaluate(() => window.buzz.getStartup());
    expect(startup.ok && startup.value.settings.asker).toBe('');
  });

  test('moved data are found in their new folder, and their absence is reported', async () => {
    const folder = join(config, '新的 数据');
    await mkdir(folder);
    const env = { FEISHU_BUZZ_HOME: '', XDG_CONFIG_HOME: config };
    const buzz = await launchShown({ env });
    // The app uses the system's default folder, which is empty.
    await buzz.page.getByRole('button', { name: 'Practice first' }).click();
    await buzz.page.evaluate(() => window.buzz.changeSettings({ asker: '搬家的人' }));
    await holdRelaunch(buzz);
    await writeFile(join(config, 'full'), '');
    await answerFileDialogs(buzz, config);
    await openSettings(buzz);
    await buzz.page.getByRole('button', { name: 'Move…' }).click();
    await buzz.page.getByText('Choose an empty folder').waitFor();
    expect(await isOverPopup(buzz)).toBe(true);
    await answerFileDialogs(buzz, folder);
    const ended = new Promise<void>((resolve) => buzz.app.process().once('exit', () => resolve()));
    await buzz.page.getByRole('button', { name: 'Move…' }).click();
    await ended;
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['settings.json', 'groups.json', 'ledger.db']));

    await using again = await launchShown({ env });
    const facts = await again.page.evaluate(() => window.buzz.getDesktop());
    expect(facts.ok && facts.value.dataFolder).toBe(folder);
    const startup = await again.page.evaluate(() => window.buzz.getStartup());
    expect(startup.ok && startup.value.settings.asker).toBe('搬家的人');
    expect(existsSync(join(folder, 'command-line.json'))).toBe(true);
    await openSettings(again);
    await again.page.getByText(folder).scrollIntoViewIfNeeded();
    await picture(again.page, 'settings-moved');
    await again.close();

    // The disk with the moved data is not connected.
    await rm(folder, { recursive: true });
    await using without = await launchShown({ env });
    await without.page.getByText(/Cannot find the data folder/).waitFor();
    await picture(without.page, 'data-folder-missing');
    expect(existsSync(folder)).toBe(false);
  });
});
