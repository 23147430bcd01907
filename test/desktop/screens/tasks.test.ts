import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locale } from '../../../electron/contract/model/settings';
import { until } from '../../support/clock/until';
import { pressHotkey } from '../../support/desktop/desktop';
import {
  connectPage,
  isPopupShown,
  keepLinks,
  type LaunchedApp,
  launchShown,
  showPopup,
} from '../../support/desktop/launch-app';
import { sharedCompany } from '../../support/feishu/a-company';
import { type BrandHosts, serveBrands } from '../../support/feishu/brand-hosts';
import { type PracticeRemote, practiceIn } from '../../support/feishu/practice-remote';
import { type Stage, toCompose } from '../../support/tasks/at-the-screen';
import { createPlayer, type Player } from '../../support/tasks/player';
import { type Played, playedFolder, report } from '../../support/tasks/report';
import { theTasks } from '../../support/tasks/the-tasks';

// Fifteen tasks of a person, played with every press counted: none may take more of them than it does now, or than
// it took before the rooms were rebuilt. `npm run demo -- --tasks` plays them in both languages and keeps a picture of each step.

const company = sharedCompany({ readingSpeed: 0 });
let hosts: BrandHosts;
beforeAll(async () => {
  hosts = await serveBrands({ feishu: company, lark: company });
});
afterAll(() => hosts.close());

const locales: readonly Locale[] = playedFolder ? ['zh-CN', 'en-US'] : ['en-US'];

describe.each(locales)('the tasks, %s', (locale) => {
  let buzz: LaunchedApp;
  let practice: PracticeRemote;
  let player: ReturnType<typeof createPlayer>;
  let links: () => Promise<readonly string[]>;
  let opened = 0;
  const played: Played[] = [];

  const stage: Stage = {
    hotkey: async () => {
      await buzz.page.evaluate(() => window.buzz.hideWindow());
      await until('the popup is gone', async () => !(await isPopupShown(buzz)));
      await pressHotkey();
      await until('the popup is on the screen', () => isPopupShown(buzz));
    },
    copied: (text) => buzz.app.evaluate(({ clipboard }, text) => clipboard.writeText(text), text),
    change: (change) => practice.change(change),
    loseAnswer: (api) => practice.fault({ api, kind: 'drop-after', times: 1 }),
    connectWindow: () => connectPage(buzz.app),
    confirmScan: async ({ page, t }: Player, missing) => {
      await page.getByRole('button', { name: t('connect', 'scan-open'), exact: true }).click();
      opened += 1;
      const link = await until('the link is opened', async () => (await links())[opened - 1] ?? null);
      company.answerScan({ answer: 'approve', link, ...(missing ? { addons: 'ignored' } : {}) });
    },
  };

  beforeAll(async () => {
    company.answerScan({ interval: 0.2 });
    buzz = await launchShown({ locale, args: hosts.args });
    links = await keepLinks(buzz.app);
    practice = await practiceIn(buzz.page);
    await buzz.page.evaluate(() => window.buzz.changeSettings({ asker: '李雷', seenPaid: true }));
    player = createPlayer(buzz.page, locale, playedFolder);
  });
  afterAll(async () => {
    await buzz.close();
    if (playedFolder) await report(playedFolder, locale, played);
  });

  test.each(theTasks.map((task) => [task.id, task] as const))('%s', async (id, task) => {
    await buzz.page.evaluate(() => window.buzz.hideWindow());
    await showPopup(buzz);
    await toCompose(player);
    player.begin(id);
    await task.prepare?.(player, stage);
    player.begin(id);
    await task.play(player, stage);
    const { effort, pictures } = player;
    played.push({ task, effort, pictures });
    expect(effort.clicks).toBeLessThanOrEqual(task.most.clicks);
    expect(effort.keys).toBeLessThanOrEqual(task.most.keys);
    const { before } = task;
    if (before === 'not-possible') return;
    expect(effort.clicks).toBeLessThanOrEqual(before.clicks);
    expect(effort.keys).toBeLessThanOrEqual(before.keys);
  });
});
