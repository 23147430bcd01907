import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Locale, Theme } from '../../../electron/contract/model/settings';
import { until } from '../../support/clock/until';
import {
  focusedProperties,
  focusedWindow,
  openOtherProgram,
  pressKeys,
  screenshot,
} from '../../support/desktop/desktop';
import { isPopupShown, showPopup } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { clickNotification, closeNotifications, watchNotifications } from '../../support/desktop/notifications';
import { type PracticeRemote, practiceIn } from '../../support/feishu/practice-remote';
import { objectionsOf } from '../../support/pages/axe';
import { layoutFaults, picture, whatDoesNotFit } from '../../support/pages/looks';
import { board, compose, emptyDraft, openBoardWindow, says, windowOf } from '../../support/pages/screens';
import { inTheme } from '../../support/pages/settled';

// A board in a window of its own, with people who read only when told to: it stays when the popup goes away, follows
// receipts while it can be seen, and costs none while it cannot.

let practice: PracticeRemote;

const buzz = launched({ shown: true });
beforeAll(async () => {
  practice = await practiceIn(buzz.page);
});
const boardPages = () => buzz.app.windows().filter((page) => page.url().includes('/board.html'));
const begin = async () => {
  for (const own of boardPages()) {
    const closed = own.waitForEvent('close');
    // The page goes before it can answer.
    await own.evaluate(() => window.buzz.hideWindow()).catch(() => undefined);
    await closed;
  }
  await showPopup(buzz);
  await emptyDraft(buzz.page);
  await practice.forget();
};

const titleOf = (text: string) => `${text} — Feishu Buzz`;
const popupGone = () => until('the popup is gone', async () => !(await isPopupShown(buzz)));
const focusIn = (title: string) => until(`${title} has the focus`, async () => (await focusedWindow()) === title);

/** Buzzes in-app, and leaves the popup on the board. */
const send = async (text: string, ...names: readonly string[]) => {
  const form = compose(buzz.page);
  for (const [index, name] of names.entries()) {
    await form.to.fill(name);
    await form.suggestion(name).first().click();
    await form.chosen.nth(index).waitFor();
  }
  await form.message.fill(text);
  await says(form.plan, new RegExp(`${names.length} messages?`));
  await form.buzz.click();
  for (const name of names) await says(board(buzz.page).person(name), /Unread/);
};
/** Number of times that receipts of the message with this text were asked for. */
const asksAbout = async (text: string): Promise<number> => {
  const sent = (await practice.calls('send')).find((call) => call.did.message?.text.includes(text));
  const id = sent?.did.message?.messageId;
  if (!id) throw new Error(`nothing was sent about ${text}`);
  return (await practice.calls('read_users')).filter((call) => call.path.includes(id)).length;
};
const closeByKey = async (own: Page, title: string, keys: string) => {
  await focusIn(title);
  const closed = own.waitForEvent('close');
  await pressKeys(keys);
  await closed;
};

const resize = (page: Page, title: string, width: number, height: number) =>
  until('the window has its size', async () => {
    await buzz.app
      .evaluate(
        ({ BrowserWindow }, { title, width, height }) => {
          const window = BrowserWindow.getAllWindows().find((each) => !each.isDestroyed() && each.getTitle() === title);
          window?.setSize(width, height);
        },
        { title, width, height },
      )
      .catch(() => undefined);
    return page.evaluate(({ width, height }) => innerWidth === width && innerHeight === height, { width, height });
  });
/** Opens the board of this text from Activity, in the popup. */
const openInPopup = async (text: string) => {
  await showPopup(buzz);
  await buzz.page.getByRole('tab', { name: 'Activity' }).click();
  await buzz.page
    .getByRole('button', { name: new RegExp(text) })
    .first()
    .click();
};

