import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import { pressKeys, screenshot } from '../../support/desktop/desktop';
import { isPopupShown, type LaunchedApp, launchApp, showPopup } from '../../support/desktop/launch-app';
import { sharedTempFolder } from '../../support/disk/temp-folder';
import { type PracticeRemote, practiceIn } from '../../support/feishu/practice-remote';
import { picture } from '../../support/pages/looks';
import { board, compose, emptyDraft, goTo, says } from '../../support/pages/screens';

// The main job: click the icon, pick a saved group, type a line, buzz, see the outcome of each person. The log of the
// practice server inside the app tells what was sent.

const onCall = ['仇远', '单小雨', '尉迟敬', '曾一鸣', '解放', '韩梅梅'];
/** 曾一鸣 has 203 unread buzzes: Feishu refuses one more. */
const reachable = onCall.filter((name) => name !== '曾一鸣');
const text = '订单库主从延迟，请 5 分钟内上线确认';

const home = sharedTempFolder();
let buzz: LaunchedApp;
let practice: PracticeRemote;

const start = async () => {
  buzz = await launchApp({ home });
  practice = await practiceIn(buzz.page);
};
const hidden = () => until('the popup is gone', async () => !(await isPopupShown(buzz)));
const openByTray = () => showPopup(buzz);
/** Waits for the plan, so that Buzz confirms what can be seen. */
const planned = (counts: RegExp) => says(compose(buzz.page).plan, counts);
const choose = async (...names: readonly string[]) => {
  const { to, suggestion, chosen } = compose(buzz.page);
  const before = await chosen.count();
  for (const [index, name] of names.entries()) {
    await to.fill(name);
    await suggestion(name).first().click();
    await chosen.nth(before + index).waitFor();
  }
};

beforeAll(start);
afterAll(() => buzz.close());
beforeEach(async () => {
  await openByTray();
  await emptyDraft(buzz.page);
  await practice.noFaults();
  await practice.forget();
});

describe('an in-app buzz of a saved group', () => {
  test('starts at the tray icon, reaches all people once, and shows the outcome of each', async () => {
    const { page } = buzz;
    await page.evaluate(() => window.buzz.hideWindow());
    await hidden();
    await openByTray();
    const { favorite, message, buzz: buzzButton } = compose(page);
    await favorite('值班组').click();
    await message.click();
    await page.keyboard.insertText(text);
    await planned(/In-app · 6 (of \d+ )?people · 6 messages/);
    await picture(buzz.page, 'compose-group');
    await buzzButton.click();

    const { people, person, title } = board(page);
    await says(title, '值班组');
    await Promise.all(reachable.map((name) => says(person(name), /Unread/)));
    await says(person('曾一鸣'), 'Too many unread', /over 200 unread buzzes/);
    expect(await people.getByRole('listitem').count()).toBe(6);
    await screenshot('board-outcomes');

    const sent = await practice.calls('send');
    expect(sent.map((call) => call.did.message?.to).sort()).toEqual(
      (await Promise.all(onCall.map((name) => practice.person(name)))).map(({ openId }) => openId).sort(),
    );
    for (const call of sent) expect(call.did.message?.text).toContain(text);
    expect(await practice.calls('urgent_app')).toHaveLength(6);
    expect(await practice.buzzed('app')).toEqual([...reachable].sort());
    expect(await practice.calls('urgent_sms')).toEqual([]);
    expect(await practice.calls('urgent_phone')).toEqual([]);
  });

  test('shows readers by itself while the board can be seen', async () => {
    const { page } = buzz;
    const { favorite, message, buzz: buzzButton } = compose(page);
    await favorite('值班组').click();
    await message.fill('请确认已收到');
    await planned(/6 messages/);
    await buzzButton.click();
    await says(board(page).person('韩梅梅'), /Unread/);
    await practice.read('韩梅梅');
    await practice.read('解放');
    // The app asks for the first receipts ten seconds after the buzz.
    await board(page).hasRead('韩梅梅');
    await board(page).hasRead('解放');
    await says(board(page).person('仇远'), /Unread/);
    await picture(buzz.page, 'board-read');
  });

  test('a double click on Buzz buzzes once', async () => {
    const { page } = buzz;
    const { message, buzz: buzzButton } = compose(page);
    await choose('单小雨', '李雷');
    await message.fill('双击也只发一次');
    await planned(/In-app · 2 (of \d+ )?people · 2 messages/);
    await buzzButton.dblclick();
    await says(board(page).person('李雷'), /Unread/);
    await says(board(page).person('单小雨'), /Unread/);
    expect(await practice.calls('send')).toHaveLength(2);
    expect(await practice.buzzed('app')).toEqual(['单小雨', '李雷'].sort());
    await goTo(page, 'Buzz');
    expect(await message.inputValue()).toBe('');
  });

  test('stands in Activity, newest first, and opens its board from there', async () => {
    const { page } = buzz;
    await goTo(page, 'Activity');
    const rows = page.getByRole('region', { name: 'Buzzes', exact: true }).getByRole('listitem');
    await says(rows.nth(0), '双击也只发一次', '单小雨, 李雷');
    await says(rows.nth(1), '请确认已收到', '2/6 read', '1 needs attention');
    await picture(buzz.page, 'activity-list');
    await rows.nth(1).getByRole('button').first().click();
    await says(board(page).title, '值班组');
    await board(page).hasRead('韩梅梅');
  });
});

