import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { translate } from '../../support/bridge/translate';
import { until } from '../../support/clock/until';
import { connectPage, isPopupShown, keepLinks, type LaunchedApp, launchShown } from '../../support/desktop/launch-app';
import { filesWith, heapOf } from '../../support/disk/find-bytes';
import { sharedCompany } from '../../support/feishu/a-company';
import { type BrandHosts, serveBrands } from '../../support/feishu/brand-hosts';
import { objectionsOf } from '../../support/pages/axe';
import { picture, whatDoesNotFit } from '../../support/pages/looks';

// From the welcome to a buzz of one's own by scans alone, with no field typed: Feishu and Lark are a server of the test at
// their real addresses, and a person is in front of its launcher page. Each wrong turn is met on the way.

const company = sharedCompany({ readingSpeed: 0 });
let hosts: BrandHosts;
beforeAll(async () => {
  hosts = await serveBrands({ feishu: company, lark: company });
});
afterAll(() => hosts.close());

const sms = 'im:message.urgent:sms';

/** Makes the system's keyring unavailable, or available again. */
const setKeyring = ({ app }: LaunchedApp, available: boolean) =>
  app.evaluate(({ safeStorage }, is) => {
    Object.assign(safeStorage, { isEncryptionAvailable: () => is });
  }, available);

