import { beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import { connectPage, type LaunchedApp, launchShown, showPopup } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { filesWith, heapOf } from '../../support/disk/find-bytes';
import { sharedTempFolder } from '../../support/disk/temp-folder';
import { sharedCompany } from '../../support/feishu/a-company';
import { silentHost, webServer } from '../../support/listening-server';
import {
  besideField,
  type ConnectWindow,
  connectForm,
  connectNew,
  fillIn,
  openConnect,
  saveAndClose,
} from '../../support/pages/connect-form';
import { picture } from '../../support/pages/looks';
import { board, compose, goTo, says } from '../../support/pages/screens';

// Connecting a real workspace, here a server of the test, and the path of the typed secret.

/** Must be found only where it is typed and where it is checked. */
const canary = 'c4naryF0rTheSecretThatNobodyKnows';

// Its App ID differs from the one of practice inside the app, which is stored with its people.
const server = sharedCompany({ appSecret: canary, readingSpeed: 0, appId: 'cli_b2bd82df00000002' });

const showSettings = async ({ page }: LaunchedApp) => {
  await goTo(page, 'Buzz');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
};
/** Saves, and brings the popup back, which the connect window had hidden. */
const save = async (buzz: LaunchedApp, form: ConnectWindow) => {
  await saveAndClose(form);
  await showPopup(buzz);
};
const workspaceRow = ({ page }: LaunchedApp) => page.getByRole('listitem').filter({ hasText: 'Acme' });

/** Buzzes a person in the current workspace, and expects it on that server. */
const buzzSomebody = async ({ page }: LaunchedApp, text: string) => {
  server.log.clear();
  await goTo(page, 'Buzz');
  const form = compose(page);
  await form.to.fill('lilei');
  await form.suggestion('李雷').first().click();
  await form.message.fill(text);
  await says(form.plan, /1 message/);
  await form.buzz.click();
  await says(board(page).person('李雷'), /Unread/);
  expect(server.log.entries.filter(({ api }) => api === 'send').map(({ did }) => did.message?.text)).toEqual([
    expect.stringContaining(text),
  ]);
  expect(server.log.entries.filter(({ api }) => api === 'urgent_app')).toHaveLength(1);
};

describe('a mistake is shown at its field', () => {
  let form: ConnectWindow;
  const stranger = () => webServer((_, response) => response.end('<html>A shop</html>'));

  const buzz = launched({ shown: true });
  beforeAll(async () => {
    form = await openConnect(buzz);
  });
  /** Checks the form and reads the text beside the field. */
  const verdictAt = async (field: 'baseUrl' | 'appId' | 'secret') => {
    await form.check.click();
    await form[field].and(form.page.locator('[aria-invalid="true"]')).waitFor();
    return besideField(form[field]);
  };

  test('an empty form names what is missing at each field', async () => {
    await form.save.click();
    await until('it is said', async () => (await besideField(form.appId)) === 'Enter the App ID');
    expect(await besideField(form.secret)).toBe('Enter the App Secret');
  });

  test('a wrong secret is shown beside the secret, with Feishu’s code', async () => {
    await fillIn(form, { ...server, appSecret: 'this-is-not-it-at-all' });
    expect(await verdictAt('secret')).toMatch(/Wrong App ID or App Secret.*1001[45]/);
    await picture(form.page, 'connect-wrong-secret');
    expect(await form.appId.inputValue()).toBe(server.appId);
  });

  test('a malformed App ID, and one that does not exist', async () => {
    await fillIn(form, { ...server, appId: 'a1ac71ce' });
    expect(await verdictAt('appId')).toContain('An App ID starts with cli_');
    await form.appId.fill('cli_b0b0b0b0b0b0b0b0');
    await form.check.click();
    await until('it is refused', async () =>
      /Wrong App ID|malformed|not valid/.test(await form.page.innerText('form')),
    );
  });

  test('plain http to another computer is refused', async () => {
    await fillIn(form, { ...server, baseUrl: 'http://10.1.2.3:8080' });
    expect(await verdictAt('baseUrl')).toContain('http:// only on this computer');
  });

  test('an address without a server is shown at the address', async () => {
    await fillIn(form, { ...server, baseUrl: `http://${silentHost}` });
    expect(await verdictAt('baseUrl')).toContain(`Cannot reach ${silentHost}`);
  });

  test('a server that answers with a web page is shown at the address', async () => {
    const { url: address } = await stranger();
    await fillIn(form, { ...server, baseUrl: address });
    expect(await verdictAt('baseUrl')).toContain(`The answer from ${new URL(address).host} is not in Feishu’s format`);
  });

  test('a correct form is checked without being saved', async () => {
    await fillIn(form, server);
    await form.check.click();
    await says(form.verdict, 'All checks passed');
    await picture(form.page, 'connect-tested');
    // The check saved nothing.
    expect(await filesWith(buzz.home, server.appId)).toEqual([]);
  });
});

describe('a connected workspace', () => {
  const buzz = launched({ shown: true });

  test('is saved although its secret was pasted with spaces, is current at once, and works', async () => {
    const form = await openConnect(buzz);
    await fillIn(form, { ...server, appSecret: `  ${canary}\t ` });
    await connectNew(form, buzz);
    await showSettings(buzz);
    await says(workspaceRow(buzz), 'Current', 'Secret kept by the system keyring', canary.slice(-4));
    await picture(buzz.page, 'settings-connected');
    await goTo(buzz.page, 'Buzz');
    await buzz.page.getByRole('button', { name: 'Switch workspace: Acme' }).waitFor();
    expect(await buzz.page.getByRole('button', { name: 'Buzz', exact: true }).innerText()).toContain('Buzz');
    await buzzSomebody(buzz, '接入后的第一次加急');
  });

  test('leaves its secret neither in the data folder nor in the pages that stay', async () => {
    expect(await filesWith(buzz.home, canary)).toEqual([]);
    // Proves that the search works: it finds text that is not secret.
    expect(await filesWith(buzz.home, server.appId)).toContain('settings.json');
    const heap = await heapOf(buzz.page);
    expect(heap).toContain(server.appId);
    expect(heap.includes(canary)).toBe(false);
    expect((await buzz.page.content()).includes(canary)).toBe(false);
    expect(buzz.output().includes(canary)).toBe(false);
  });

  test('still has its secret after a restart, from the keyring', async () => {
    await buzz.close();
    expect(await filesWith(buzz.home, canary)).toEqual([]);
    await buzz.restart();
    await buzz.page.getByRole('button', { name: 'Switch workspace: Acme' }).waitFor();
    await buzzSomebody(buzz, '重启之后');
  });

  test('keeps its secret while other fields are changed', async () => {
    await showSettings(buzz);
    await workspaceRow(buzz).getByRole('button', { name: 'Edit Acme' }).click();
    const form = connectForm(await connectPage(buzz.app));
    expect(await form.secret.inputValue()).toBe('');
    await form.name.fill('Acme Ltd');
    await save(buzz, form);
    await says(workspaceRow(buzz), 'Acme Ltd', 'Secret kept by the system keyring');
    await buzzSomebody(buzz, '改名之后');
  });

  test('is gone for good after its removal, its secret included', async () => {
    await showSettings(buzz);
    await buzz.page.getByRole('button', { name: 'Remove Acme Ltd' }).click();
    await buzz.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await workspaceRow(buzz).waitFor({ state: 'detached' });
    expect(await filesWith(buzz.home, server.appId)).not.toContain('settings.json');
    await goTo(buzz.page, 'Buzz');
    await buzz.page.getByRole('button', { name: 'Switch workspace: Practice workspace' }).waitFor();
  });
});

describe('on a system without a keyring', () => {
  const home = sharedTempFolder();

  test('nothing is saved before the person has chosen; "this session" ends with the session and says so', async () => {
    let buzz = await launchShown({ home, keyring: false });
    try {
      const form = await openConnect(buzz);
      await fillIn(form, server);
      await form.save.click();
      await says(form.page.getByRole('alert'), 'First choose how to store the secret');
      await picture(form.page, 'connect-no-keyring');
      expect(await filesWith(home, server.appId)).toEqual([]);
      await form.page.getByRole('radio', { name: /^Keep it for this session only/ }).check();
      await connectNew(form, buzz);
      await showSettings(buzz);
      await says(workspaceRow(buzz), 'Secret kept for this session only');
      await buzzSomebody(buzz, '仅本次运行');
      expect(await filesWith(home, canary)).toEqual([]);

      await buzz.close();
      buzz = await launchShown({ home, keyring: false });
      await showSettings(buzz);
      await says(workspaceRow(buzz), 'No App Secret saved');
      await goTo(buzz.page, 'Buzz');
      server.log.clear();
      await compose(buzz.page).to.fill('lilei');
      await buzz.page.getByText('No App Secret is saved. Connect this workspace again').first().waitFor();
      await picture(buzz.page, 'secret-gone');
      expect(server.log.entries).toEqual([]);
    } finally {
      await buzz.close();
    }
  });

  test('"unprotected" stays, and Settings says what that means', async () => {
    let buzz = await launchShown({ home, keyring: false });
    try {
      await showSettings(buzz);
      await workspaceRow(buzz).getByRole('button', { name: 'Edit Acme' }).click();
      const form = connectForm(await connectPage(buzz.app));
      await form.secret.fill(canary);
      await form.page.getByRole('radio', { name: /^Store it unprotected/ }).check();
      await save(buzz, form);

      await buzz.close();
      // It is in the vault and nowhere else.
      expect(await filesWith(home, canary)).toEqual(['vault.json']);
      buzz = await launchShown({ home, keyring: false });
      await showSettings(buzz);
      await says(workspaceRow(buzz), 'Secret stored unprotected: any program that can read your files can read it');
      await picture(buzz.page, 'settings-unprotected');
      await buzzSomebody(buzz, '未加密保存');
    } finally {
      await buzz.close();
    }
  });
});
