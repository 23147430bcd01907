import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Locale } from '../../../electron/contract/model/settings';
import { optionalScopes, usualScopes } from '../../../electron/practice/world/scopes';
import { translate } from '../../support/bridge/translate';
import { until } from '../../support/clock/until';
import { connectPage, showPopup } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { runBuzz } from '../../support/desktop/run-buzz';
import { chatIn, personIn, sharedCompany } from '../../support/feishu/a-company';
import { objectionsOf } from '../../support/pages/axe';
import { picture, whatDoesNotFit } from '../../support/pages/looks';
import { board, says } from '../../support/pages/screens';
import { inTheme } from '../../support/pages/settled';

// Listening as a person has it: switched on in Settings, verified in the doctor, seen on a board, and honest about a network
// that is gone. The server is one outside of the app, and what it saw decides.

const name = 'Ops';
const who = '林涛';
const company = sharedCompany({ readingSpeed: 0, scopes: [...usualScopes, ...optionalScopes] });
const buzz = launched({ shown: true });

const run = (...args: readonly string[]) =>
  runBuzz(args, { home: buzz.home, env: { FEISHU_BUZZ_APP_SECRET: company.appSecret } });
/** What is asked about a board: who has read, who has reacted, and what they wrote. */
const questions: readonly string[] = ['read_users', 'batch_reactions', 'list_messages'];
const asksForAnswers = () =>
  company.log.entries.flatMap(({ api }) => (api !== null && questions.includes(api) ? [api] : []));

/** The line of listening in Settings. */
const line = (locale: Locale = 'en-US') =>
  buzz.page.getByRole('group', { name: translate(locale, 'settings', 'listen-of', { name }), exact: true });
const openSettings = async () => {
  await showPopup(buzz);
  const title = buzz.page.getByRole('heading', { name: 'Settings', exact: true });
  const back = buzz.page.getByRole('button', { name: 'Back', exact: true });
  if (!(await title.isVisible())) {
    if (await back.isVisible()) await back.click();
    await buzz.page.getByRole('button', { name: 'Settings', exact: true }).click();
  }
  await line().waitFor();
};
/** Keeps the line's picture in both languages and themes, and expects nothing of axe and nothing that does not fit. */
const looksFine = async (of: Page, shot: string) => {
  for (const language of ['zh-CN', 'en-US'] as const)
    for (const theme of ['dark', 'light'] as const) {
      await buzz.page.evaluate((change) => window.buzz.changeSettings(change), { language, theme });
      await line(language).scrollIntoViewIfNeeded();
      await inTheme(of, theme);
      expect(await objectionsOf(of)).toEqual([]);
      expect(await whatDoesNotFit(of)).toEqual([]);
      await picture(of, `${shot}-${theme}-${language}`);
    }
};

beforeAll(async () => {
  const { baseUrl, appId } = company;
  const connected = await run('connect', '--app-id', appId, '--base-url', baseUrl, '--name', name);
  expect(connected.exit, connected.stderr).toBe(0);
});

test('a person is told that others listen, and keeps asking or shares the line', async () => {
  company.changeSocket({ others: 1 });
  await openSettings();
  await line().getByRole('checkbox').check();
  await says(line(), 'Not listening', /keeps asking/);
  expect(company.lines().open).toEqual([]);
  await looksFine(buzz.page, 'listening-others');
  await line().getByRole('radio', { name: 'Share anyway' }).click();
  await says(line(), 'Shared with other connections');
  expect(company.lines().open).toHaveLength(1);
  company.changeSocket({ others: 0 });
  await line().getByRole('checkbox').uncheck();
  await until('the line is left', () => company.lines().open.length === 0);
});

test('a person switches it on, sees that a connection proves nothing yet, and verifies it by a message to the bot', async () => {
  await openSettings();
  await line().getByRole('checkbox').check();
  await says(line(), 'Connected, nothing heard yet');
  expect(company.lines().open).toHaveLength(1);
  await looksFine(buzz.page, 'listening-connected');

  await line().getByRole('button', { name: 'Verify' }).click();
  const doctor = await connectPage(buzz.app);
  const row = doctor.getByRole('listitem').filter({ hasText: 'Listening' });
  await says(row, /no event has arrived yet/);
  await row.getByRole('button', { name: 'Verify' }).click();
  await says(row, /send the bot a “1”/);
  expect(await objectionsOf(doctor)).toEqual([]);
  expect(await whatDoesNotFit(doctor)).toEqual([]);
  await picture(doctor, 'listening-verify');
  company.act({ who, write: '1' });
  await says(doctor.getByRole('region', { name: 'Works now' }), 'Listening');
  await picture(doctor, 'listening-verified');
  // The page may be gone before the press is answered.
  const closed = doctor.waitForEvent('close');
  await doctor
    .getByRole('button', { name: 'Close', exact: true })
    .click()
    .catch(() => undefined);
  await closed;
  await openSettings();
  await says(line(), 'Working: all events come to this computer', 'last event');
});

