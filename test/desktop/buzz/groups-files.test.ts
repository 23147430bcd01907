import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import { dragWith, focusedWindow, pressKeys, screenshot } from '../../support/desktop/desktop';
import { answerFileDialogs } from '../../support/desktop/file-dialogs';
import { isPopupShown } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { openFileProgram } from '../../support/desktop/other-programs';
import { type PracticeRemote, practiceIn } from '../../support/feishu/practice-remote';
import { objectionsOf } from '../../support/pages/axe';
import { picture, whatDoesNotFit } from '../../support/pages/looks';
import { compose, emptyDraft, goTo } from '../../support/pages/screens';

// Importing and exporting groups, and comparing them with their chats, in the running app.

let practice: PracticeRemote;

const buzz = launched({ shown: true });
beforeAll(async () => {
  practice = await practiceIn(buzz.page);
});

/**
 * What Excel on a Chinese Windows saves as CSV (GBK, CRLF):
 *
 *     收件组,姓名,邮箱,手机,工号
 *     支付值班,林涛,lintao@lianxi.example,,007
 *     支付值班,单小雨,,,008
 *     ,查无此人,nobody@lianxi.example,,
 *     值班组,乐嘉,,1.38E+10,
 */
const gbk =
  'cad5bcfed7e92cd0d5c3fb2cd3cacfe42ccad6bbfa2cb9a4bac50d0ad6a7b8b6d6b5b0e02cc1d6ccce2c6c696e74616f406c69616e78692e6578616d706c652c2c3030370d0ad6a7b8b6d6b5b0e02cb5a5d0a1d3ea2c2c2c3030380d0a2cb2e9cedeb4cbc8cb2c6e6f626f6479406c69616e78692e6578616d706c652c2c0d0ad6b5b0e0d7e92cc0d6bcce2c2c312e3338452b31302c0d0a';

const page = () => buzz.page;
const button = (name: string | RegExp) => page().getByRole('button', { name });
const list = () => page().getByRole('list', { name: 'Groups', exact: true });
const names = () => list().locator('b').allTextContents();
const row = (name: string) => list().getByRole('listitem').filter({ hasText: name });
/** Presses Undo in the newest toast. */
const undo = (said: string) =>
  page().getByRole('listitem').filter({ hasText: said }).getByRole('button', { name: 'Undo' }).click();
const choose = async (trigger: string, item: string | RegExp) => {
  await button(trigger).click();
  await page().getByRole('menuitem', { name: item }).click();
};
/** Opens the import and presses its focused button. */
const chooseFile = async () => {
  await choose('Import and export', 'Import a file…');
  await page().getByText('Drop a file here').waitFor();
  await page().keyboard.press('Enter');
};
const groups = async () => {
  const startup = await page().evaluate(() => window.buzz.getStartup());
  return startup.ok ? startup.value.groups : [];
};

/** Keeps a picture without older toasts, and expects no findings of axe. */
const isFine = async (name: string): Promise<void> => {
  await page().evaluate(() => {
    for (const said of document.querySelectorAll<HTMLElement>('[role="status"] ol button:last-child')) said.click();
  });
  await picture(page(), name);
  expect(await objectionsOf(page())).toEqual([]);
  expect(await whatDoesNotFit(page())).toEqual([]);
};

/** Drags a file over the window, or drops it there. */
const drag = async (type: 'dragover' | 'drop', name: string, hex: string): Promise<void> => {
  const dataTransfer = await page().evaluateHandle(
    ({ name, hex }) => {
      const transfer = new DataTransfer();
      const bytes = new Uint8Array((hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)));
      transfer.items.add(new File([bytes], name, { type: 'text/csv' }));
      return transfer;
    },
    { name, hex },
  );
  await page().dispatchEvent('body', type, { dataTransfer });
};

test('the system’s dialog stands over the window, which stays and gets the keys back', async () => {
  await goTo(page(), 'Groups');
  await row('夜班').waitFor();
  const ours = await until('the popup has the focus', focusedWindow);
  await chooseFile();
  const dialog = await until('the dialog has the focus', async () => {
    const title = await focusedWindow();
    return title !== ours && title;
  });
  expect(dialog).not.toBe(ours);
  await screenshot('groups-open-dialog');
  expect(await isPopupShown(buzz)).toBe(true);
  await pressKeys('Escape');
  await until('the popup has the focus again', async () => (await focusedWindow()) === ours);
  expect(await isPopupShown(buzz)).toBe(true);
  await page().keyboard.press('Escape');
  await page().getByRole('dialog', { name: 'Import groups' }).waitFor({ state: 'hidden' });
});

