import type { Page } from 'playwright-core';
import { until } from '../clock/until';
import { connectPage, type LaunchedApp, showPopup } from '../desktop/launch-app';
import { practiceIn } from '../feishu/practice-remote';
import { byAppId } from './connect-form';
import { board, compose, goTo, says } from './screens';

export type Visit = (screen: string, page: Page) => Promise<void>;

/** A very long name of a group, and a sentence without spaces. */
const longName = 'Infrastructure and databases, night shift of the week';
const longText = '三号产线二号机停机且备机无法启动请立即到现场并在群里回复预计恢复时间'.repeat(2);

/**
 * Walks through every screen of the popup and of the connect window (en-US), as a person who has never started the app.
 * `visit` gets each screen with content. The draft and its buzzes belong to practice.
 */
export const tourOfScreens = async (buzz: LaunchedApp, visit: Visit): Promise<void> => {
  const { page } = buzz;
  const form = compose(page);
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
  const see = (screen: string) => visit(screen, page);

  await button('Practice first').waitFor();
  await see('welcome');
  await button('Practice first').click();
  const marks = page.getByRole('dialog', { name: 'Quick tour' });
  for (const title of ['Who', 'One line', 'How urgent']) {
    await says(marks, title);
    await see(`tour: ${title}`);
    await button('Next').click();
  }
  await says(marks, 'Send and follow up');
  await see('tour: Send and follow up');
  await page.keyboard.press('Escape');
  await marks.waitFor({ state: 'detached' });
  await see('compose, empty');

  await form.to.fill('sh');
  await page.getByRole('option', { name: '单小雨' }).waitFor();
  await see('compose, suggestions');
  await form.to.fill('');
  await button('Templates').click();
  await page.getByRole('menuitem', { name: 'Manage templates…' }).waitFor();
  await see('compose, templates');
  await page.keyboard.press('Escape');

  await form.favorite('数据库').click();
  await form.message.fill(longText);
  await says(form.plan, /In-app · /);
  await see('compose, a draft');
  await form.issues.click();
  await page.getByRole('dialog', { name: 'Check before sending' }).waitFor();
  await see('compose, who cannot be reached');
  await page.keyboard.press('Escape');
  await form.delivery.click();
  await page.getByRole('option').first().waitFor();
  await see('compose, delivery');
  await page.keyboard.press('Escape');
  await form.channel('Phone').click();
  await page.getByRole('combobox', { name: 'Ladder' }).click();
  await page.getByRole('option', { name: /SMS 3 min → call 8 min/ }).click();
  await says(form.plan, /Phone · .*up to/);
  await see('compose, paid and climbing');
  await form.hold.focus();
  await page.keyboard.press('Control+Shift+Enter');
  await board(page).people.waitFor();
  await see('board, to be undone');
  await says(board(page).people, /Unread/);
  await see('board, climbing');
  await page.getByRole('region', { name: 'People' }).getByRole('button').first().click();
  await see('board, details');
  await button('More actions').click();
  await page.getByRole('menu').waitFor();
  await see('board, menu');
  await page.keyboard.press('Escape');
  await page.evaluate(async () => {
    const rows = await window.buzz.listActivity({ before: null, limit: 10, query: '', outcome: null });
    if (rows.ok) for (const { id } of rows.value) await window.buzz.stopBuzz({ id });
  });
  await board(page).back.click();

  await button('Buzz an existing message…').click();
  await page.getByRole('option', { name: '值班协调群' }).waitFor();
  await see('existing message, chats');
  await page.getByRole('option', { name: '值班协调群' }).click();
  await page.getByRole('list', { name: 'Messages' }).or(page.getByText('This chat has no messages yet')).waitFor();
  await see('existing message, messages');
  await button('Close').click();

  await goTo(page, 'Groups');
  await page.getByRole('list', { name: 'Groups', exact: true }).getByRole('listitem').first().waitFor();
  await see('groups');
  await button('Import and export').click();
  await page.getByRole('menu').waitFor();
  await see('groups, tools');
  await page.getByRole('menuitem', { name: 'Import a file…' }).click();
  await page.getByText('Drop a file here').waitFor();
  await see('groups, import asked for');
  const transfer = await page.evaluateHandle((name) => {
    const data = new DataTransfer();
    const rows = `group,name,email,odd\n${name},林涛,lintao@lianxi.example,\n,查无此人,nobody@lianxi.example,x\n`;
    data.items.add(new File([rows], 'on-call.csv', { type: 'text/csv' }));
    return data;
  }, longName);
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await page.getByText(/will make these changes:/).waitFor();
  await see('groups, import');
  await button('Import').click();
  await page.getByText('Imported 1 group').waitFor();
  await see('groups, imported');
  await button('More actions for 值班组').click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'Group name' }).waitFor();
  await see('group editor');
  await button('Paste a list').click();
  await see('group editor, pasting');
  await button('Back').click();

  await goTo(page, 'Activity');
  await page.getByRole('region', { name: 'Buzzes' }).getByRole('listitem').first().waitFor();
  await see('activity');
  await page.getByRole('textbox', { name: 'Search messages or people' }).or(page.getByRole('searchbox')).fill('zzz');
  await page.getByText('No buzz contains').waitFor();
  await see('activity, nothing found');
  await page.getByRole('textbox', { name: 'Search messages or people' }).or(page.getByRole('searchbox')).fill('');

  await page.keyboard.press('Control+4');
  await page.getByText('The inbox is empty').waitFor();
  await see('inbox, empty');
  const people = await practiceIn(page);
  await people.act({ who: '李雷', write: longText });
  await people.act({ who: '李雷', write: longText.repeat(3), chat: '数据库告警' });
  await button('Check now').click();
  await page.getByRole('region', { name: 'Messages to the bot' }).getByRole('listitem').first().waitFor();
  await button('Reply').first().click();
  await see('inbox');
  await page.keyboard.press('Escape');

  await button('Settings').click();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await see('settings');
  await button('Connect a relay').click();
  await page.getByRole('textbox', { name: 'Address of the relay' }).fill('relay.corp.example');
  await button('Paste token and connect').click();
  await page.getByText(/^The address of a relay/).waitFor();
  await see('settings, a relay');
  await button('Cancel').click();
  await button('Delete everything…').click();
  await page.getByRole('dialog').waitFor();
  await see('settings, delete everything');
  await page.keyboard.press('Escape');
  await button('New ladder').click();
  await page.getByRole('textbox', { name: 'Ladder name' }).fill('');
  await button('Save').click();
  await page.getByText('Give the ladder a name').waitFor();
  await see('ladder editor');
  await button('Back').click();
  await button('Discard').click();
  await button('New template').click();
  await button('Save').click();
  await page.getByText('Give the template a name').waitFor();
  await see('template editor');
  await button('Back').click();

  await button('Connect a workspace').click();
  const scan = await connectPage(buzz.app);
  await scan.getByRole('button', { name: 'Show the code' }).waitFor();
  await visit('connect by scan', scan);
  const connect = await byAppId(scan);
  await connect.appId.waitFor();
  await visit('connect', connect.page);
  await connect.save.click();
  await connect.page.getByText('Enter the App ID').waitFor();
  await visit('connect, what is missing', connect.page);
  await connect.ownUrl.check();
  await connect.baseUrl.fill('http://127.0.0.1:9');
  await connect.appId.fill('cli_b2bd82df00000002');
  await connect.secret.fill('nobody-will-ever-hear-this');
  await connect.check.click();
  await connect.page.getByRole('region', { name: 'Check results' }).waitFor();
  await until('the doctor is done', () => connect.check.isEnabled());
  await visit('connect, the doctor', connect.page);
  const closed = connect.page.waitForEvent('close');
  // The page goes before the key is released.
  await connect.page.keyboard.press('Escape').catch(() => undefined);
  await closed;
  await showPopup(buzz);
  await button('Back').click();
};
