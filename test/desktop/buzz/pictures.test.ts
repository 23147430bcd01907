import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { TemplateId } from '../../../electron/contract/model/ids';
import { translate } from '../../support/bridge/translate';
import { until } from '../../support/clock/until';
import { pressHotkey, pressKeys } from '../../support/desktop/desktop';
import { isPopupShown, showPopup } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { runBuzz } from '../../support/desktop/run-buzz';
import { tempFolder } from '../../support/disk/temp-folder';
import { aPng, pngChunk } from '../../support/feishu/pictures';
import { type PracticeRemote, practiceIn } from '../../support/feishu/practice-remote';
import { objectionsOf } from '../../support/pages/axe';
import { picture, whatDoesNotFit } from '../../support/pages/looks';
import { board, compose, emptyDraft, goTo, says } from '../../support/pages/screens';
import { inTheme } from '../../support/pages/settled';

// A screenshot in the clipboard, as the system leaves it there, and what becomes of it.

let practice: PracticeRemote;
const buzz = launched({ shown: true });
const files = () => readdirSync(join(buzz.home, 'pictures'));

/** Puts a picture into the clipboard of the system, as a screenshot, by the way that this Electron knows. */
const copyPicture = (width: number, color: readonly [number, number, number]) =>
  buzz.app.evaluate(
    ({ clipboard, nativeImage }, base64) => {
      const image = nativeImage.createFromBuffer(Buffer.from(base64, 'base64'));
      const write: unknown = Reflect.get(clipboard, 'writeImage');
      if (typeof write !== 'function') throw new Error('this Electron writes no pictures to the clipboard');
      write.call(clipboard, image);
    },
    aPng({ width, height: Math.round(width * 0.6), color }).toString('base64'),
  );
const draftPictures = () => buzz.page.getByRole('list', { name: /^(Picture|图片)$/ }).getByRole('img');
const fill = async (text: string) => {
  const form = compose(buzz.page);
  await form.to.fill('李雷');
  await form.suggestion('李雷').first().click();
  await form.message.fill(text);
};

beforeAll(async () => {
  practice = await practiceIn(buzz.page);
});

test('a screenshot in the clipboard is in the callee’s message two keys later', async () => {
  await fill('see the graph');
  await copyPicture(640, [214, 69, 69]);
  await practice.forget();
  await compose(buzz.page).message.focus();
  await pressKeys('ctrl+v');
  await pressKeys('ctrl+Return');
  const [sent] = await practice.arrived('send', 1);
  const [upload] = await practice.calls('upload_image');
  expect(sent?.did.message?.images).toEqual([upload?.did.image?.key]);
  await says(board(buzz.page).person('李雷'), /Unread/);
  await buzz.page.getByRole('img', { name: /^Picture 1, 640/ }).waitFor();
  await picture(buzz.page, 'board-picture');
  expect(await objectionsOf(buzz.page)).toEqual([]);
});

test('a template that names a picture takes it from the clipboard when the person inserts it', async () => {
  await goTo(buzz.page, 'Buzz');
  const templates = [{ id: TemplateId.parse('tpl_graph'), name: 'Graph', text: 'see the graph {{picture}}' }];
  await buzz.page.evaluate((each) => window.buzz.changeSettings({ templates: each }), templates);
  await copyPicture(320, [214, 69, 69]);
  await buzz.page.getByRole('button', { name: 'Templates' }).click();
  await buzz.page.getByRole('menuitem', { name: 'Graph' }).click();
  await draftPictures().first().waitFor();
  expect(await draftPictures().count()).toBe(1);
  expect(await compose(buzz.page).message.inputValue()).toBe('see the graph ');
  await emptyDraft(buzz.page);
  await buzz.page.getByRole('button', { name: 'Remove picture 1', exact: true }).click();
});

test('a draft keeps its pictures through a restart, private on the disk', async () => {
  await goTo(buzz.page, 'Buzz');
  await fill('two graphs');
  for (const [width, color] of [
    [640, [40, 120, 200]],
    [480, [60, 160, 90]],
  ] as const) {
    const before = await draftPictures().count();
    await copyPicture(width, color);
    await compose(buzz.page).message.focus();
    await pressKeys('ctrl+v');
    await until('the picture is there', async () => (await draftPictures().count()) === before + 1);
  }
  // Handed to main a moment after the last change.
  await until('main has the draft', async () =>
    buzz.page.evaluate(() =>
      window.buzz.getStartup().then((answer) => answer.ok && answer.value.draft.pictures.length === 2),
    ),
  );
  await buzz.restart();
  practice = await practiceIn(buzz.page);
  await until('both are there again', async () => (await draftPictures().count()) === 2);
  for (const name of files()) expect(statSync(join(buzz.home, 'pictures', name)).mode & 0o777).toBe(0o600);
});

