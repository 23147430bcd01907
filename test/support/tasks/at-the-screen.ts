import type { Locator } from 'playwright-core';
import { until } from '../clock/until';
import type { Effort, Player } from './player';

/** What the tasks are played with, besides the program. */
export interface Stage {
  /** Presses the hotkey of quick buzz in another program, and waits for the window. */
  hotkey(): Promise<void>;
  /** Puts text into the clipboard, as another program does. */
  copied(text: string): Promise<void>;
  /** Changes practice. */
  change(change: Readonly<Record<string, unknown>>): Promise<void>;
  /** The next call of this kind reaches practice, and its answer is lost. */
  loseAnswer(api: string): Promise<void>;
  /** The connect window, once it is there. */
  connectWindow(): Promise<Player['page']>;
  /** Opens the link of the code that is shown, as a phone does, and confirms. Permissions that are `missing` are not granted. */
  confirmScan(player: Player, missing: boolean): Promise<void>;
}

/** Presses that a task took before, or that it could not be done. */
export type Before = Pick<Effort, 'clicks' | 'keys'> | 'not-possible';

/** A task of a person: how it is played, and the most it may take. */
export interface Task {
  id: string;
  title: { 'zh-CN': string; 'en-US': string };
  /** Presses it may take at most. */
  most: Pick<Effort, 'clicks' | 'keys'>;
  /** What it took in the program as it was before its rooms were rebuilt, counted in its sources as `Effort` counts. */
  before: Before;
  /** Brings the program to where the task begins; not counted. */
  prepare?(player: Player, stage: Stage): Promise<void>;
  play(player: Player, stage: Stage): Promise<void>;
}

export const button = ({ page }: Player, name: string | RegExp) => page.getByRole('button', { name, exact: true });
export const tab = (player: Player, name: 'buzz' | 'groups' | 'activity') =>
  player.page.getByRole('tab', { name: player.t('common', `tab-${name}`), exact: true });
export const to = (player: Player) =>
  player.page.getByRole('combobox', { name: player.t('compose', 'to'), exact: true });
export const message = (player: Player) =>
  player.page.getByRole('textbox', { name: player.t('compose', 'message'), exact: true });
export const option = (player: Player, name: string | RegExp) =>
  player.page.getByRole('listbox', { name: player.t('compose', 'to-suggestions') }).getByRole('option', { name });
export const people = (player: Player) =>
  player.page.getByRole('region', { name: player.t('board', 'people') }).getByRole('listitem');
export const activityRow = (player: Player, text: string) =>
  player.page.getByRole('listitem').filter({ hasText: text });

/** A sentence with any number in it. */
export const counted = ({ t }: Player, namespace: 'groups' | 'board', key: string) =>
  new RegExp(t(namespace, key, { count: 77 }).replace('77', '\\d+'));

/** The plan counts the people of the draft. */
export const planned = async (player: Player): Promise<Locator> => {
  const plan = player.page
    .locator('[role="status"]:not([data-old])')
    .and(player.page.getByRole('status', { name: player.t('compose', 'plan'), exact: true }));
  await plan.filter({ hasText: /\d/ }).waitFor();
  return plan;
};

/** Empties the draft, takes toasts away and shows Compose. */
export const toCompose = async (player: Player): Promise<void> => {
  const { page, t } = player;
  const back = button(player, t('common', 'back'));
  await tab(player, 'buzz').or(back).first().waitFor();
  if (await back.isVisible()) await back.click();
  await tab(player, 'buzz').click();
  await page.evaluate(() => {
    for (const said of document.querySelectorAll<HTMLElement>('[role="status"] ol button:last-child')) said.click();
  });
  await to(player).fill('');
  const chips = page.getByRole('list', { name: t('compose', 'to-chosen') }).getByRole('listitem');
  while ((await chips.count()) > 0) await chips.first().getByRole('button').last().click();
  await message(player).fill('');
  await page.getByRole('radio', { name: t('common', 'channel-app') }).click();
  await to(player).click();
};

export const choose = async (player: Player, name: string): Promise<void> => {
  await player.type(name);
  await option(player, name).first().waitFor();
  await player.press('Enter');
};
export const write = async (player: Player, text: string): Promise<void> => {
  const isThere = () => message(player).evaluate((box) => box === document.activeElement);
  // A picked group leads there by itself.
  if (!(await isThere())) await player.press('Tab');
  await until('the focus is in the message', isThere);
  await player.type(text);
  await planned(player);
};
/** A board of people who were buzzed in-app; not counted. */
export const aBoard = async (player: Player, name: string, text: string): Promise<void> => {
  await choose(player, name);
  await write(player, text);
  await player.press('Control+Enter');
  await people(player).first().waitFor();
};
export const heldButton = (player: Player) =>
  player.page
    .locator('[data-hold], button')
    .filter({ hasText: new RegExp(`^${player.t('common', 'hold-practice', { what: '' }).trim()}`) });
