import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allScopes } from '../../../electron/practice/world/scopes';
import { until } from '../../support/clock/until';
import type { LaunchedApp } from '../../support/desktop/launch-app';
import { keepLinks, launchShown } from '../../support/desktop/launch-app';
import { filesWith } from '../../support/disk/find-bytes';
import { sharedCompany } from '../../support/feishu/a-company';
import { type BrandHosts, serveBrands } from '../../support/feishu/brand-hosts';
import { besideField, type ConnectWindow, connectNew, openConnect } from '../../support/pages/connect-form';
import { picture, whatDoesNotFit } from '../../support/pages/looks';
import { says } from '../../support/pages/screens';

// Every wrong turn on the way to a connected workspace leads to a sentence of advice and to a button. Feishu and Lark are
// servers of the test, at their real addresses.

const feishu = sharedCompany({ readingSpeed: 0, appId: 'cli_b2bd82df00000002' });
const lark = sharedCompany({ readingSpeed: 0, seed: 'abroad', appId: 'cli_1a2b3c4d5e6f7081' });
let hosts: BrandHosts;
let buzz: LaunchedApp;
let form: ConnectWindow;
let opened: () => Promise<readonly string[]>;

const console = (page: string, brand: 'feishu' | 'lark' = 'feishu') =>
  `https://open.${brand === 'feishu' ? 'feishu.cn' : 'larksuite.com'}/app/${(brand === 'feishu' ? feishu : lark).appId}/${page}`;

beforeAll(async () => {
  hosts = await serveBrands({ feishu, lark });
  buzz = await launchShown({ args: hosts.args });
  opened = await keepLinks(buzz.app);
  form = await openConnect(buzz);
});
afterAll(async () => {
  await buzz.close();
  await hosts.close();
});
/** Runs the doctor and waits for its last check. */
const check = async () => {
  await form.check.click();
  await until('the doctor is done', async () => /^(All|You|Buzzing|These)/.test(await form.verdict.innerText()));
};
const fix = (line: string, name: string) => form.line(line).getByRole('button', { name });