describe('a draft', () => {
  const words = '还没写完的草稿';
  const draft = () => compose(buzz.page);
  const isThere = async () => {
    await says(draft().chosen.first(), '值班组');
    expect(await draft().message.inputValue()).toBe(words);
  };

  test('survives hiding, Escape, a reload and a restart of the app', async () => {
    await draft().favorite('值班组').click();
    await draft().message.fill(words);
    await pressKeys('Escape');
    await hidden();
    await openByTray();
    await isThere();

    await buzz.page.evaluate(() => window.buzz.hideWindow());
    await hidden();
    await openByTray();
    await isThere();

    await buzz.page.reload();
    await isThere();

    await buzz.close();
    await start();
    await openByTray();
    await isThere();
    expect(await practice.calls('send')).toEqual([]);
  });
});

describe('a paid draft', () => {
  const paidDraft = async () => {
    const form = compose(buzz.page);
    await choose('李雷', '尉迟敬');
    await form.message.fill('主库宕机，请立刻上线');
    await form.channel('Phone').click();
    await planned(/Phone · 2 (of \d+ )?people · 2 messages/);
    await says(form.plan, /left this month/);
    return form;
  };
  const nothingWasSent = async () => {
    expect(await practice.calls('send')).toEqual([]);
    expect(await practice.calls('urgent_phone')).toEqual([]);
  };

  test('moves no field under the finger when its plan comes', async () => {
    const ladder = buzz.page.getByRole('combobox', { name: 'Ladder' });
    const fields = [compose(buzz.page).message, compose(buzz.page).channel('Phone'), ladder];
    const places = () => Promise.all(fields.map((field) => field.boundingBox()));
    const before = await places();
    const { favorite, channel, plan, message } = compose(buzz.page);
    await favorite('数据库').click();
    await message.fill('主库宕机，请立刻上线');
    await planned(/In-app · 3 of 4 people/);
    expect(await places()).toEqual(before);
    await channel('Phone').click();
    await says(plan, /Phone · 3 of 4 people/, /left this month/);
    expect(await places()).toEqual(before);
    await nothingWasSent();
  });

  test('is not sent by Ctrl+Enter, which only focuses the paid button', async () => {
    const { message, hold } = await paidDraft();
    await message.press('Control+Enter');
    await until('the focus is on the paid button', () => hold.evaluate((button) => button === document.activeElement));
    await nothingWasSent();
    await picture(buzz.page, 'compose-paid');
  });

  test('is not sent by a click or by an early release', async () => {
    const { hold, buzz: plain } = await paidDraft();
    expect(await plain.count()).toBe(0);
    await hold.click();
    await hold.hover();
    await buzz.page.mouse.down();
    await hold.and(buzz.page.locator('[data-holding]')).waitFor();
    await buzz.page.mouse.up();
    await until('nothing is held any more', async () => (await hold.getAttribute('data-holding')) === null);
    await says(compose(buzz.page).plan, /Phone · 2 (of \d+ )?people/);
    await nothingWasSent();
  });

  test('is sent by holding: one message and one call each, and nothing else', async () => {
    const { hold } = await paidDraft();
    await hold.hover();
    await buzz.page.mouse.down();
    await says(board(buzz.page).person('李雷'), /Unread/);
    await buzz.page.mouse.up();
    await says(board(buzz.page).person('尉迟敬'), /Unread/);
    expect(await practice.calls('send')).toHaveLength(2);
    expect(await practice.calls('urgent_phone')).toHaveLength(2);
    expect(await practice.buzzed('phone')).toEqual(['尉迟敬', '李雷'].sort());
    expect(await practice.calls('urgent_app')).toEqual([]);
    // The next draft is in-app again.
    await goTo(buzz.page, 'Buzz');
    expect(await compose(buzz.page).channel('In-app').isChecked()).toBe(true);
  });
});

describe('a group that is linked to a chat', () => {
  test('gets one message that mentions the people in the chat and one list of buzzes; the plan names the people outside', async () => {
    const { page } = buzz;
    await practice.change({ people: [{ who: '曾一鸣', unreadBuzzes: 0 }] });
    const form = compose(page);
    await form.favorite('数据库').click();
    await form.message.fill('主从延迟超过 300 秒');
    await planned(/In-app · 3 (of \d+ )?people · 1 message/);
    await says(form.delivery, 'Chat · 数据库告警');
    await form.issues.click();
    await says(form.issue('仇远'), 'Not in chat');
    await picture(buzz.page, 'compose-chat-issues');
    await page.keyboard.press('Escape');
    await form.buzz.click();

    const { person } = board(page);
    const inChat = ['曾一鸣', '缪思远', '燕小北'];
    await Promise.all(inChat.map((name) => says(person(name), /Unread/)));
    await says(person('仇远'), 'Not in chat');
    await picture(buzz.page, 'board-chat');

    const ids = await Promise.all(inChat.map(async (name) => (await practice.person(name)).openId));
    const sent = await practice.calls('send');
    expect(sent).toHaveLength(1);
    expect([...(sent[0]?.did.message?.mentions ?? [])].sort()).toEqual([...ids].sort());
    const buzzes = await practice.calls('urgent_app');
    expect(buzzes.map((call) => call.did.buzzed?.map(({ openId }) => openId).sort())).toEqual([[...ids].sort()]);
  });
});
