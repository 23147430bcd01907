import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { localSecond, localTime } from '../../../electron/contract/local-time';
import { TemplateId } from '../../../electron/contract/model/ids';
import { until } from '../../support/clock/until';
import { type LaunchedApp, launchShown } from '../../support/desktop/launch-app';
import { tempFolder } from '../../support/disk/temp-folder';
import { board, compose, goTo, says } from '../../support/pages/screens';

// A person travels, or sets the computer's zone, while the app runs. The test gives the app an /etc of its own, in a mount
// namespace, and changes the zone there.

const canMount = () => {
  try {
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' });
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
};

/** Starts the runtime with the folder `etc` in place of the system's. */
const program = (etc: string) => `#!/bin/sh
exec unshare --mount sh -c 'mount --bind "${etc}" /etc && exec "$RUNTIME" "$@"' sh "$@"
`;

const setUp = () => {
  const folder = tempFolder();
  const etc = join(folder, 'etc');
  execFileSync('cp', ['--archive', '/etc', etc]);
  const through = join(folder, 'with-own-etc');
  writeFileSync(through, program(etc), { mode: 0o755 });
  const setZone = (zone: string) => {
    rmSync(join(etc, 'localtime'), { force: true });
    symlinkSync(`/usr/share/zoneinfo/${zone}`, join(etc, 'localtime'));
  };
  return { folder, through, setZone };
};

const sendToLiLei = async ({ page }: LaunchedApp) => {
  const { to, suggestion, message, plan, buzz } = compose(page);
  await to.fill('李雷');
  await suggestion('李雷').first().click();
  await message.fill('出发之前');
  await says(plan, /1 message/);
  await buzz.click();
  await says(board(page).person('李雷'), /Unread/);
  await goTo(page, 'Activity');
};

const sentAt = ({ page }: LaunchedApp): Promise<number> =>
  page.evaluate(async () => {
    const rows = await window.buzz.listActivity({ before: null, limit: 1, query: '', outcome: null });
    return rows.ok ? (rows.value[0]?.createdAt ?? 0) : 0;
  });

/** The first time in an export of Activity. */
const exported = async ({ app, page }: LaunchedApp, file: string): Promise<string | undefined> => {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await page.evaluate(() => window.buzz.exportActivity({ query: '', outcome: null }));
  return readFileSync(file, 'utf8').match(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/)?.[0];
};

describe.runIf(process.platform === 'linux' && canMount())('a zone that changes while the app runs', () => {
  test('is the one of the screen, of templates and of files, from the next time they tell', async () => {
    const { folder, through, setZone } = setUp();
    setZone('Asia/Shanghai');
    await using buzz = await launchShown({ through });
    await buzz.page.evaluate(
      (id) => window.buzz.changeSettings({ templates: [{ id, name: 'time', text: '{{time}}' }] }),
      TemplateId.parse('tpl_time'),
    );
    await sendToLiLei(buzz);
    const at = await sentAt(buzz);
    const rowTime = () => buzz.page.locator('time').first().textContent();
    const check = async (zone: string) => {
      expect(await exported(buzz, join(folder, 'activity.csv'))).toBe(localSecond(at, zone));
      const filled = await buzz.page.evaluate((id) => window.buzz.fillTemplate({ id }), TemplateId.parse('tpl_time'));
      const now = [Date.now() - 60_000, Date.now()].map((time) => localTime(time, zone, 'en-US', 'minute'));
      expect(now).toContain(filled.ok && filled.value.text);
      await until(`the screen shows ${zone}`, async () => (await rowTime()) === localTime(at, zone, 'en-US', 'minute'));
    };
    await check('Asia/Shanghai');
    for (const zone of ['America/New_York', 'Asia/Kolkata']) {
      setZone(zone);
      await check(zone);
    }
  });
});
