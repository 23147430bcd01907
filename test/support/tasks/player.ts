import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Locale } from '../../../electron/contract/model/settings';
import type { Values } from '../../../electron/contract/words';
import type { Namespace } from '../../../renderer/i18n/words';
import { translate } from '../bridge/translate';
import { settled } from '../pages/settled';

/** What a task took: presses of the mouse (a held button and a dropped file are one each), of keys, and characters typed. */
export interface Effort {
  clicks: number;
  keys: number;
  typed: number;
}

/** A person at the program, in one language: each press is counted, and each step leaves a picture where these are wanted. */
export interface Player {
  readonly locale: Locale;
  /** The popup, or the window that is played in for now. */
  page: Page;
  effort: Effort;
  /** Pictures of the task so far, by file name. */
  pictures: string[];
  t(namespace: Namespace, key: string, values?: Values): string;
  click(what: Locator): Promise<void>;
  /** Presses a key or a combination of keys, in Playwright's words. */
  press(keys: string): Promise<void>;
  type(text: string): Promise<void>;
  /** Holds a button until something is there. */
  hold(what: Locator, seen: Locator): Promise<void>;
  /** Drops a file on the window. */
  drop(name: string, content: string): Promise<void>;
  /** Counts a press that the desktop makes. */
  count(effort: Partial<Effort>): void;
  /** The screen as it is now, for the eyes of a person. */
  look(name: string): Promise<void>;
}

const noEffort = (): Effort => ({ clicks: 0, keys: 0, typed: 0 });

/** @param folder for the pictures; null: none are taken */
export const createPlayer = (
  page: Page,
  locale: Locale,
  folder: string | null,
): Player & { begin(task: string): void } => {
  let task = '';
  const count = (more: Partial<Effort>) => {
    for (const kind of ['clicks', 'keys', 'typed'] as const) player.effort[kind] += more[kind] ?? 0;
  };
  const player: Player & { begin(task: string): void } = {
    locale,
    page,
    effort: noEffort(),
    pictures: [],
    t: (namespace, key, values) => translate(locale, namespace, key, values),
    begin: (id) => {
      task = id;
      player.effort = noEffort();
      player.pictures = [];
    },
    click: async (what) => {
      await what.click();
      count({ clicks: 1 });
    },
    press: async (keys) => {
      await player.page.keyboard.press(keys);
      count({ keys: 1 });
    },
    type: async (text) => {
      await player.page.keyboard.insertText(text);
      count({ typed: [...text].length });
    },
    hold: async (what, seen) => {
      await what.hover();
      await player.page.mouse.down();
      await seen.first().waitFor();
      await player.page.mouse.up();
      count({ clicks: 1 });
    },
    drop: async (name, content) => {
      const dataTransfer = await player.page.evaluateHandle(
        ({ name, content }) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([content], name, { type: 'text/csv' }));
          return transfer;
        },
        { name, content },
      );
      await player.page.dispatchEvent('body', 'drop', { dataTransfer });
      count({ clicks: 1 });
    },
    count,
    look: async (name) => {
      if (folder === null) return;
      const number = String(player.pictures.length + 1).padStart(2, '0');
      const file = `${locale}-${task}-${number}-${name}.png`;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Over a button the mouse would show its hover.
      await player.page.mouse.move(1, 1);
      await settled(player.page);
      await player.page.screenshot({ path: join(folder, file) });
      player.pictures.push(file);
    },
  };
  return player;
};
