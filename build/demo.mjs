/**
 * `npm run demo`: plays the main job on a virtual desktop, with the mouse on the real tray icon and the real hotkey,
 * against the practice workspace. Leaves a picture of each step in `demo/` and prints their names on stderr. With `--tasks` it
 * plays the fifteen tasks of people instead (`screen/play-tasks.mjs`).
 */

import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { prepare, sandboxArgs } from './prepare/prepare.mjs';
import { playTasks } from './screen/play-tasks.mjs';
import { trayIcons } from './screen/tray-icons.mjs';
import { startVirtualDesktop } from './screen/virtual-desktop.mjs';
import { root } from './script/places.mjs';
import { say } from './script/progress.mjs';
import { runScript, Stop } from './script/run.mjs';
import { waitUntil } from './script/wait-until.mjs';

const folder = join(root, 'demo');
const pictures = join(root, 'build/pictures');
const forReadme = process.argv.includes('--readme');
/** The pictures at the top of README, by the step of the demo that takes them. */
const readmePictures = { '04-compose-window.png': 'compose.png', '06-board-read-window.png': 'board.png' };
const exec = promisify(execFile);

/** @typedef {import('playwright-core').Page} Page */

await runScript(async () => {
  if (process.platform !== 'linux') throw new Stop('The demo plays on a virtual desktop, which needs Linux.');
  const { electron } = await prepare({ need: 'tests' });
  const args = process.argv.slice(2);
  if (args.includes('--tasks')) return playTasks(args);
  const home = await mkdtemp(join(tmpdir(), 'feishu-buzz-demo-'));
  const desktop = await startVirtualDesktop();
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await play(electron, desktop, home);
  } finally {
    await desktop.stop();
    await rm(home, { recursive: true, force: true });
  }
  return 0;
});

/**
 * @param {string} electron
 * @param {import('./screen/virtual-desktop.mjs').VirtualDesktop} desktop
 * @param {string} home the demo's own data folder
 */
async function play(electron, desktop, home) {
  const { _electron } = await import('playwright-core');
  const env = { ...process.env, ...desktop.env };
  const app = await _electron.launch({
    executablePath: electron,
    args: [
      ...(await sandboxArgs(electron)),
      ...desktop.electronArgs,
      '--lang=en-US',
      '-r',
      join(root, 'build/screen/hold-app.cjs'),
      root,
    ],
    env: { ...definedOnly(env), FEISHU_BUZZ_HOME: home, LANGUAGE: 'en_US' },
  });
  try {
    const page = app.windows()[0] ?? (await app.firstWindow());
    await page.waitForURL(/\/index\.html/);
    let step = 0;
    /** @param {...string} args */
    const xdotool = (...args) => exec('xdotool', args, { env });
    /** @param {string} name the whole desktop as `NN-name.png`, the window alone as `NN-name-window.png` */
    const picture = async (name) => {
      step += 1;
      const file = join(folder, `${String(step).padStart(2, '0')}-${name}.png`);
      // Over the tray's icon the mouse would show its tooltip, over a row its hover.
      await xdotool('mousemove', '640', '790');
      await page.mouse.move(1, 1);
      // Animations have ended and are painted before the picture is taken.
      await page.evaluate(() =>
        Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
      );
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await wait(300);
      await desktop.screenshot(file);
      await page.screenshot({ path: file.replace(/\.png$/, '-window.png') });
      say(file);
    };
    const isVisible = () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()));
    const shown = () => waitUntil('the popup is shown', isVisible);
    const clickTray = async () => {
      const spot = await waitUntil('an icon in the tray', async () => (await trayIcons(desktop.env))[0] ?? null);
      await xdotool('mousemove', `${spot.x}`, `${spot.y}`, 'click', '1');
    };
    const putAway = () =>
      waitUntil('the popup is hidden', async () => {
        const visible = await isVisible();
        if (visible) await xdotool('key', 'Escape');
        return !visible;
      });

    await shown();
    await picture('first-start');
    await page.getByRole('button', { name: 'Practice first' }).click();
    await picture('first-look');
    await page.getByRole('button', { name: 'Skip' }).click();
    await putAway();
    await clickTray();
    await shown();
    await nameTheAsker(page);
    await buzzAGroup(page, picture, () => xdotool('key', 'ctrl+Return'));

    await putAway();
    await xdotool('key', 'ctrl+alt+shift+b');
    await shown();
    await page.getByRole('combobox', { name: 'To' }).pressSequentially('sxy');
    await page.getByRole('option').first().waitFor();
    await picture('quick-buzz');
    await putAway();

    await clickTray();
    await shown();
    await otherScreens(page, picture);
    say(`The pictures are in ${folder}`);
    if (forReadme) {
      for (const [name, file] of Object.entries(readmePictures))
        await copyFile(join(folder, name), join(pictures, file));
      say(`README shows those in ${pictures}`);
    }
  } finally {
    await app.close();
  }
}

/**
 * Says who asks: on a machine of its own that would be the account's name.
 * @param {Page} page
 */
async function nameTheAsker(page) {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Li Lei');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Back' }).click();
}

/**
 * @param {Page} page
 * @param {(name: string) => Promise<void>} picture
 * @param {() => Promise<unknown>} confirm
 */
async function buzzAGroup(page, picture, confirm) {
  const to = page.getByRole('combobox', { name: 'To' });
  await to.fill('值班');
  await page.getByRole('option').first().waitFor();
  await picture('recipients');
  await to.press('Enter');
  await page.getByRole('textbox', { name: 'Message' }).fill('订单库主从延迟 240 秒，下单失败率 12%，请立刻上线处理。');
  await page.getByRole('checkbox', { name: 'Ask for an answer' }).check();
  await waitUntil('the plan says how many buzzes, and that they ask', async () =>
    /\d.*asks for an answer/s.test((await page.getByRole('status', { name: 'Plan' }).textContent()) ?? ''),
  );
  await picture('compose');
  await confirm();
  const people = page.getByRole('region', { name: 'People' }).getByRole('listitem');
  await people.first().waitFor();
  await picture('board-sent');
  // A reaction is asked for by itself; a tap, which is a text in the chat, only when a person wants to know.
  await page.getByRole('img', { name: /^1 of \d+ have acknowledged/ }).waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: /^Check (read|for)/ }).click();
  await page.getByRole('img', { name: /^[2-9] of \d+ have acknowledged/ }).waitFor({ timeout: 30_000 });
  await people.last().scrollIntoViewIfNeeded();
  await picture('board-read');
}

/**
 * @param {Page} page
 * @param {(name: string) => Promise<void>} picture
 */
async function otherScreens(page, picture) {
  const back = page.getByRole('button', { name: 'Back' });
  if (await back.isVisible()) await back.click();
  for (const tab of ['Groups', 'Activity', 'Buzz']) {
    await page.getByRole('tab', { name: tab }).click();
    await picture(tab.toLowerCase());
  }
  await page.getByRole('button', { name: 'Settings' }).click();
  await picture('settings');
  await page.getByRole('radio', { name: 'Dark' }).click();
  await picture('settings-dark');
  await page.getByRole('combobox', { name: 'Language' }).click();
  await page.getByRole('option', { name: '简体中文' }).click();
  await page.getByRole('heading', { name: '设置' }).waitFor();
  await picture('settings-dark-chinese');
}

/** @param {NodeJS.ProcessEnv} env @returns {Record<string, string>} */
function definedOnly(env) {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
