import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BuzzId, LadderId } from '../../../electron/contract/model/ids';
import { readEndpoint } from '../../../electron/desktop/command-line/protocol/endpoint';
import { until } from '../../support/clock/until';
import { ownDesktop } from '../../support/desktop/desktop-session';
import { isPopupShown, launchApp } from '../../support/desktop/launch-app';
import { runBuzz } from '../../support/desktop/run-buzz';
import { filesWith } from '../../support/disk/find-bytes';
import { tempFolder } from '../../support/disk/temp-folder';
import { aCompany } from '../../support/feishu/a-company';
import { practiceIn } from '../../support/feishu/practice-remote';
import { aLadder } from '../../support/samples';

const canary = 'Canary5Secret6That7Nobody8May9See';
/** Ladder without any step that is due during a test. */
const slow = aLadder({
  id: LadderId.parse('ldr_slow'),
  name: 'Slow',
  steps: [{ afterMinutes: 60, channel: 'app' }],
});
const onScreen = { FEISHU_BUZZ_VIRTUAL_SCREEN: '' };
let home: string;

beforeEach(() => {
  home = tempFolder();
});
afterEach(async () => {
  await runBuzz(['quit', '--force'], { home });
});

/** Starts the app once more, as the desktop does with a link or a second click. It ends after telling the first one. */
const startAgain = async (...args: string[]): Promise<void> => {
  const { electron, sandboxArgs, env } = ownDesktop();
  const again = spawn(electron, [...sandboxArgs, join(import.meta.dirname, '../../..'), ...args], {
    env: { ...process.env, ...env, FEISHU_BUZZ_HOME: home },
    stdio: 'ignore',
  });
  await once(again, 'exit');
};

describe('the command line and the app', () => {
  test('a connected secret is in the keyring, survives a restart, and is in no file', async () => {
    const company = await aCompany({ appSecret: canary, readingSpeed: 0 });
    const connect = ['connect', '--app-id', company.appId, '--base-url', company.baseUrl, '--name', '某某科技'];
    {
      await using _ = await launchApp({ home });
      const ran = await runBuzz(connect, { home, env: { FEISHU_BUZZ_APP_SECRET: canary } });
      expect(ran.exit, ran.stderr).toBe(0);
      expect(ran.stderr).not.toContain('keyring');
    }
    expect(await filesWith(home, canary)).toEqual([]);
    await using _ = await launchApp({ home });
    const ran = await runBuzz(['send', '--to', '韩梅梅', '--text', '重启之后'], { home });
    expect(ran.exit, ran.stderr).toBe(0);
    expect(company.log.entries.filter((call) => call.api === 'urgent_app')).toHaveLength(1);
  });

  test('a link fills an empty draft and sends nothing; a draft with text stays', async () => {
    await using buzz = await launchApp({ home });
    const practice = await practiceIn(buzz.page);
    const message = buzz.page.getByRole('textbox', { name: 'Message' });
    const link = (text: string) =>
      `feishu-buzz://compose?group=${encodeURIComponent('值班组')}&text=${encodeURIComponent(text)}`;
    await startAgain(link('来自链接 {{clipboard}}'));
    await until('the text is there', async () => (await message.inputValue()) === '来自链接 {{clipboard}}');
    await until('the popup is shown', () => isPopupShown(buzz));
    await buzz.page.getByText('值班组').first().waitFor();
    await message.fill('我自己写的');
    // The app keeps the draft after a pause in typing; a later link finds it.
    await until('the draft is kept', () =>
      buzz.page.evaluate(async () => {
        const startup = await window.buzz.getStartup();
        return startup.ok && startup.value.draft.text === '我自己写的';
      }),
    );
    await startAgain(link('另一个链接'));
    await buzz.page.getByText('The draft already had content').first().waitFor();
    expect(await message.inputValue()).toBe('我自己写的');
    await startAgain('feishu-buzz://send?group=a&text=b');
    await buzz.page.getByText('This link is not valid').first().waitFor();
    expect(await practice.calls('send')).toEqual([]);
  });

  test('a start without a window to show leaves the popup where it is', async () => {
    await using buzz = await launchApp({ home });
    await until('the first start shows it', () => isPopupShown(buzz));
    await buzz.page.evaluate(() => window.buzz.hideWindow());
    await until('it is hidden', async () => !(await isPopupShown(buzz)));
    const shown = await buzz.app.evaluateHandle(({ BrowserWindow }) => {
      const seen = { times: 0 };
      for (const window of BrowserWindow.getAllWindows())
        window.on('show', () => {
          seen.times += 1;
        });
      return seen;
    });
    await startAgain('--hidden');
    expect(await isPopupShown(buzz)).toBe(false);
    await startAgain('--quick');
    await until('the quick window is shown', () => isPopupShown(buzz));
    expect(await shown.evaluate(({ times }) => times)).toBe(1);
  });

  test('an app on a virtual display ends when one is started on a screen', async () => {
    const hidden = await launchApp({ home });
    await until('it serves commands', () => readEndpoint(home) !== null);
    expect(readEndpoint(home)?.virtual).toBe(true);
    const gone = once(hidden.app.process(), 'exit');
    await using shown = await launchApp({ home, env: onScreen });
    await gone;
    await until('the new one serves commands', () => readEndpoint(home)?.virtual === false);
    expect(readEndpoint(home)?.pid).toBe(shown.app.process().pid);
    expect((await runBuzz(['list'], { home })).exit).toBe(0);
    await hidden.close();
  });

  test('an armed ladder does not keep it there: the app on the screen continues it', async () => {
    const company = await aCompany({ readingSpeed: 0 });
    const connect = ['connect', '--app-id', company.appId, '--base-url', company.baseUrl, '--name', 'Acme'];
    const hidden = await launchApp({ home });
    expect((await runBuzz(connect, { home, env: { FEISHU_BUZZ_APP_SECRET: company.appSecret } })).exit).toBe(0);
    const changed = await hidden.page.evaluate((ladder) => window.buzz.changeSettings({ ladders: [ladder] }), slow);
    expect(changed.ok).toBe(true);
    const sent = await runBuzz(['send', '--to', '李雷', '--text', '慢慢来', '--ladder', slow.name, '--json'], { home });
    expect(sent.exit, sent.stderr).toBe(0);
    const id = BuzzId.parse(JSON.parse(sent.stdout).id);
    const gone = once(hidden.app.process(), 'exit');
    await using shown = await launchApp({ home, env: onScreen });
    await gone;
    await until('the ladder is armed again', () =>
      shown.page.evaluate(async (id) => {
        const board = await window.buzz.getBoard({ id });
        return board.ok && board.value.ladder?.state === 'armed';
      }, id),
    );
    // A person who quits now would be asked first.
    expect((await runBuzz(['quit', '--force'], { home })).exit).toBe(0);
    await hidden.close();
  });
});