test('a file can be dragged in from another program while the import asks for one, and the window stays', async () => {
  await goTo(page(), 'Groups');
  await row('夜班').waitFor();
  await choose('Import and export', 'Import a file…');
  await page().getByText('This window stays open while you get the file from another program').waitFor();
  await isFine('groups-import-asking');
  // Pressing the mouse in it takes the focus.
  await using files = await openFileProgram('拖进来.csv', 'group,name,email\n拖来的,林涛,lintao@lianxi.example\n');
  expect(await focusedWindow()).toBe(files.title);
  expect(await isPopupShown(buzz)).toBe(true);
  await screenshot('groups-import-dragging');
  const { x, y, width, height } = await buzz.app.evaluate(({ BrowserWindow }) => {
    const popup = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().includes('/index.html'));
    return popup?.getBounds() ?? { x: 0, y: 0, width: 0, height: 0 };
  });
  await dragWith(files.grip, { x: x + width / 2, y: y + height / 2 }, async () => {
    await page().getByText('Drop to import groups').waitFor({ state: 'attached' });
    await screenshot('groups-import-over');
  });
  const dialog = page().getByRole('dialog', { name: 'Import groups' });
  await dialog.getByText('“拖进来.csv” will make these changes:').waitFor();
  await dialog.getByText('拖来的').waitFor();
  expect(await isPopupShown(buzz)).toBe(true);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
});

test('a GBK file from Excel, dropped on the window, is previewed, imported and taken back', async () => {
  await goTo(page(), 'Groups');
  await row('夜班').waitFor();
  const before = await names();
  await drag('dragover', '名单.csv', gbk);
  await page().getByText('Drop to import groups').waitFor();
  await isFine('groups-drop');
  await drag('drop', '名单.csv', gbk);
  const dialog = page().getByRole('dialog', { name: 'Import groups' });
  await dialog.getByText('“名单.csv” will make these changes:').waitFor();
  await isFine('groups-import');
  expect(await dialog.getByRole('listitem').allTextContents()).toEqual([
    '支付值班3 peopleNew',
    '值班组+1 personChanged',
    'Line 4: names no group; added to “支付值班” above',
    expect.stringContaining('Line 5: has a mobile number that a spreadsheet changed to “1.38E+10”'),
  ]);
  await dialog.getByText('Columns not used: 工号').waitFor();
  expect(await names()).toEqual(before);

  await practice.forget();
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await page().getByText('Imported 2 groups').waitFor();
  await until('the imported people are looked up', async () => {
    const [made] = (await groups()).filter((group) => group.name === '支付值班');
    return made?.members.filter((member) => member.openId).length === 2;
  });
  expect(await practice.calls('batch_get_id')).not.toEqual([]);
  expect(await practice.calls('send')).toEqual([]);
  await row('支付值班').getByText('1 not found').waitFor();
  expect(await names()).toEqual([...before, '支付值班']);
  await picture(page(), 'groups-imported');

  await undo('Imported 2 groups');
  await page().getByText('Import undone').waitFor();
  expect(await names()).toEqual(before);
  expect((await groups()).find((group) => group.name === '值班组')?.members).toHaveLength(6);
});

test('an unreadable file is explained, and another one can be chosen', async () => {
  await drag('drop', 'holiday.png', '89504e470d0a1a0a');
  const dialog = page().getByRole('dialog', { name: 'Import groups' });
  await dialog.getByText('This is a picture').waitFor();
  await isFine('groups-import-wrong');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await dialog.waitFor({ state: 'hidden' });
});

test('an export of everything changes nothing when imported; a deleted group comes back from it', async () => {
  const file = join(buzz.home, 'all.json');
  await answerFileDialogs(buzz, file);
  const before = await groups();
  await choose('Import and export', 'Export all as JSON…');
  await page().getByText(`Exported ${before.length} groups`).waitFor();
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
    version: 1,
    groups: before.map(({ name }) => ({ name })),
  });

  await chooseFile();
  await page().getByText('Everything in this file is already in your groups').waitFor();
  await page().getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();

  await choose('More actions for 数据库', 'Delete');
  await row('数据库').waitFor({ state: 'detached' });
  await chooseFile();
  await page().getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await row('数据库').waitFor();
  const found = (all: typeof before) => all.find((group) => group.name === '数据库');
  const strip = ({ id: _, members, ...rest }: (typeof before)[number]) => ({
    ...rest,
    members: members.map(({ department: _, ...person }) => person),
  });
  const [old, back] = [found(before), found(await groups())];
  expect(back && strip(back)).toEqual(old && strip(old));
  await page().evaluate(
    (ids) => window.buzz.reorderGroups({ ids }),
    before.map((group) => group.id),
  );
});

