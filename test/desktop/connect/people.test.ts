import { beforeAll, describe, expect, test } from 'vitest';
import type { Group } from '../../../electron/contract/model/group';
import { usualScopes } from '../../../electron/practice/world/scopes';
import { until } from '../../support/clock/until';
import { connectPage, showPopup } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { personIn, sharedCompany } from '../../support/feishu/a-company';
import { connectForm, connectNew, fillIn, openConnect, saveAndClose } from '../../support/pages/connect-form';
import { picture } from '../../support/pages/looks';
import { compose, emptyDraft, goTo, says } from '../../support/pages/screens';
import { aPerson } from '../../support/samples';

// People of a connected company: found while the contacts are read, read on after a stop, found again in another app.

// With the ids of the company, by which another app finds the same people again.
const server = sharedCompany({
  scale: 1_500,
  readingSpeed: 0,
  scopes: [...usualScopes, 'contact:user.employee_id:readonly'],
});
const buzz = launched({ shown: true });

beforeAll(async () => {
  // A slow company, so that even a slow test sees the people who are read first.
  server.faults.add({ api: 'find_by_department', times: null, kind: 'delay', ms: 2_000 });
  server.change({ revokeScopes: ['contact:user.email:readonly'] });
  const form = await openConnect(buzz);
  await fillIn(form, server);
  // A scope is missing, which is shown before saving.
  await form.save.click();
  await says(form.verdict, 'You can connect now');
  await connectNew(form, buzz);
});

const showSettings = async () => {
  await goTo(buzz.page, 'Buzz');
  await buzz.page.getByRole('button', { name: 'Settings' }).click();
};
const person = (name: string) => personIn(server, name);
const row = () => buzz.page.getByRole('listitem').filter({ hasText: 'Acme' });
const contactCalls = (api = 'find_by_department') => server.log.entries.filter((call) => call.api === api).length;
const use = (language: 'zh-CN' | 'en-US', theme: 'light' | 'dark') =>
  buzz.page.evaluate((change) => window.buzz.changeSettings(change), { language, theme } as const);

describe('syncing contacts', () => {
  test('a person of the chats can be picked at once, and the list says that more are coming', async () => {
    const { page } = buzz;
    await goTo(page, 'Buzz');
    const form = compose(page);
    await form.to.fill('lilei');
    await form.suggestion('李雷').first().waitFor();
    await page.getByText(/Syncing contacts: [\d,]+ people so far…/).waitFor();
    await picture(page, 'people-reading-light-en-US');
    await use('zh-CN', 'dark');
    await page.getByText(/正在读取通讯录，已有 [\d,]+ 人可选…/).waitFor();
    await picture(page, 'people-reading-dark-zh-CN');
    await use('en-US', 'light');
    await form.to.fill('');
  });

  test('a pasted name waits until all people are known, and says so', async () => {
    const { to, chosen } = compose(buzz.page);
    await to.click();
    await buzz.app.evaluate(({ clipboard }) => clipboard.writeText('李雷\n韩梅梅'));
    await buzz.page.keyboard.press('Control+v');
    await says(chosen, '李雷 · contacts syncing', '韩梅梅 · contacts syncing');
    await picture(buzz.page, 'people-names-waiting-light-en-US');
  });

  test('reading stops and goes on where it was', async () => {
    await showSettings();
    await says(row(), /syncing contacts, \d+ of \d+ departments/);
    await picture(buzz.page, 'people-progress-light-en-US');
    await buzz.page.getByRole('button', { name: 'Stop syncing the contacts of Acme' }).click();
    await says(row(), 'contacts not fully synced');
    const soFar = contactCalls();
    expect(soFar).toBeGreaterThan(0);
    const ranges = contactCalls('contact_scopes');
    server.faults.clear();
    await buzz.page.getByRole('button', { name: 'Continue syncing the contacts of Acme' }).click();
    // At five calls a second the departments of so large a company take 15 s.
    await row()
      .filter({ hasText: /contacts as of/ })
      .waitFor({ timeout: 75_000 });
    expect(contactCalls('contact_scopes')).toBe(ranges);
  });

  test('one line tells what Feishu hides, in both languages', async () => {
    await says(row(), 'E-mail addresses are hidden', 'contact:user.email:readonly');
    await picture(buzz.page, 'people-hidden-light-en-US');
    await use('zh-CN', 'dark');
    await says(row(), '看不到邮箱', /通讯录更新于/);
    await picture(buzz.page, 'people-hidden-dark-zh-CN');
    await use('en-US', 'light');
  });

  test('all people are found in the end', async () => {
    const { page } = buzz;
    await goTo(page, 'Buzz');
    const last = server.world.people.filter((one) => one.tenant === 'own').at(-1);
    const form = compose(page);
    await form.to.fill(last?.name ?? '');
    await form
      .suggestion(last?.name ?? '')
      .first()
      .waitFor();
    await form.to.fill('');
  });

  test('the waiting names have become people by themselves', async () => {
    const ids = await until('they are people', async () => {
      const startup = await buzz.page.evaluate(() => window.buzz.getStartup());
      const to = startup.ok ? startup.value.draft.to : [];
      const found = to.flatMap((each) => (each.kind === 'person' ? (each.person.openId ?? []) : []));
      return found.length === 2 ? found : null;
    });
    expect(ids).toEqual(['李雷', '韩梅梅'].map((name) => person(name).openId));
    await emptyDraft(buzz.page);
  });
});

test('another app finds the people of groups again and names those it cannot find', async () => {
  const { page, app } = buzz;
  const members = ['单小雨', '仇远', '沈静'].map((name) => aPerson(name, person(name).openId));
  const saved = await page.evaluate(async (people) => {
    const startup = await window.buzz.getStartup();
    if (!startup.ok) throw new Error('no startup');
    const group = {
      id: null,
      workspaceId: startup.value.currentWorkspaceId,
      name: '值班组',
      icon: 'bolt' as const,
      pinned: false,
      members: people,
      linkedChat: null,
      defaults: { channel: null, delivery: null, ladder: null, template: null },
    };
    return window.buzz.saveGroup(group);
  }, members);
  expect(saved.ok).toBe(true);
  // It belongs to another developer and sees one department only.
  const second = server.openApp({ developer: 'other', contactRange: { departments: ['技术中心'] } });
  await showSettings();
  await page.getByRole('button', { name: 'Edit Acme' }).click();
  const form = connectForm(await connectPage(app));
  await form.appId.fill(second.appId);
  await says(form.page.locator('body'), 'the saved ids of 3 people in your groups stop working');
  await picture(form.page, 'connect-other-app-light-en-US');
  await form.secret.fill(second.appSecret);
  await saveAndClose(form);
  await showPopup(buzz);
  await says(page.getByRole('region', { name: 'Notices' }), 'found again: 2', '值班组: 沈静');
  await picture(page, 'people-not-found-light-en-US');
  const groups = await until('the group is told', async () => {
    const startup = await page.evaluate(() => window.buzz.getStartup());
    return startup.ok ? startup.value.groups : null;
  });
  // People read for the other app do not count.
  await says(row(), /contacts as of/, 'only some departments');
  const [group] = groups as readonly Group[];
  const theirs = (name: string) => second.world.people.find((one) => one.name === name)?.openId;
  expect(group?.members.map(({ name, openId }) => [name, openId])).toEqual([
    ['单小雨', theirs('单小雨')],
    ['仇远', theirs('仇远')],
    ['沈静', undefined],
  ]);
});
