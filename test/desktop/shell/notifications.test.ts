import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { LadderId } from '../../../electron/contract/model/ids';
import { until } from '../../support/clock/until';
import { screenshot } from '../../support/desktop/desktop';
import { isPopupShown, type LaunchedApp, launchApp, showPopup } from '../../support/desktop/launch-app';
import { sleepFor, withClock } from '../../support/desktop/moved-clock';
import {
  clickNotification,
  closeNotifications,
  type NotificationWatch,
  notificationsShown,
  watchNotifications,
} from '../../support/desktop/notifications';
import { type PracticeRemote, practiceIn } from '../../support/feishu/practice-remote';
import { board, compose, emptyDraft, says } from '../../support/pages/screens';
import { aLadder } from '../../support/samples';

// Notifications as the desktop's own daemon gets them, and the effect of a click.

let buzz: LaunchedApp;
let practice: PracticeRemote;
let seen: NotificationWatch;

beforeAll(async () => {
  seen = await watchNotifications();
  buzz = await launchApp(withClock());
  practice = await practiceIn(buzz.page);
});
afterAll(async () => {
  await closeNotifications();
  await buzz.close();
  await seen[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await practice.noFaults();
  await closeNotifications();
  await showPopup(buzz);
  await emptyDraft(buzz.page);
});

const hide = async () => {
  await buzz.page.evaluate(() => window.buzz.hideWindow());
  await until('the popup is gone', async () => !(await isPopupShown(buzz)));
};
const write = async (message: string, name = '李雷') => {
  const form = compose(buzz.page);
  await form.to.fill(name);
  await form.suggestion(name).first().click();
  await form.message.fill(message);
  await says(form.plan, /1 message/);
  return form;
};
/** Asks for receipts, as opening the board would. */
const askReads = () =>
  buzz.page.evaluate(async () => {
    const rows = await window.buzz.listActivity({ before: null, limit: 1, query: '', outcome: null });
    const id = rows.ok && rows.value[0]?.id;
    if (id) await window.buzz.askReceipts({ id });
  });

test('people who were not reached are announced once while no board is seen, and a click leads to the board', async () => {
  await practice.fault(
    // Leaves time to hide the window before there is anything to announce.
    { api: 'send', kind: 'delay', ms: 8_000 },
    { api: 'urgent_app', kind: 'code', code: 230013, times: null },
  );
  const form = await write('请看一下告警');
  await form.buzz.click();
  await board(buzz.page).people.waitFor();
  await hide();
  const { title, body } = await seen.titled(/1 person needs your attention: 李雷/);
  expect([title, body]).toEqual([
    '[Practice] 1 person needs your attention: 李雷',
    'Could not buzz 李雷. Open the board to see why and what to do.',
  ]);
  await until('it is on the screen', async () => (await notificationsShown()) === 1);
  await screenshot('notification-attention');
  await clickNotification();
  await until('the popup is on the screen', () => isPopupShown(buzz));
  await says(board(buzz.page).person('李雷'), 'Unreachable');
  expect(seen.all().filter((each) => each.title === title)).toHaveLength(1);
});

test('a name that looks like markup is read as it was written', async () => {
  await practice.fault({ api: 'send', kind: 'delay', ms: 8_000 });
  const strange = 'A & B <ops><img src="http://127.0.0.1:9/x.png">';
  await buzz.page.evaluate(async (name) => {
    const startup = await window.buzz.getStartup();
    const [known] = startup.ok ? startup.value.groups : [];
    if (!known) throw new Error('there are sample groups');
    const [first] = known.members;
    const unknown = { name, email: 'away@example.com' };
    const members = [...(first ? [first] : []), unknown] as typeof known.members;
    const group = { ...known, id: null, name: '夜班 & <b>备份</b>', pinned: true, linkedChat: null, members };
    await window.buzz.saveGroup(group);
  }, strange);
  const form = compose(buzz.page);
  await form.favorite('夜班 & <b>备份</b>').click();
  await form.message.fill('名字很怪');
  await says(form.plan, /1 message/);
  await form.buzz.click();
  await board(buzz.page).people.waitFor();
  await hide();
  const { title, body } = await seen.titled(/备份/);
  // The daemon of this desktop reads bodies as markup, and titles as plain text.
  expect(title).toContain('夜班 & <b>备份</b>');
  expect(body).toContain('A &amp; B &lt;ops&gt;&lt;img src="http://127.0.0.1:9/x.png"&gt;');
  await until('it is on the screen', async () => (await notificationsShown()) === 1);
  await screenshot('notification-markup');
});

test('“all have read” replaces the earlier notification of the same buzz', async () => {
  const form = await write('请确认值班');
  await form.buzz.click();
  await says(board(buzz.page).person('李雷'), /Unread/);
  await hide();
  await practice.read('李雷');
  await askReads();
  await seen.titled(/All read: 李雷/);
  await until('it is on the screen', async () => (await notificationsShown()) === 1);
  await screenshot('notification-all-read');
});

test('a message to the bot is announced, and a click opens the inbox; several at once are one', async () => {
  await buzz.page.evaluate(async () => {
    const startup = await window.buzz.getStartup();
    if (startup.ok) await window.buzz.setListening({ workspaceId: startup.value.currentWorkspaceId, mode: 'alone' });
  });
  await until('a line is open', async () => (await practice.socket()).count > 0);
  await hide();
  await practice.act({ who: '林涛', write: '主库又告警了 <b>急</b>' });
  const { body } = await seen.titled(/林涛 wrote to the bot/);
  expect(body).toBe('主库又告警了 &lt;b&gt;急&lt;/b&gt;');
  await until('it is on the screen', async () => (await notificationsShown()) === 1);
  await screenshot('notification-inbox');
  await clickNotification();
  await until('the popup is on the screen', () => isPopupShown(buzz));
  await buzz.page.getByRole('region', { name: 'Messages to the bot' }).getByText('主库又告警了').waitFor();
  await hide();
  for (const write of ['在吗', '人呢']) await practice.act({ who: '林涛', write });
  await seen.titled(/2 new messages to the bot/);
  await buzz.page.evaluate(async () => {
    const startup = await window.buzz.getStartup();
    if (startup.ok) await window.buzz.setListening({ workspaceId: startup.value.currentWorkspaceId, mode: 'off' });
  });
});

test('a person who looks at the board gets no notification', async () => {
  const form = await write('正在看着');
  const before = seen.all().length;
  await form.buzz.click();
  await says(board(buzz.page).person('李雷'), /Unread/);
  await practice.read('李雷');
  await board(buzz.page).checkReads();
  await board(buzz.page).hasRead('李雷');
  // A later one of the same program on the same bus has come, so this one would have, too.
  await buzz.app.evaluate(({ Notification }) => new Notification({ title: 'The last word', body: '-' }).show());
  await seen.titled(/The last word/);
  expect(
    seen
      .all()
      .slice(before)
      .filter(({ title }) => title.includes('李雷')),
  ).toEqual([]);
});

test('a step of the ladder is announced in the language of the app', async () => {
  const soon = aLadder({
    id: LadderId.parse('ldr_soon'),
    name: '很快',
    steps: [{ afterMinutes: 0.5, channel: 'sms' }],
  });
  await buzz.page.evaluate((ladder) => window.buzz.changeSettings({ ladders: [ladder] }), soon);
  const form = await write('磁盘快满了', '任盈盈');
  await buzz.page.getByRole('combobox', { name: 'Ladder' }).click();
  await buzz.page.getByRole('option', { name: /很快/ }).click();
  await says(form.plan, /SMS.*up to 1 person/);
  await form.hold.focus();
  await buzz.page.keyboard.press('Control+Shift+Enter');
  await says(board(buzz.page).person('任盈盈'), /Unread/);
  await buzz.page.evaluate(() => window.buzz.changeSettings({ language: 'zh-CN' }));
  await hide();
  await sleepFor(buzz, 26_000);
  const { body } = await until(
    'the step is told',
    () => seen.all().find(({ title }) => title === '【练习】已升级为短信：任盈盈') ?? null,
  );
  expect(body).toBe('1 人仍未读，正在用短信加急。');
  await screenshot('notification-ladder');
  await buzz.page.evaluate(() => window.buzz.changeSettings({ language: 'en-US' }));
});
