import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OpenId } from '../../../electron/contract/model/ids';
import type { Locale, Theme } from '../../../electron/contract/model/settings';
import type { KeptPerson } from '../../../electron/core/directory/people/directory-record';
import { translate } from '../../support/bridge/translate';
import { type LaunchedApp, launchShown } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { keepPeople } from '../../support/disk/keep-people';
import { sharedTempFolder } from '../../support/disk/temp-folder';
import { type PracticeRemote, practiceIn } from '../../support/feishu/practice-remote';
import { objectionsOf } from '../../support/pages/axe';
import { picture, whatDoesNotFit } from '../../support/pages/looks';
import { says } from '../../support/pages/screens';
import { aPerson } from '../../support/samples';

// Hundreds of lines from a spreadsheet, some of which match no person or several: none is dropped, and each is corrected
// in place.

const family = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'];
const given = [...'伟芳娜敏静秀英丽强磊军洋勇艳杰'];
const colleagues: readonly KeptPerson[] = family.flatMap((a, row) =>
  given.map((b, column): KeptPerson => {
    const number = row * given.length + column;
    const department = ['支付组', '搜索组', '仓储组'][number % 3] ?? '';
    return {
      name: `${a}${b}${given[number % 7]}`,
      openId: OpenId.parse(`ou_many${number}`),
      departments: ['技术中心', department],
      department,
    };
  }),
);
const namesakes: readonly KeptPerson[] = ['支付组', '仓储组', '客服部'].map((department, index) => ({
  ...aPerson('欧阳伟', `ou_same${index}`, { department }),
  departments: [department],
}));

/** Clipboard content of a spreadsheet's cells. */
const paste = (field: Locator, text: string) =>
  field.evaluate((input, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);

describe.each([
  ['zh-CN', 'light'],
  ['en-US', 'dark'],
] as const)('To, with three hundred pasted lines (%s, %s)', (locale: Locale, theme: Theme) => {
  let buzz: LaunchedApp;
  let practice: PracticeRemote;
  const home = sharedTempFolder();
  const t = (key: string, values?: Record<string, string | number>) => translate(locale, 'compose', key, values);
  const to = () => buzz.page.getByRole('combobox', { name: t('to'), exact: true });
  const chips = () => buzz.page.getByRole('list', { name: t('to-chosen') }).getByRole('listitem');
  const button = (name: string) => buzz.page.getByRole('button', { name, exact: true });
  const option = (text: string) => buzz.page.getByRole('option').filter({ hasText: text });

  const isFine = async (name: string) => {
    const { page } = buzz;
    await picture(page, `${name}-${theme}-${locale}`);
    expect(await objectionsOf(page)).toEqual([]);
    expect(await whatDoesNotFit(page)).toEqual([]);
  };

  beforeAll(async () => {
    await keepPeople(home, [...colleagues, ...namesakes]);
    buzz = await launchShown({ home, locale });
    await buzz.page.evaluate((to) => window.buzz.changeSettings({ theme: to }), theme);
    practice = await practiceIn(buzz.page);
  });
  afterAll(() => buzz.close());

  test('reads them in one go, looks e-mails up together, and keeps lines that match no person in sight', async () => {
    const emails = await Promise.all(
      ['韩梅梅', '单小雨', '乐嘉'].map(async (name) => (await practice.person(name)).email),
    );
    await practice.forget();
    const lines = [
      ...colleagues.slice(0, 293).map(({ name }) => name),
      ...emails,
      emails[0]?.toUpperCase() ?? '',
      '欧阳伟',
      '查无此人',
      'nobody@lianxi.example',
      'om_7f2a',
    ];
    await to().focus();
    await paste(to(), lines.join('\r\n'));
    await button(t('to-many', { count: 296 })).waitFor();
    await says(chips(), t('to-ambiguous', { name: '欧阳伟' }), t('to-unresolved', { name: '查无此人' }));
    await says(chips(), t('to-unresolved', { name: 'nobody@lianxi.example' }));
    expect(await chips().count()).toBe(4);
    const lookUps = await practice.calls('batch_get_id');
    const asked = lookUps.flatMap(({ body }) => (body as { emails?: string[] } | null)?.emails ?? []);
    expect(asked.length).toBeLessThanOrEqual(4);
    await isFine('to-300');
  });

  test('lets an ambiguous name be chosen by department, in its place', async () => {
    await button(t('to-ambiguous', { name: '欧阳伟' })).click();
    await option('支付组').waitFor();
    expect(await option('欧阳伟').count()).toBe(3);
    await isFine('to-namesakes');
    await option('支付组').click();
    await button(t('to-many', { count: 297 })).waitFor();
    expect(await chips().count()).toBe(3);
    expect(await to().inputValue()).toBe('');
  });

  test('reads a corrected line anew, and removes the rest in one go', async () => {
    await button(t('to-unresolved', { name: '查无此人' })).click();
    await to().fill('欧阳明月');
    await option('欧阳明月').first().waitFor();
    await to().press('Enter');
    await button(t('to-many', { count: 298 })).waitFor();
    await button(t('to-remove-lost', { count: 2 })).click();
    await expect.poll(() => chips().count()).toBe(0);
    const draft = await buzz.page.evaluate(async () => {
      const startup = await window.buzz.getStartup();
      return startup.ok ? startup.value.draft.to.length : 0;
    });
    expect(draft).toBeGreaterThan(0);
    await button(t('to-many', { count: 298 })).click();
    expect(await chips().count()).toBe(298);
    await isFine('to-opened');
  });
});

describe('before sending', () => {
  const buzz = launched({ shown: true });

  test('names people whom Feishu refused the last time, offers recent people first after the groups, and tries again all the same', async () => {
    const { page } = buzz;
    const practice = await practiceIn(page);
    const to = page.getByRole('combobox', { name: 'To' });
    const choose = async (typed: string, name: string) => {
      await to.fill(typed);
      await page.getByRole('option', { name }).first().click();
    };
    await choose('zengyiming', '曾一鸣');
    await choose('lilei', '李雷');
    await page.getByRole('textbox', { name: 'Message' }).fill('主库磁盘 91%');
    await page.getByRole('status', { name: 'Plan' }).filter({ hasText: '2 messages' }).waitFor();
    expect(await page.getByRole('button', { name: /to check/ }).count()).toBe(0);
    await page.getByRole('button', { name: /^(Practice )?Buzz$/ }).click();
    await says(page.getByRole('listitem').filter({ hasText: '曾一鸣' }), 'Too many unread');
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.getByRole('tab', { name: 'Buzz' }).click();

    await to.click();
    await to.press('ArrowDown');
    const rows = page.getByRole('option').filter({ hasNotText: 'Group · ' });
    await rows.first().waitFor();
    expect(await rows.first().textContent()).toContain('曾一鸣');
    expect(await rows.nth(1).textContent()).toContain('李雷');
    await rows.first().click();
    await page.getByRole('textbox', { name: 'Message' }).fill('请先读完再说');
    await page.getByRole('button', { name: '1 to check' }).click();
    await says(page.getByRole('dialog', { name: 'Check before sending' }), '曾一鸣', /Last time they had 200 unread/);
    await picture(page, 'preflight-last-time');
    await page.keyboard.press('Escape');
    await practice.forget();
    await page.getByRole('button', { name: /^(Practice )?Buzz$/ }).click();
    await practice.arrived('urgent_app', 1);
  });
});