describe('a board in a window of its own', () => {
  beforeEach(begin);

  test('is an ordinary window, stays when the popup goes away, and shows who reads', async () => {
    const text = '主库延迟，请立刻上线确认';
    const title = titleOf(text);
    await send(text, '杨柳', '任盈盈');
    const own = await openBoardWindow(buzz);
    await focusIn(title);
    await popupGone();
    expect(await windowOf(buzz, title)).toMatchObject({
      resizable: true,
      minimizable: true,
      onTop: false,
      visible: true,
      smallest: [360, 420],
      bounds: { width: 480, height: 720 },
    });
    // To the window manager it has a frame and is listed in the taskbar.
    const properties = await focusedProperties();
    expect(properties).toMatch(/_NET_WM_WINDOW_TYPE_NORMAL/);
    expect(properties).not.toMatch(/SKIP_TASKBAR|_NET_WM_STATE_ABOVE/);
    expect(properties).toMatch(/_NET_FRAME_EXTENTS\(CARDINAL\) = \d+, \d+, [1-9]\d*/);
    await screenshot('board-window-desktop');

    await says(board(own).person('杨柳'), /Unread/);
    await practice.read('杨柳');
    // The app asks for receipts ten seconds after the buzz, because this window can be seen.
    await board(own).hasRead('杨柳');
    await says(board(own).person('任盈盈'), /Unread/);
    expect(await isPopupShown(buzz)).toBe(false);

    // The actions of a board work from here as well.
    await own.getByRole('button', { name: 'Buzz unread again' }).click();
    await own.getByRole('button', { name: 'Practice buzz' }).click();
    await until('the unread is buzzed again', async () => (await practice.buzzed('app')).length === 3);
    expect(await practice.buzzed('app')).toEqual(['任盈盈', '任盈盈', '杨柳'].sort());
    await own.getByRole('button', { name: 'More actions' }).click();
    expect(await own.getByRole('menuitem', { name: 'Open in its own window' }).count()).toBe(0);
    await own.keyboard.press('Escape');
    await own.getByRole('menu').waitFor({ state: 'hidden' });
    await closeByKey(own, title, 'Escape');
  });

  test('costs no receipts in the taskbar or when it is closed, while another one goes on', async () => {
    const [first, second] = ['第一件事：网关超时', '第二件事：磁盘告警'];
    await send(first, '任盈盈');
    const own = await openBoardWindow(buzz);
    await buzz.app.evaluate(({ BrowserWindow }, title) => {
      BrowserWindow.getAllWindows()
        .find((each) => !each.isDestroyed() && each.getTitle() === title)
        ?.minimize();
    }, titleOf(first));
    await until('it is in the taskbar', async () => !(await windowOf(buzz, titleOf(first))).visible);

    await showPopup(buzz);
    await emptyDraft(buzz.page);
    await send(second, '杨柳');
    const other = await openBoardWindow(buzz);
    // The second buzz was sent later: when its receipts are asked for, the time of the first is over.
    await until('the second is asked about', async () => (await asksAbout(second)) === 1, 20_000);
    expect(await asksAbout(first)).toBe(0);

    await openInPopup(first);
    // Opened again, the same window comes back.
    await buzz.page.getByRole('button', { name: 'More actions' }).click();
    await buzz.page.getByRole('menuitem', { name: 'Open in its own window' }).click();
    await focusIn(titleOf(first));
    expect(boardPages()).toHaveLength(2);
    await until('the first is asked about, now that it can be seen', async () => (await asksAbout(first)) === 1);
    await closeByKey(own, titleOf(first), 'ctrl+w');

    const before = await asksAbout(second);
    await until('the second is asked about again', async () => (await asksAbout(second)) > before, 30_000);
    expect(await asksAbout(first)).toBe(1);
    await closeByKey(other, titleOf(second), 'ctrl+w');
  });

  test('a window behind another program cannot be seen: a notification tells of the buzz, and a click brings it to the front', async () => {
    const text = '第三件事：请确认';
    await using seen = await watchNotifications();
    await using other = await openOtherProgram();
    await send(text, '种明');
    const own = await openBoardWindow(buzz);
    await focusIn(titleOf(text));
    await popupGone();
    await other.focus();
    await practice.read('种明');
    // Only the window, which can be seen, causes the question.
    await seen.titled(/All read: 种明/);
    await clickNotification();
    await focusIn(titleOf(text));
    expect(await isPopupShown(buzz)).toBe(false);
    await closeNotifications();
    await closeByKey(own, titleOf(text), 'Escape');
  });

  test('leaves its size to the next one, and never less than a board needs', async () => {
    const text = '第四件事：请看一眼';
    await send(text, '种明');
    const own = await openBoardWindow(buzz);
    await resize(own, titleOf(text), 700, 560);
    await closeByKey(own, titleOf(text), 'Escape');
    await openInPopup(text);
    const again = await openBoardWindow(buzz);
    expect((await windowOf(buzz, titleOf(text))).bounds).toMatchObject({ width: 700, height: 560 });
    await closeByKey(again, titleOf(text), 'Escape');
  });
});

test('it has the zoom of the popup and changes both', async () => {
  const drawnAt = (page: Page, zoom: number) =>
    until(`it is drawn at ${zoom}`, () =>
      page.evaluate((zoom) => Math.abs(devicePixelRatio - zoom) < 0.01, zoom).catch(() => false),
    );
  const text = '第四件半事：字太小了';
  await begin();
  await send(text, '种明');
  const own = await openBoardWindow(buzz);
  await focusIn(titleOf(text));
  await pressKeys('ctrl+equal', 'ctrl+equal');
  await Promise.all([drawnAt(own, 1.25), drawnAt(buzz.page, 1.25)]);
  expect([...(await whatDoesNotFit(own)), ...(await layoutFaults(own))]).toEqual([]);
  await buzz.page.evaluate(() => window.buzz.changeSettings({ zoom: 1.5 }));
  await drawnAt(own, 1.5);
  expect([...(await whatDoesNotFit(own)), ...(await layoutFaults(own))]).toEqual([]);
  await screenshot('board-window-zoomed');
  await focusIn(titleOf(text));
  await pressKeys('ctrl+0');
  await Promise.all([drawnAt(own, 1), drawnAt(buzz.page, 1)]);
  await closeByKey(own, titleOf(text), 'Escape');
});