describe('a wrong turn', () => {
  beforeEach(async () => {
    feishu.faults.clear();
    feishu.change({
      appEnabled: true,
      installed: true,
      botEnabled: true,
      ipAllowList: [],
      grantScopes: [...allScopes],
      contactRange: 'all',
    });
    await form.page.getByRole('radio', { name: /^Feishu/ }).check();
    await form.appId.fill(feishu.appId);
    await form.secret.fill(feishu.appSecret);
  });

  test.each([
    {
      turn: 'the bot ability is off',
      change: { botEnabled: false },
      line: 'Bot and version',
      says: /bot/i,
      fixes: [
        ['Turn the bot on', 'bot'],
        ['Publish a version', 'version'],
      ],
    },
    {
      turn: 'no version was published',
      change: { installed: false },
      line: 'Bot and version',
      says: /publish a version/i,
      fixes: [['Publish a version', 'version']],
    },
    {
      turn: 'this computer is not on the allowlist',
      change: { ipAllowList: ['10.9.8.7'] },
      line: 'IP allowlist',
      says: /127\.0\.0\.1.*laptop/s,
      fixes: [['Open the security settings', 'safe']],
    },
    {
      turn: 'a scope that every buzz needs was not granted',
      change: { revokeScopes: ['im:message.urgent'] },
      line: 'Buzz in the app',
      says: /Not granted, so the app can’t buzz people/,
      fixes: [['Grant in the console', 'auth?q=im%3Amessage.urgent&op_from=openapi&token_type=tenant']],
    },
  ] as const)(
    '$turn: said in words, with the page where it is mended',
    async ({ change, line, says: words, fixes }) => {
      feishu.change(change);
      await check();
      await says(form.verdict, /Buzzing doesn’t work yet/);
      await says(form.line(line), words);
      for (const [name, page] of fixes) {
        await fix(line, name).click();
        await until('the page opens', async () => (await opened()).at(-1) === console(page));
      }
      expect(await form.anyway.isVisible()).toBe(true);
      expect(await whatDoesNotFit(form.page)).toEqual([]);
      await picture(form.page, `wrong-turn-${line.toLowerCase().replaceAll(' ', '-')}`);
      feishu.change({ botEnabled: true, installed: true, ipAllowList: [], grantScopes: [...allScopes] });
      await check();
      await says(form.verdict, 'All checks passed');
    },
  );

  test('an empty availability is named', async () => {
    feishu.change({ contactRange: { departments: [], people: [] } });
    await check();
    await says(form.line('Availability'), /cannot see any people/, /choose the people/);
    await fix('Availability', 'Set the availability').click();
    await until('the page opens', async () => (await opened()).at(-1) === console('version'));
  });

  test('missing scopes that are not essential are named and block nothing; all can be copied at once', async () => {
    feishu.change({ revokeScopes: ['im:message.urgent:sms', 'contact:user.id:readonly'] });
    await check();
    await says(form.verdict, /You can connect now\. 2 items aren’t available/);
    await says(form.line('Buzz by SMS'), 'can’t buzz by SMS');
    await form.page.getByRole('button', { name: 'Copy all scopes' }).click();
    const copied = await until('it is on the clipboard', () =>
      buzz.app.evaluate(({ clipboard }) => clipboard.readText()).then((text) => text.startsWith('{') && text),
    );
    const { scopes } = JSON.parse(copied);
    expect(scopes.tenant).toEqual(expect.arrayContaining(['im:message.urgent', 'im:message.urgent:sms']));
    expect(scopes.user).toEqual([]);
    expect(await form.save.isVisible()).toBe(true);
    await picture(form.page, 'wrong-turn-scopes');
  });

  test('a secret with spaces and a line end around it is trimmed, and the form says so', async () => {
    await form.secret.fill('');
    await form.secret.evaluate((input: HTMLInputElement, secret) => {
      input.value = ` ${secret}\n `;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, feishu.appSecret);
    expect(await besideField(form.secret)).toContain('spaces removed');
    await check();
    await says(form.verdict, 'All checks passed');
    await form.secret.fill(`${feishu.appSecret.slice(0, 8)} ${feishu.appSecret.slice(8)}`);
    await form.check.click();
    await until('it is said', async () => (await besideField(form.secret)).includes('can’t contain spaces'));
  });

  test('an app of Lark at Feishu: the other brand is one press away and finds it', async () => {
    await form.appId.fill(lark.appId);
    await form.secret.fill(lark.appSecret);
    await check();
    await says(form.verdict, 'These credentials are wrong');
    expect(await besideField(form.secret)).toContain('10014');
    expect(await form.anyway.isVisible()).toBe(false);
    expect(lark.log.entries).toEqual([]);
    await picture(form.page, 'wrong-turn-brand');
    await fix('App ID and App Secret', 'Try Lark instead').click();
    await until('Lark knows it', async () => /^(All|You)/.test(await form.verdict.innerText()));
    expect(await form.page.getByRole('radio', { name: /^Lark/ }).isChecked()).toBe(true);
    await says(form.line('Buzz by SMS'), 'Lark does not say publicly');
    await picture(form.page, 'wrong-turn-lark');
  });

  test('an app of Feishu at Lark: the same way back', async () => {
    await form.page.getByRole('radio', { name: /^Lark/ }).check();
    await check();
    await fix('App ID and App Secret', 'Open the credentials page').click();
    await until('the page opens', async () =>
      ((await opened()).at(-1) ?? '').startsWith('https://open.larksuite.com/app/cli_'),
    );
    await fix('App ID and App Secret', 'Try Feishu instead').click();
    await until('Feishu knows it', async () => (await form.verdict.innerText()).startsWith('All'));
  });

  test('a wrong answer of Feishu is blamed on the network, not on the credentials', async () => {
    feishu.faults.add({ kind: 'html', status: 502, api: 'token', times: 20 });
    await check();
    await says(form.line('Network'), /gateway|not Feishu’s/);
    expect(await form.anyway.isVisible()).toBe(true);
  });

  test('an own address without https, and one without a server', async () => {
    await form.ownUrl.check();
    await form.baseUrl.fill('http://gw.example.cn');
    await form.check.click();
    await until('it is said', async () => (await besideField(form.baseUrl)).includes('https://'));
    await form.baseUrl.fill('https://127.0.0.1:9');
    await form.check.click();
    await until('it is said', async () => (await besideField(form.baseUrl)).includes('Cannot reach 127.0.0.1:9'));
  });

  test('a workspace that has to wait for an admin can be saved anyway', async () => {
    feishu.change({ installed: false });
    await check();
    expect(await filesWith(buzz.home, feishu.appId)).toEqual([]);
    const closed = form.page.waitForEvent('close');
    await form.anyway.click().catch(() => undefined);
    await closed;
    await buzz.page.getByRole('button', { name: 'Later' }).click();
    expect(await filesWith(buzz.home, feishu.appId)).toContain('settings.json');
    feishu.change({ installed: true });
    const again = await openConnect(buzz);
    await again.appId.fill(feishu.appId);
    await again.secret.fill(feishu.appSecret);
    await connectNew(again, buzz);
  });
});

test('an untrusted certificate is blamed on the network and shown beside the address', async () => {
  await using strict = await launchShown();
  const careful = await openConnect(strict);
  await careful.ownUrl.check();
  await careful.baseUrl.fill(hosts.feishuUrl);
  await careful.appId.fill(feishu.appId);
  await careful.secret.fill(feishu.appSecret);
  feishu.log.clear();
  await careful.check.click();
  await until('it is said', async () => (await besideField(careful.baseUrl)).includes('secure connection'));
  expect(feishu.log.entries).toEqual([]);
});

test('without a connection to Feishu the network is blamed, and the workspace can be saved for later', async () => {
  await using cut = await launchShown({ args: ['--host-resolver-rules=MAP open.feishu.cn ~NOTFOUND'] });
  const alone = await openConnect(cut);
  await alone.appId.fill(feishu.appId);
  await alone.secret.fill(feishu.appSecret);
  await alone.save.click();
  await says(alone.line('Network'), /Cannot reach open\.feishu\.cn|No network connection/);
  await says(alone.line('App ID and App Secret'), 'Not checked yet');
  await alone.anyway.waitFor();
  await picture(alone.page, 'wrong-turn-network');
});
