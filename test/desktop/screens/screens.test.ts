import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locale, Theme } from '../../../electron/contract/model/settings';
import { translate } from '../../support/bridge/translate';
import { until } from '../../support/clock/until';
import { pressHotkey } from '../../support/desktop/desktop';
import { connectPage, isPopupShown, showPopup } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { type PracticeRemote, practiceIn } from '../../support/feishu/practice-remote';
import { objectionsOf } from '../../support/pages/axe';
import { picture, whatDoesNotFit } from '../../support/pages/looks';
import { board, compose, emptyDraft, goTo, says } from '../../support/pages/screens';
import { inTheme } from '../../support/pages/settled';

// Every screen in both themes and languages: no findings of axe, nothing that does not fit, and a picture for people to
// look at.

let practice: PracticeRemote;

const buzz = launched({ shown: true });
beforeAll(async () => {
  practice = await practiceIn(buzz.page);
  const { page } = buzz;
  // Buzzes to show: one that is partly read, answered and failed, and a paid one that climbs.
  const form = compose(page);
  await form.to.fill('李雷');
  await form.suggestion('李雷').first().click();
  await form.message.fill('三号产线 2 号机停机，请到现场');
  await form.channel('Phone').click();
  await page.getByRole('combobox', { name: 'Ladder' }).click();
  await page.getByRole('option', { name: /3 \/ 8 min/ }).click();
  await says(form.plan, /Phone · 1 person.*up to 1 person/);
  await form.hold.focus();
  await page.keyboard.press('Control+Shift+Enter');
  await says(board(page).person('李雷'), /Unread|Read/);
  await emptyDraft(page);
  await form.favorite('值班组').click();
  await form.message.fill('订单库主从延迟 300 秒，请 5 分钟内上线确认。');
  await page.getByRole('checkbox', { name: 'Ask for an answer' }).check();
  await says(form.plan, /6 messages · asks for an answer/);
  await form.buzz.click();
  await says(board(page).person('韩梅梅'), /Unread/);
  for (const name of ['韩梅梅', '单小雨', '仇远']) await practice.read(name);
  await board(page).checkReads();
  await board(page).hasRead('韩梅梅');
  await practice.act({ who: '韩梅梅', react: 'OK' });
  await practice.act({ who: '解放', reply: '马上看' });
  await practice.act({ who: '仇远', decline: true });
  await board(page).checkReads();
  for (const name of ['韩梅梅', '解放']) await says(board(page).person(name), /Acknowledged/);
  await says(board(page).person('仇远'), /Declined/);
  await goTo(page, 'Buzz');
});
afterAll(async () => {
  // The app asks before it quits while a ladder climbs.
  await buzz.page.evaluate(async () => {
    const rows = await window.buzz.listActivity({ before: null, limit: 10, query: '', outcome: null });
    if (rows.ok) for (const { id } of rows.value) await window.buzz.stopBuzz({ id });
  });
});

/** People have written to the bot. */
let written = false;
const writeToBot = async () => {
  written = true;
  await practice.act({ who: '韩梅梅', write: '备库也满了，要不要一起处理？' });
  await practice.act({ who: '解放', write: { image_key: 'img_v3_1' }, msgType: 'image' });
  await practice.act({ who: '韩梅梅', write: '三号产线二号机停机且备机无法启动，请立即到现场。\n'.repeat(9) });
};

const looks = (['zh-CN', 'en-US'] as const).flatMap((locale) =>
  (['light', 'dark'] as const).map((theme) => ({ locale, theme })),
);