test('one group is exported as CSV that Excel reads', async () => {
  const file = join(buzz.home, 'one.csv');
  await answerFileDialogs(buzz, file);
  await choose('More actions for 值班组', 'Export as CSV…');
  await page().getByText('Exported 1 group').waitFor();
  const text = await readFile(file, 'utf8');
  expect(text.startsWith('\uFEFFgroup,name,open_id,union_id,user_id,email,mobile\n值班组,韩梅梅,ou_')).toBe(true);
});

test('a linked group shows how it differs from its chat and takes the difference over', async () => {
  await practice.forget();
  await choose('More actions for 数据库', 'Edit');
  const outside = page().getByRole('list', { name: /^In the group, not in the chat/ });
  await outside.getByText('仇远', { exact: true }).waitFor();
  await outside.scrollIntoViewIfNeeded();
  await isFine('group-difference');
  const members = page().getByRole('list', { name: 'Members', exact: true });
  const were = await members.getByRole('listitem').count();
  await button('Update from the chat').click();
  await page().getByText('Same people as in the chat').waitFor();
  await undo('Members updated from the chat');
  await outside.getByText('仇远', { exact: true }).waitFor();
  expect(await members.getByRole('listitem').count()).toBe(were);
  await button('Remove 仇远').first().click();
  await outside.waitFor({ state: 'detached' });
  await button('Cancel').click();
  await button('Discard').click();
  // Nothing was saved, and the last comparison with the chat is remembered.
  await row('数据库')
    .getByText(/differs? from the chat/)
    .waitFor();
  await picture(page(), 'groups-differ');
});

test('a group follows a department, and tells who came and who left once the contacts are read anew', async () => {
  const refreshed = async () => {
    await page().evaluate(async () => {
      const startup = await window.buzz.getStartup();
      if (startup.ok) await window.buzz.refreshDirectory({ workspaceId: startup.value.currentWorkspaceId });
    });
  };
  await choose('More actions for 夜班', 'Edit');
  await page().getByRole('combobox', { name: 'Add a member' }).fill('平台组');
  await page()
    .getByRole('option', { name: /平台组/ })
    .first()
    .click();
  await button('Follow').waitFor();
  await isFine('group-department');
  await button('Follow').click();
  await page().getByText('Same people as in the departments').waitFor();
  await button('Save').click();
  await row('夜班').getByText('Follows “平台组”').waitFor();
  await practice.change({
    people: [
      { who: '宁大勇', department: '平台组' },
      { who: '盖宇', department: '订单组' },
      { who: '韩梅梅', department: '平台组' },
    ],
  });
  await refreshed();
  // 宁大勇 is a member already, added by hand.
  await row('夜班').getByText('2 changes in the departments').waitFor();
  await choose('More actions for 夜班', 'Edit');
  for (const [language, theme] of [
    ['zh-CN', 'dark'],
    ['en-US', 'light'],
  ] as const) {
    await page().evaluate((change) => window.buzz.changeSettings(change), { language, theme });
    await page()
      .getByText(language === 'zh-CN' ? '部门有 2 人变动' : '2 changes in the departments')
      .waitFor();
    await page()
      .getByRole('list', { name: /Left the department|已离开部门/ })
      .scrollIntoViewIfNeeded();
    await isFine(`group-follows-${language}`);
  }
  await button('Update members').click();
  await page().getByText('Same people as in the departments').waitFor();
  await isFine('group-follows-updated');
  await button('Save').click();
  await row('夜班').getByText('2 changes').waitFor({ state: 'detached' });
  const saved = (await groups()).find(({ name }) => name === '夜班');
  const names = saved?.members.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['宁大勇', '韩梅梅']));
  expect(names).not.toContain('盖宇');
  await isFine('groups-follow');
});