const looks = (['zh-CN', 'en-US'] as const).flatMap((locale) =>
  (['light', 'dark'] as const).map((theme) => ({ locale, theme })),
);

test.each(looks)('looks right: $locale, $theme', async ({ locale, theme }) => {
  const { page } = buzz;
  await showPopup(buzz);
  await page.evaluate((change) => window.buzz.changeSettings(change), { language: locale, theme });
  await inTheme(page, theme);
  const isFine = async (name: string) => {
    await picture(page, `${name}-${theme}-${locale}`);
    expect(await objectionsOf(page)).toEqual([]);
    expect(await whatDoesNotFit(page)).toEqual([]);
  };
  await until('the pictures are drawn', async () => (await draftPictures().count()) === 2);
  await isFine('compose-pictures');
  const get = page.getByRole('button', { name: translate(locale, 'compose', 'get'), exact: true });
  await get.click();
  await page.getByRole('dialog', { name: translate(locale, 'compose', 'get') }).waitFor();
  await isFine('what-they-get');
  await page.keyboard.press('Escape');
  await page.evaluate(() => window.buzz.changeSettings({ zoom: 2 }));
  await get.scrollIntoViewIfNeeded();
  await isFine('compose-pictures-large');
  await page.evaluate(() => window.buzz.hideWindow());
  await pressHotkey();
  await until('the popup is on the screen', () => isPopupShown(buzz));
  await until('the pictures are drawn', async () => (await draftPictures().count()) === 2);
  await isFine('quick-pictures-large');
  await page.evaluate(() => window.buzz.changeSettings({ zoom: 1 }));
  await isFine('quick-pictures');
  await page.evaluate(() => window.buzz.hideWindow());
  await showPopup(buzz);
  await page.getByRole('tab').nth(2).click();
  await page
    .getByRole('button', { name: /see the graph/ })
    .first()
    .waitFor();
  await isFine('activity-pictures');
  await page
    .getByRole('button', { name: /see the graph/ })
    .first()
    .click();
  await page.getByRole('img', { name: / 1[^\d]+640/ }).waitFor();
  await isFine('board-picture');
  await page.evaluate(() => window.buzz.changeSettings({ zoom: 2 }));
  await isFine('board-picture-large');
  await page.evaluate(() => window.buzz.changeSettings({ zoom: 1 }));
  await page.getByRole('button', { name: translate(locale, 'common', 'back'), exact: true }).click();
  await page.getByRole('tab').first().click();
});

test('a picture of the command line is in the message, uploaded once, without the place where it was taken', async () => {
  const folder = tempFolder();
  const graph = join(folder, 'graph.png');
  writeFileSync(graph, aPng({ width: 320, height: 200, extra: [pngChunk('eXIf', Buffer.from('GPS 31.2304 N'))] }));
  await practice.forget();
  const args = ['send', '--to', '韩梅梅', '--to', '李雷', '--text', 'see the graph', '--image', graph, '--json'];
  const sent = await runBuzz(args, { home: buzz.home });
  expect(sent.exit, sent.stderr).toBe(0);
  const uploads = await practice.calls('upload_image');
  expect(uploads.map(({ did }) => did.image?.bytes)).toEqual([aPng({ width: 320, height: 200 }).length]);
  const key = uploads[0]?.did.image?.key;
  expect((await practice.calls('send')).map(({ did }) => did.message?.images)).toEqual([[key], [key]]);
  writeFileSync(graph, '%PDF');
  const refused = await runBuzz(args, { home: buzz.home });
  expect([refused.exit, JSON.parse(refused.stdout).problem.code]).toEqual([2, null]);
  expect(await practice.calls('send')).toHaveLength(2);
});

test('the files go with the draft and the buzzes that have them', async () => {
  await buzz.page.evaluate(() => window.buzz.changeSettings({ language: 'en-US' }));
  await emptyDraft(buzz.page);
  const removal = buzz.page.getByRole('button', { name: 'Remove picture 1', exact: true });
  while ((await draftPictures().count()) > 0) await removal.click();
  await until('main has no picture in the draft', () =>
    buzz.page.evaluate(() =>
      window.buzz.getStartup().then((answer) => answer.ok && answer.value.draft.pictures.length === 0),
    ),
  );
  await buzz.restart();
  await until('the files of the draft are gone, those of the buzzes are kept', async () => files().length === 2);
});