describe.each(looks)('$locale, $theme', ({ locale, theme }: { locale: Locale; theme: Theme }) => {
  const t: (...words: Parameters<typeof translate> extends [Locale, ...infer Rest] ? Rest : never) => string = (
    ...words
  ) => translate(locale, ...words);
  const page = () => buzz.page;
  const button = (name: string) => page().getByRole('button', { name, exact: true });
  const tab = (name: 'tab-buzz' | 'tab-groups' | 'tab-activity' | 'tab-inbox') =>
    page().getByRole('tab', { name: t('common', name) });
  const chosen = () =>
    page()
      .getByRole('list', { name: t('compose', 'to-chosen') })
      .getByRole('listitem');

  /** Waits for the plan of three people over this channel. */
  const planned = async (channel: 'channel-app' | 'channel-phone') => {
    const line = page()
      .getByRole('listitem')
      .filter({ hasText: t('common', channel) })
      .filter({ hasText: new RegExp(t('common', 'plan-people-of', { called: '3', all: '\\d+' })) });
    await line.waitFor().catch(async (cause: unknown) => {
      const plan = page().getByRole('status', { name: t('compose', 'plan') });
      throw new Error(`the plan says: ${await plan.textContent({ timeout: 1_000 }).catch(() => 'nothing')}`, { cause });
    });
  };

  const isFine = async (screen: string, of: Page = page()) => {
    await picture(of, `${screen}-${theme}-${locale}`);
    expect(await objectionsOf(of)).toEqual([]);
    expect(await whatDoesNotFit(of)).toEqual([]);
  };

  beforeAll(async () => {
    await showPopup(buzz);
    await page().evaluate((change) => window.buzz.changeSettings(change), { language: locale, theme });
    await tab('tab-buzz').click();
    await inTheme(page(), theme);
  });

  test('Compose, empty', async () => {
    await isFine('compose-empty');
  });

  test('The list of keys', async () => {
    await page().keyboard.press('Control+/');
    await page()
      .getByRole('dialog', { name: t('common', 'keys') })
      .waitFor();
    await isFine('keys');
    await page().keyboard.press('Escape');
  });

  test('Compose, with a draft, its plan, and people who cannot be reached', async () => {
    await page()
      .getByRole('group', { name: t('compose', 'favorites') })
      .getByRole('button', { name: /^数据库/ })
      .click();
    await page()
      .getByRole('textbox', { name: t('compose', 'message') })
      .fill('主库磁盘 91%，请在 10 分钟内扩容或清理归档日志。');
    await planned('channel-app');
    await isFine('compose');
    // One person is not in the chat, and one had too many unread buzzes the last time.
    await page()
      .getByRole('button', { name: t('compose', 'plan-issues', { count: 2 }) })
      .click();
    await page()
      .getByRole('dialog', { name: t('compose', 'plan-issues-title') })
      .waitFor();
    await isFine('compose-issues');
    await page().keyboard.press('Escape');
  });

  test('Compose, paid', async () => {
    await page()
      .getByRole('radio', { name: t('common', 'channel-phone') })
      .click();
    await planned('channel-phone');
    await isFine('compose-paid');
    // A plan of before stays in sight, and has to be legible for as long as the next one takes.
    const plan = page().getByRole('status', { name: t('compose', 'plan') });
    await plan.evaluate((line) => line.setAttribute('data-old', ''));
    await isFine('compose-plan-before');
    await plan.evaluate((line) => line.removeAttribute('data-old'));
    while ((await chosen().count()) > 0) await chosen().first().getByRole('button').click();
    await page()
      .getByRole('textbox', { name: t('compose', 'message') })
      .fill('');
    await page()
      .getByRole('radio', { name: t('common', 'channel-app') })
      .click();
  });

  test('Compose, with suggestions', async () => {
    const to = page().getByRole('combobox', { name: t('compose', 'to') });
    await to.fill('sh');
    await page().getByRole('option', { name: '单小雨' }).waitFor();
    await isFine('compose-suggestions');
    await to.fill('');
  });

  test('picking an existing message', async () => {
    await button(t('compose', 'existing')).click();
    await page().getByRole('option', { name: '值班协调群' }).waitFor();
    await isFine('existing-chats');
    await page().getByRole('option', { name: '值班协调群' }).click();
    await page()
      .getByRole('list', { name: t('compose', 'messages-list') })
      .or(page().getByText(t('compose', 'messages-none')))
      .waitFor();
    await isFine('existing-messages');
    await button(t('common', 'close')).click();
  });

  test('Groups', async () => {
    await tab('tab-groups').click();
    await page()
      .getByRole('list', { name: t('groups', 'list') })
      .waitFor();
    await isFine('groups');
  });

  test('the group editor', async () => {
    await button(t('groups', 'more', { name: '数据库' })).click();
    await page()
      .getByRole('menuitem', { name: t('common', 'edit') })
      .click();
    await page()
      .getByRole('textbox', { name: t('groups', 'name') })
      .waitFor();
    await isFine('group-editor');
    await button(t('common', 'back')).click();
  });

  test('Activity', async () => {
    await tab('tab-activity').click();
    await page()
      .getByRole('region', { name: t('activity', 'list') })
      .waitFor();
    await isFine('activity');
    const figures = page().getByRole('button', { name: t('activity', 'figures-month') });
    await figures.click();
    await page().getByRole('table').last().waitFor();
    await isFine('activity-figures');
    await figures.click();
  });

  test('Inbox, empty before people have written to the bot, and with what they wrote', async () => {
    await page().keyboard.press('Control+4');
    if (!written) {
      await page().getByText(t('inbox', 'empty-title')).waitFor();
      await isFine('inbox-empty');
      await writeToBot();
    }
    await button(t('inbox', 'check')).click();
    const list = page().getByRole('region', { name: t('inbox', 'list') });
    await list.getByText(/备库也满了/).waitFor();
    await list
      .getByRole('button', { name: t('inbox', 'reply'), exact: true })
      .first()
      .click();
    await isFine('inbox');
    await page().keyboard.press('Escape');
    await tab('tab-activity').click();
  });

  test('a board', async () => {
    await page()
      .getByRole('button', { name: /订单库主从延迟/ })
      .click();
    await page()
      .getByRole('region', { name: t('board', 'people') })
      .waitFor();
    await isFine('board');
    await page().getByRole('listitem').filter({ hasText: '曾一鸣' }).getByRole('button').first().click();
    await button(t('board', 'show-number')).click();
    await page()
      .getByText(t('board', 'number-is', { number: '' }))
      .waitFor();
    await isFine('board-details');
    await button(t('board', 'more')).click();
    await isFine('board-menu');
    await page()
      .getByRole('menuitem', { name: t('board', 'follow-up-menu') })
      .click();
    await button(t('board', 'note-resolved')).click();
    await page()
      .getByText(t('board', 'note-plan', { count: 6 }))
      .waitFor();
    await isFine('board-follow-up');
    await page().keyboard.press('Control+Enter');
    await page()
      .getByText(t('board', 'note-sent', { sent: 6, all: 6 }))
      .last()
      .waitFor();
    await isFine('board-notes');
    await button(t('common', 'back')).click();
  });

  test('a board with a ladder', async () => {
    await page()
      .getByRole('button', { name: /三号产线 2 号机停机/ })
      .click();
    await page()
      .getByRole('region', { name: t('board', 'ladder', { name: '3 / 8 min' }) })
      .waitFor();
    await isFine('board-ladder');
    await button(t('common', 'back')).click();
  });

  test('Settings', async () => {
    await button(t('common', 'settings')).click();
    await page()
      .getByRole('heading', { name: t('settings', 'title') })
      .waitFor();
    await isFine('settings');
    await page()
      .getByRole('heading', { name: t('settings', 'about') })
      .scrollIntoViewIfNeeded();
    await picture(page(), `settings-end-${theme}-${locale}`);
  });

  test('connecting a relay, without a token in the clipboard', async () => {
    await button(t('settings', 'relay-connect')).click();
    await page()
      .getByRole('textbox', { name: t('settings', 'relay-address') })
      .fill('https://relay.corp.example');
    await buzz.app.evaluate(({ clipboard }) => clipboard.writeText(''));
    await button(t('settings', 'relay-paste')).click();
    await page().getByRole('alert').filter({ hasText: 'fbr_' }).waitFor();
    await isFine('settings-relay');
    await button(t('common', 'cancel')).click();
  });

  test('the ladder editor', async () => {
    await button(t('settings', 'ladder-new')).click();
    await button(
      [
        t('settings', 'ladder-name-app', { minutes: '10' }),
        t('settings', 'ladder-name-sms', { minutes: '20' }),
        t('settings', 'ladder-name-phone', { minutes: '30' }),
      ].join(' → '),
    ).click();
    await isFine('ladder-editor');
    await page()
      .getByRole('textbox', { name: t('settings', 'ladder-name') })
      .fill('');
    await button(t('common', 'save')).click();
    await page().getByText(t('settings', 'ladder-name-needed')).waitFor();
    await isFine('ladder-editor-wrong');
    await button(t('common', 'back')).click();
    await button(t('common', 'discard')).click();
  });

  test('the connect window', async () => {
    await button(t('settings', 'connect')).click();
    const connect = await connectPage(buzz.app);
    await connect.getByRole('heading', { name: t('connect', 'title') }).waitFor();
    await isFine('connect-scan', connect);
    await connect.getByRole('button', { name: t('connect', 'own-app') }).click();
    await isFine('connect', connect);
    await connect.getByRole('button', { name: t('connect', 'connect'), exact: true }).click();
    await connect.getByText(t('connect', 'need-app-id')).waitFor();
    await isFine('connect-missing', connect);
    const closed = connect.waitForEvent('close');
    // The page goes before the key is released.
    await connect.keyboard.press('Escape').catch(() => undefined);
    await closed;
    await showPopup(buzz);
    await button(t('common', 'back')).click();
  });

  test('quick buzz, with its groups and with a draft', async () => {
    await page().evaluate(() => window.buzz.hideWindow());
    await pressHotkey();
    await until('the popup is on the screen', () => isPopupShown(buzz));
    await page().getByRole('option', { name: '夜班' }).waitFor();
    await isFine('quick');
    await page().keyboard.press('Tab');
    await chosen().first().waitFor();
    await page()
      .getByRole('textbox', { name: t('compose', 'message') })
      .fill('交班前请确认告警已处理');
    await page()
      .getByText(t('common', 'plan-messages', { count: 6 }))
      .waitFor();
    await isFine('quick-draft');
    await chosen().first().getByRole('button').click();
    await page()
      .getByRole('textbox', { name: t('compose', 'message') })
      .fill('');
    await page().evaluate(() => window.buzz.hideWindow());
  });
});
