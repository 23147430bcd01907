import { afterAll, afterEach, expect, test } from 'vitest';
import { openSessionBus } from '../../../electron/desktop/session-bus/session-bus';
import { awaitTrayHost } from '../../../electron/desktop/tray/panel-watcher';
import { until } from '../../support/clock/until';
import {
  clickTray,
  pressHotkey,
  pressKeys,
  screenshot,
  trayIconPosition,
  trayIcons,
} from '../../support/desktop/desktop';
import { ownDesktop } from '../../support/desktop/desktop-session';
import {
  isPopupShown,
  type LaunchedApp,
  launchApp,
  launchShown,
  runAgain,
  showPopup,
} from '../../support/desktop/launch-app';
import {
  haveTrayHost,
  iconInTray,
  startTrayHost,
  startTrayWatcher,
  stopTrayHost,
} from '../../support/desktop/tray-host';
import { practiceIn } from '../../support/feishu/practice-remote';
import { board, compose, says } from '../../support/pages/screens';

// The panel that shows the tray is another program: it may crash, restart, or start after the app.

// Restores the panel in case a test failed without it.
afterEach(haveTrayHost);
afterAll(async () => {
  await stopTrayHost();
  await startTrayHost();
});

const hidden = (buzz: LaunchedApp) => until('the popup is gone', async () => !(await isPopupShown(buzz)));
const shown = (buzz: LaunchedApp) => until('the popup is on the screen', () => isPopupShown(buzz));
const putAway = async (buzz: LaunchedApp) => {
  await buzz.page.evaluate(() => window.buzz.hideWindow());
  await hidden(buzz);
};

test('the icon comes back with a restarted panel and still opens the popup', async () => {
  await using buzz = await launchShown();
  const { favorite, message, chosen } = compose(buzz.page);
  await favorite('值班组').click();
  await message.fill('写到一半');
  await trayIconPosition();
  await stopTrayHost();
  expect(await trayIcons()).toEqual([]);
  await startTrayHost();
  await trayIconPosition();
  await putAway(buzz);
  await screenshot('tray-host-again');
  await clickTray();
  await shown(buzz);
  expect(await message.inputValue()).toBe('写到一半');
  await says(chosen, '值班组');
});

test('without a panel the hotkey and a second start open the window; the icon appears with a panel', async () => {
  await stopTrayHost();
  await using buzz = await launchApp();
  await shown(buzz);
  await putAway(buzz);
  await pressHotkey();
  await shown(buzz);
  await putAway(buzz);
  await runAgain(buzz);
  await shown(buzz);
  await putAway(buzz);
  await startTrayHost();
  await trayIconPosition();
  await clickTray();
  await shown(buzz);
});

test('the icon moves to a panel of the newer kind that starts after the app', async () => {
  await using buzz = await launchApp();
  await trayIconPosition();
  const watcher = await startTrayWatcher();
  try {
    await until('the icon is handed to it', () => watcher.icons().length > 0);
    await until('the older panel has it no more', async () => (await trayIcons()).length === 0);
    expect(watcher.icons()).toHaveLength(1);
    await shown(buzz);
  } finally {
    watcher.close();
  }
});

test('a panel that appeared before the app listened is reported only while it lacks the icon', async () => {
  const { env } = ownDesktop();
  const uid = process.getuid?.() ?? 0;
  const watcher = await startTrayWatcher();
  const program = await openSessionBus(env, uid);
  try {
    let told = 0;
    const appeared = () => {
      told += 1;
    };
    await awaitTrayHost({ env, uid, appeared });
    expect(told).toBe(1);
    const destination = 'org.kde.StatusNotifierWatcher';
    const panel = { destination, path: '/StatusNotifierWatcher', interface: destination };
    await program.call(panel, 'RegisterStatusNotifierItem', '/StatusNotifierItem');
    await awaitTrayHost({ env, uid, appeared });
    expect(told).toBe(1);
  } finally {
    program.close();
    watcher.close();
  }
});

test('the menu of the icon leads to a group', async () => {
  await using buzz = await launchShown();
  await putAway(buzz);
  const chosen = compose(buzz.page).chosen.filter({ hasText: '值班组' });
  await until(
    'the group is filled in',
    async () => {
      await clickTray('right');
      // Open, Quick buzz, then the first pinned group; the heading of the groups cannot be chosen.
      await pressKeys('Down', 'Down', 'Down', 'Return');
      const opened = await until('the menu did it', () => isPopupShown(buzz), 1_500).catch(() => false);
      if (!opened) await pressKeys('Escape');
      return opened && (await chosen.count()) === 1;
    },
    40_000,
  );
  await screenshot('tray-menu-group');
});

test('the icon counts people who have not read, until all have', async () => {
  await using buzz = await launchShown();
  const practice = await practiceIn(buzz.page);
  // People read only when told to, and none needs attention, which the icon would show instead.
  await practice.change({ readingSpeed: 0, people: [{ who: '曾一鸣', unreadBuzzes: 0 }] });
  await putAway(buzz);
  const atRest = await iconInTray(buzz);
  await showPopup(buzz);
  const members = await buzz.page.evaluate(async () => {
    const startup = await window.buzz.getStartup();
    const group = startup.ok ? startup.value.groups.find(({ name }) => name === '值班组') : null;
    return group?.members.map(({ name }) => name) ?? [];
  });
  expect(members).toHaveLength(6);
  const form = compose(buzz.page);
  await form.favorite('值班组').click();
  await form.message.fill('订单库主从延迟，请上线确认。');
  await says(form.plan, /6 messages/);
  await form.buzz.click();
  for (const name of members) await says(board(buzz.page).person(name), /Unread/);
  await putAway(buzz);
  const ofAll = await until('the icon counts', async () => {
    const now = await iconInTray(buzz);
    return now === atRest ? null : now;
  });
  await screenshot('tray-waiting');
  const askReads = () =>
    buzz.page.evaluate(async () => {
      const rows = await window.buzz.listActivity({ before: null, limit: 1, query: '', outcome: null });
      const id = rows.ok && rows.value[0]?.id;
      if (id) await window.buzz.askReceipts({ id });
    });
  const [first = '', ...others] = members;
  await practice.read(first);
  await until('the icon counts one less', async () => {
    await askReads();
    const now = await iconInTray(buzz);
    return now !== ofAll && now !== atRest;
  });
  for (const name of others) await practice.read(name);
  await until('the icon is at rest', async () => {
    await askReads();
    return (await iconInTray(buzz)) === atRest;
  });
  await showPopup(buzz);
});