test('a template is made, opened by a slash, and reads the clipboard only when it is inserted', async () => {
  await buzz.app.evaluate(({ clipboard }) => clipboard.writeText('主库磁盘 91%'));
  await button('Settings').click();
  await button('New template').click();
  await page().getByRole('textbox', { name: 'Template name' }).fill('磁盘告警');
  await page().getByRole('textbox', { name: 'Text', exact: true }).fill('，请处理：');
  await button('Clipboard text').click();
  await isFine('template-editor');
  expect(await page().getByRole('textbox', { name: 'Text', exact: true }).inputValue()).toBe('，请处理：{{clipboard}}');
  await button('Save').click();
  await page().getByRole('list', { name: 'Message templates' }).getByText('磁盘告警', { exact: true }).waitFor();
  await isFine('settings-templates');

  await goTo(page(), 'Buzz');
  const { message } = compose(page());
  await message.fill('');
  await message.pressSequentially('/');
  await page().getByRole('menuitem', { name: '磁盘告警' }).waitFor();
  await isFine('template-menu');
  await page().keyboard.press('Enter');
  await until('the template in the message', async () => (await message.inputValue()) === '，请处理：主库磁盘 91%');
  await message.fill('');
});

test('a group begins with its template unless that reads the clipboard, and text from a link stays as it is', async () => {
  await goTo(page(), 'Groups');
  await choose('More actions for 夜班', 'Edit');
  await page().getByRole('combobox', { name: 'Template' }).click();
  await page().getByRole('option', { name: '磁盘告警' }).click();
  await button('Save').click();
  await row('夜班').getByRole('button').first().click();
  const { message } = compose(page());
  await page().getByText('The template “磁盘告警” uses the clipboard').waitFor();
  expect(await message.inputValue()).toBe('');

  await page().evaluate(async () => {
    const startup = await window.buzz.getStartup();
    if (!startup.ok) return;
    const templates = startup.value.settings.templates.map((each) => ({ ...each, text: '磁盘快满了，请处理' }));
    await window.buzz.changeSettings({ templates });
  });
  await emptyDraft(page());
  await goTo(page(), 'Groups');
  await row('夜班').getByRole('button').first().click();
  await until('the template in the message', async () => (await message.inputValue()) === '磁盘快满了，请处理');
  await message.fill('');
  await page().evaluate(async () => {
    const startup = await window.buzz.getStartup();
    if (startup.ok) await window.buzz.keepDraft({ ...startup.value.draft, to: [], text: '' });
  });
  await buzz.app.evaluate(({ app }) =>
    app.emit('open-url', { preventDefault: () => undefined }, 'feishu-buzz://compose?group=夜班&text={{clipboard}}'),
  );
  await until('the link in the message', async () => (await message.inputValue()) === '{{clipboard}}');
});

test('the same screens in Chinese and in the dark theme', async () => {
  await page().evaluate(() => window.buzz.changeSettings({ language: 'zh-CN', theme: 'dark' }));
  await page().getByRole('tab', { name: '收件组' }).click();
  await drag('dragover', '名单.csv', gbk);
  await page().getByText('松开鼠标，导入收件组').waitFor();
  await isFine('groups-drop-zh');
  await page().dispatchEvent('body', 'dragleave', { relatedTarget: null });
  await page().getByRole('button', { name: '导入与导出' }).click();
  await page().getByRole('menuitem', { name: '导入文件…' }).click();
  await page().getByText('把文件拖到这里').waitFor();
  await isFine('groups-import-asked-zh');
  await drag('drop', '名单.csv', gbk);
  await page().getByText('“名单.csv”将做这些改动：').waitFor();
  await isFine('groups-import-zh');
  await page().keyboard.press('Escape');
  await page().getByRole('button', { name: '数据库的更多操作' }).click();
  await isFine('group-menu-zh');
  await page().getByRole('menuitem', { name: '编辑' }).click();
  await page()
    .getByRole('list', { name: /^组里有、群里没有/ })
    .scrollIntoViewIfNeeded();
  await isFine('group-difference-zh');
  await page().getByRole('button', { name: '取消', exact: true }).click();
  await page().getByRole('button', { name: '设置' }).click();
  await page().getByRole('button', { name: '新建模板' }).click();
  await isFine('template-editor-zh');
});

test('a restart keeps the templates and the last comparison with a chat', async () => {
  await buzz.restart();
  practice = await practiceIn(page());
  await practice.forget();
  await page().getByRole('tab', { name: '收件组' }).click();
  await page()
    .getByRole('listitem')
    .filter({ hasText: '数据库' })
    .getByText(/与群聊相差/)
    .waitFor();
  const settings = await page().evaluate(() => window.buzz.getStartup());
  expect(settings.ok && settings.value.settings.templates).toMatchObject([{ name: '磁盘告警' }]);
});
