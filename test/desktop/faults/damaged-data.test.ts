import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import { isPopupShown, launchApp, launchShown } from '../../support/desktop/launch-app';
import { runBuzz } from '../../support/desktop/run-buzz';
import { sharedTempFolder } from '../../support/disk/temp-folder';
import { sharedCompany } from '../../support/feishu/a-company';
import { type PracticeRemote, practiceIn } from '../../support/feishu/practice-remote';
import { picture } from '../../support/pages/looks';
import { board, compose, says } from '../../support/pages/screens';

// What is not known is never practice, in the running app: a real workspace is connected, and its settings are emptied.

const home = sharedTempFolder();
const company = sharedCompany({ readingSpeed: 0, appId: 'cli_d4mag3d0000000001' });
let practice: PracticeRemote;
const send = ['send', '--to', '李雷', '--text', '主库复制中断'];
const connect = () => ['connect', '--app-id', company.appId, '--base-url', company.baseUrl, '--name', 'Acme'];
const secretOf = () => ({ FEISHU_BUZZ_APP_SECRET: company.appSecret });

beforeAll(async () => {
  await using _ = await launchApp({ home });
  const ran = await runBuzz(connect(), { home, env: secretOf() });
  expect(ran.exit, ran.stderr).toBe(0);
  expect((await runBuzz(send, { home })).exit).toBe(0);
});
afterAll(async () => {
  await runBuzz(['quit', '--force'], { home });
});

test('a command refuses, a window opened after a hidden start still tells, and practice waits for the person', async () => {
  truncateSync(join(home, 'settings.json'), 0);
  company.log.clear();
  {
    await using hidden = await launchApp({ home, args: ['--hidden'] });
    for (const verb of [send, [...send, '--via', 'phone', '--yes'], ['doctor'], ['groups', 'list']]) {
      const ran = await runBuzz([...verb, '--json'], { home });
      expect(ran.exit, verb.join(' ')).toBe(2);
      expect(JSON.parse(ran.stdout).problem.advice).toContain('settings.damaged-');
      expect(ran.stderr).toContain('The settings file was damaged');
    }
    expect((await runBuzz(['list'], { home })).exit).toBe(0);
    expect(await isPopupShown(hidden)).toBe(false);
    expect(await (await practiceIn(hidden.page)).calls('send')).toEqual([]);
  }
  expect(company.log.entries).toEqual([]);

  await using buzz = await launchShown({ home });
  practice = await practiceIn(buzz.page);
  const notices = buzz.page.getByRole('region', { name: 'Notices' });
  await says(notices, 'The settings file was damaged. It was kept as settings.damaged-');
  const form = compose(buzz.page);
  await form.to.fill('lilei');
  await form.suggestion('李雷').first().click();
  await form.message.fill('主库复制中断');
  await says(form.plan, 'A real workspace was connected here and cannot be found any more');
  await picture(buzz.page, 'practice-unasked');
  await form.buzz.click();
  await says(form.plan, 'A real workspace was connected here and cannot be found any more');
  expect(await practice.calls('send')).toEqual([]);

  // Whoever has seen it may practice; the command line still asks for it by name.
  await notices.getByRole('button', { name: 'Dismiss' }).click();
  await says(form.plan, /1 message/);
  await form.buzz.click();
  await says(board(buzz.page).person('李雷'), /Unread/);
  const again = await runBuzz(send, { home });
  expect(again.exit).toBe(2);
  expect(again.stderr).not.toContain('Attention');
  const named = await runBuzz([...send, '--workspace', 'practice'], { home });
  expect(named.exit, named.stderr).toBe(0);

  // Connected again, it has its buzzes and its people.
  const connected = await runBuzz(connect(), { home, env: secretOf() });
  expect(connected.exit, connected.stderr).toBe(0);
  expect((await runBuzz(send, { home })).exit).toBe(0);
  expect(company.log.entries.filter(({ api }) => api === 'send')).toHaveLength(1);
  const { buzzes } = JSON.parse((await runBuzz(['list', '--workspace', 'Acme', '--json'], { home })).stdout);
  expect(buzzes).toHaveLength(2);
});

test('a command under another HOME says first of all whose data it uses', async () => {
  const cron = join(home, 'cron');
  const env = { FEISHU_BUZZ_HOME: '', XDG_CONFIG_HOME: '', HOME: cron };
  const ran = await runBuzz(['quit'], { home, env });
  expect(ran.stderr.split('\n')[0]).toContain(`this uses the data in ${cron}/.config/Feishu Buzz`);
  const fresh = join(home, 'fresh');
  const demanded = await runBuzz(send, { home: fresh, env: { FEISHU_BUZZ_WORKSPACE: 'Acme' } });
  expect(demanded.exit).toBe(2);
  expect(demanded.stderr.split('\n')[0]).toContain(`there is no data in ${fresh} yet`);
  expect(demanded.stderr).toContain('No workspace is named “Acme”');
  await runBuzz(['quit', '--force'], { home: fresh });
  await until('it is gone', async () => (await runBuzz(['quit'], { home: fresh })).exit === 0);
});