describe('its page', () => {
  beforeEach(begin);

  test('has the rights of the popup’s page and may ask only for what a board needs', async () => {
    const text = '第五件事：只看这一个';
    await send(text, '种明');
    const own = await openBoardWindow(buzz);
    const preferences = await buzz.app.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .filter((each) => /\/(index|board)\.html/.test(each.getURL()))
        .map((contents) => {
          const { backgroundThrottling: _, ...rest } = contents.getLastWebPreferences();
          return { ...rest, persistent: contents.session.isPersistent() };
        }),
    );
    expect(preferences).toHaveLength(2);
    expect(preferences[0]).toEqual(preferences[1]);
    expect(preferences[0]).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });

    const answers = await own.evaluate(async () => {
      const { buzz: bridge } = window;
      const asked = [
        bridge.getStartup(),
        bridge.listActivity({ before: null, limit: 10, query: '', outcome: null }),
        bridge.changeSettings({ theme: 'dark' }),
        bridge.getAbout(),
        bridge.getConnect(),
      ];
      return (await Promise.all(asked)).map((answer) => (answer.ok ? 'ok' : answer.problem.advice));
    });
    expect(new Set(answers)).toEqual(new Set(['request-invalid']));
    // A board shows pictures, but gets no way to add one.
    const shown = await own.evaluate(async () => {
      const asked = [
        window.buzz.getPicture({ id: 'pic_00000000' as never }),
        window.buzz.addPicture({ bytes: Uint8Array.of(1), scale: false }),
      ];
      return (await Promise.all(asked)).map((answer) => (answer.ok ? 'ok' : answer.problem.advice));
    });
    expect(shown).toEqual(['picture-gone', 'request-invalid']);
    // Its question for consent does not keep the popup open.
    await own.evaluate(() => window.buzz.setConsent({ asking: true }));
    await showPopup(buzz);
    // Repeats until it hides: a popup that has just opened takes the focus back.
    await until('the popup is gone', async () => {
      await buzz.app.evaluate(({ BrowserWindow }, title) => {
        BrowserWindow.getAllWindows()
          .find((each) => !each.isDestroyed() && each.getTitle() === title)
          ?.focus();
      }, titleOf(text));
      return !(await isPopupShown(buzz));
    });
    await closeByKey(own, titleOf(text), 'Escape');
  });
});

const looks = (['en-US', 'zh-CN'] as const).flatMap((locale) =>
  (['light', 'dark'] as const).map((theme): { locale: Locale; theme: Theme } => ({ locale, theme })),
);
const sizes = { small: [360, 420], usual: [480, 720], large: [1200, 700] } as const;

describe('it follows language and theme while it is open, and fits in every size', () => {
  const text = '订单库主从延迟 300 秒，请 5 分钟内上线确认，并在群里回复预计恢复时间。';
  let own: Page;
  beforeAll(async () => {
    await begin();
    const form = compose(buzz.page);
    await form.favorite('值班组').click();
    await form.message.fill(text);
    await says(form.plan, /6 messages/);
    await form.buzz.click();
    await says(board(buzz.page).person('韩梅梅'), /Unread/);
    for (const name of ['韩梅梅', '单小雨']) await practice.read(name);
    await board(buzz.page).checkReads();
    await board(buzz.page).hasRead('韩梅梅');
    own = await openBoardWindow(buzz);
  });
  afterAll(async () => {
    await buzz.page.evaluate(() => window.buzz.changeSettings({ language: 'en-US', theme: 'system' }));
  });

  test.each(looks)('$locale, $theme', async ({ locale, theme }) => {
    await buzz.page.evaluate((change) => window.buzz.changeSettings(change), { language: locale, theme });
    const chinese = locale === 'zh-CN';
    await own.getByRole('region', { name: chinese ? '成员' : 'People' }).waitFor();
    const title = `${text} — ${chinese ? '飞书加急' : 'Feishu Buzz'}`;
    await until('the window is called so', async () => (await own.title()) === title);
    await inTheme(own, theme);
    const found: Record<string, readonly string[]> = {};
    for (const [name, [width, height]] of Object.entries(sizes)) {
      await resize(own, title, width, height);
      await picture(own, `board-window-${name}-${theme}-${locale}`);
      const objections = await objectionsOf(own);
      const faults = [...objections, ...(await whatDoesNotFit(own)), ...(await layoutFaults(own))];
      if (faults.length > 0) found[name] = faults;
    }
    expect(found).toEqual({});
  });
});