describe.each(['en-US', 'zh-CN'] as const)('a newcomer who scans, %s', (locale) => {
  let buzz: LaunchedApp;
  let links: () => Promise<readonly string[]>;
  let connect: Page;
  let opened = 0;
  const t = (key: Parameters<typeof translate>[2], values = {}) => translate(locale, 'connect', key, values);
  const w = (key: Parameters<typeof translate>[2], values = {}) => translate(locale, 'welcome', key, values);
  const button = (name: string, page = connect) => page.getByRole('button', { name, exact: true });
  const said = (words: string) =>
    until(`it says “${words}”`, async () => (await connect.locator('footer').innerText()).includes(words));

  beforeAll(async () => {
    company.answerScan({ interval: 0.2 });
    buzz = await launchShown({ newcomer: true, locale, args: hosts.args });
    links = await keepLinks(buzz.app);
  });
  afterAll(() => buzz.close());

  /** Keeps the picture in both themes, and expects nothing of axe and nothing that does not fit. */
  const isFine = async (name: string, page = connect) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await objectionsOf(page)).toEqual([]);
      expect(await whatDoesNotFit(page)).toEqual([]);
      await picture(page, `scan-${name}-${colorScheme}-${locale}`);
    }
  };
  /** Opens the link of the code that is shown, as a person does, and gives it in place of the browser. */
  const open = async () => {
    await connect.getByRole('img', { name: t('scan-code') }).waitFor();
    await button(t('scan-open')).click();
    opened += 1;
    return until('the link is opened', async () => (await links())[opened - 1] ?? null);
  };
  const answer = async (given: Record<string, unknown>) => company.answerScan({ ...given, link: await open() });
  /** Confirms, and waits for what the doctor found. */
  const approve = async (given: Record<string, unknown>, found: string) => {
    await answer({ answer: 'approve', ...given });
    await said(found);
  };
  const group = (name: 'works' | 'waits' | 'missing') => connect.getByRole('region', { name: t(`group-${name}`) });
  const scanAgain = async () => {
    await button(t('scanned-again')).click();
    await button(t('scan-show')).click();
  };

  test('meets refusal, expiry, a lost network and a failure, each with its sentence and next press', async () => {
    await isFine('welcome', buzz.page);
    await button(w('connect'), buzz.page).click();
    connect = await connectPage(buzz.app);
    await isFine('before');
    expect(company.log.entries.filter(({ api }) => api === 'registration' && opened > 0)).toEqual([]);
    await button(t('scan-show')).click();
    await connect.getByRole('timer').waitFor();
    await isFine('code');

    await answer({ answer: 'refuse' });
    await button(t('scan-again')).waitFor();
    await isFine('declined');
    await button(t('scan-again')).click();

    await answer({ answer: 'expire' });
    await said(t('scan-renewed', { waiting: '' }).trim());
    await isFine('renewed');

    company.faults.add({ api: 'registration', kind: 'drop-before', times: null });
    await said(t('scan-unreachable'));
    await isFine('unreachable');
    company.faults.clear();
    await said(t('scan-waiting'));

    await answer({ answer: 'fail', error: 'member_apps_forbidden' });
    await said('member_apps_forbidden');
    await isFine('failed');
    await button(t('scan-again')).click();
  });

  test('is told of Lark, a personal edition and what an admin has to allow', async () => {
    await approve({ brand: 'lark' }, t('standing-some', { count: 2 }));
    await group('missing').waitFor();
    await isFine('lark');

    await scanAgain();
    await approve({ company: '李雷的个人版', personal: true }, t('standing-all'));
    await connect.getByText(t('scanned-personal')).waitFor();
    await isFine('personal');

    await scanAgain();
    await approve({ reviewScopes: [sms] }, t('standing-some', { count: 1 }));
    await group('waits').waitFor();
    await isFine('waits');

    await scanAgain();
    await approve({ review: true }, t('standing-not-yet'));
    await isFine('review');
  });

  test('chooses where the secret is kept when the keyring has gone at the very end', async () => {
    await scanAgain();
    await setKeyring(buzz, false);
    await answer({ answer: 'approve' });
    await said(t('scan-keyring'));
    await isFine('keyring');
    await connect.getByRole('radio', { name: new RegExp(`^${t('session-title')}`) }).check();
    await button(t('scan-keep')).click();
    await said(t('standing-all'));
    await setKeyring(buzz, true);
  });

  test('grants by a scan what is missing, after another company’s account was refused, and buzzes themselves', async () => {
    await scanAgain();
    await approve({ addons: 'ignored' }, t('standing-not-yet'));
    await isFine('missing');
    await group('missing').getByRole('button').first().click();
    await answer({ answer: 'approve', company: '别家公司' });
    await button(t('scan-again')).waitFor();
    await isFine('other-company');
    await button(t('scan-again')).click();
    await approve({}, t('standing-all'));
    await isFine('granted');

    const closed = connect.waitForEvent('close');
    await button(t('buzz-myself'))
      .click()
      .catch(() => undefined);
    await closed;
    await button(w('test-send'), buzz.page).waitFor();
    await isFine('test-buzz', buzz.page);
    company.log.clear();
    await button(w('test-send'), buzz.page).click();
    await buzz.page.getByText(w('test-accepted')).waitFor();
    const buzzed = company.log.entries.filter(({ api }) => api?.startsWith('urgent_'));
    expect(buzzed.map(({ api, did }) => [api, did.buzzed?.map(({ name }) => name)])).toEqual([
      ['urgent_app', ['李雷']],
    ]);
  });

  test('finds an app connected that was confirmed after the window was closed, and no secret anywhere', async () => {
    await buzz.page.evaluate(() => window.buzz.openConnect({ workspaceId: null }));
    connect = await connectPage(buzz.app);
    await button(t('scan-show')).click();
    const link = await open();
    const closed = connect.waitForEvent('close');
    await connect.keyboard.press('Escape').catch(() => undefined);
    await closed;
    await buzz.page.evaluate(() => window.buzz.hideWindow());
    company.answerScan({ answer: 'approve', company: '晨星二部', link });
    await until('the popup tells of it', () => isPopupShown(buzz));
    await button(w('test-send'), buzz.page).waitFor();

    const secrets = company.secrets();
    expect(secrets.length).toBeGreaterThan(6);
    const heap = await heapOf(buzz.page);
    for (const secret of secrets) {
      expect(heap.includes(secret)).toBe(false);
      expect(buzz.output().includes(secret)).toBe(false);
      expect(await filesWith(buzz.home, secret)).toEqual([]);
    }
  });
});