test('a tap of the person called moves the board, and no one was asked for it', async () => {
  const sent = await run('send', '--to', who, '--text', '主库宕机，请上线', '--ask', '--json');
  expect(sent.exit, sent.stderr).toBe(0);
  await showPopup(buzz);
  await buzz.page.getByRole('button', { name: 'Back', exact: true }).click();
  await buzz.page.getByRole('tab', { name: 'Activity' }).click();
  await buzz.page.getByRole('listitem').filter({ hasText: '主库宕机' }).getByRole('button').first().click();
  await says(board(buzz.page).person(who), 'Unread');
  const openingAsks = ['read_users', 'batch_reactions'];
  await until('all that opening a board asks is asked', () =>
    openingAsks.every((each) => asksForAnswers().includes(each)),
  );
  company.log.clear();
  company.act({ who, tap: '收到' });
  await says(board(buzz.page).person(who), 'Acknowledged');
  await picture(buzz.page, 'listening-board');
  expect(asksForAnswers()).toEqual([]);
});

test('a chat that the bot is put out of ends the ladder on the board, and marks the group linked to it', async () => {
  const { chatId, name: chat } = chatIn(company, '数据库告警');
  const called = '燕小北';
  const members = [called, who].map((each) => ({ name: each, openId: personIn(company, each).openId }));
  const group = {
    id: null,
    name: '数据库组',
    icon: 'database',
    pinned: false,
    members,
    linkedChat: { chatId, name: chat },
  };
  const defaults = { channel: null, delivery: null, ladder: null, template: null };
  const saved = await buzz.page.evaluate(
    async (wish) => {
      const startup = await window.buzz.getStartup();
      const workspaceId = startup.ok ? startup.value.currentWorkspaceId : '';
      return window.buzz.saveGroup({ ...wish, workspaceId } as never);
    },
    { ...group, defaults },
  );
  expect(saved.ok).toBe(true);
  const wish = ['--to', called, '--chat', chat, '--text', '机房断电', '--ladder', '3 / 8 min', '--yes', '--json'];
  const sent = await run('send', ...wish);
  expect(sent.exit, sent.stderr).toBe(0);
  company.change({ chats: [{ chat, botIn: false }], people: [{ who, status: 'resigned' }] });
  await showPopup(buzz);
  await buzz.page.getByRole('button', { name: 'Back', exact: true }).click();
  await buzz.page.getByRole('listitem').filter({ hasText: '机房断电' }).getByRole('button').first().click();
  await says(board(buzz.page).person(called), /bot was removed from the group chat/);
  await says(buzz.page.getByRole('region', { name: /^Ladder/ }), /Escalation ended/);
  await picture(buzz.page, 'listening-ended');
  await buzz.page.getByRole('button', { name: 'Back', exact: true }).click();
  await buzz.page.getByRole('tab', { name: 'Groups' }).click();
  const row = buzz.page.getByRole('listitem').filter({ hasText: '数据库组' });
  await says(row, /not in this chat/, '1 has left the company');
  await picture(buzz.page, 'listening-groups');
  expect(await whatDoesNotFit(buzz.page)).toEqual([]);
});

test('a network that is gone is told at once, and connected to again by a press', async () => {
  await openSettings();
  await buzz.app.evaluate(({ net }) => {
    Object.assign(net, { isOnline: () => false });
  });
  await buzz.page.evaluate(() => window.dispatchEvent(new Event('offline')));
  await says(line(), 'Disconnected, trying again', 'No network connection');
  await until('the server sees it go', () => company.lines().open.length === 0);
  await looksFine(buzz.page, 'listening-unplugged');
  await buzz.app.evaluate(({ net }) => {
    Object.assign(net, { isOnline: () => true });
  });
  await line().getByRole('button', { name: 'Try now' }).click();
  await says(line(), /Working|Connected/);
});
