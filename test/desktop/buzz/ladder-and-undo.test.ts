import { beforeAll, beforeEach, expect, test } from 'vitest';
import { LadderId } from '../../../electron/contract/model/ids';
import { until } from '../../support/clock/until';
import { showPopup } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { sleepFor, withClock } from '../../support/desktop/moved-clock';
import { type PracticeRemote, practiceIn } from '../../support/feishu/practice-remote';
import { objectionsOf } from '../../support/pages/axe';
import { picture, whatDoesNotFit } from '../../support/pages/looks';
import { board, compose, emptyDraft, says } from '../../support/pages/screens';
import { inTheme } from '../../support/pages/settled';
import { aLadder } from '../../support/samples';

// The ladder and undo in the running app, by what the practice server saw. Tests in virtual time prove their decisions;
// these prove that timers, notifications, quitting and gestures reach them.

const quick = aLadder({
  id: LadderId.parse('ldr_quick'),
  name: 'Half a minute',
  steps: [{ afterMinutes: 0.5, channel: 'sms' }],
});

const reminding = aLadder({
  id: LadderId.parse('ldr_remind'),
  name: 'Reminder first',
  steps: [{ afterMinutes: 0.5, channel: 'app', reminder: true }],
  until: 'acknowledged',
});

const phones = (['everyone', 'one'] as const).map((enough) =>
  aLadder({
    id: LadderId.parse(`ldr_${enough}`),
    name: enough === 'one' ? 'Whoever takes it' : 'Each of them',
    steps: [{ afterMinutes: 0.5, channel: 'phone' }],
    until: 'acknowledged',
    enough,
  }),
);

let practice: PracticeRemote;

const buzz = launched(withClock());
beforeAll(async () => {
  practice = await practiceIn(buzz.page);
  await buzz.page.evaluate(
    (ladders) => window.buzz.changeSettings({ ladders, undoSeconds: 20 }),
    [quick, reminding, ...phones],
  );
});
beforeEach(async () => {
  await showPopup(buzz);
  await emptyDraft(buzz.page);
  await practice.noFaults();
  await practice.forget();
});

const to = async (name: string, message: string) => {
  const form = compose(buzz.page);
  await form.to.fill(name);
  await form.suggestion(name).first().click();
  await form.message.fill(message);
  return form;
};
const holdToBuzz = async () => {
  await compose(buzz.page).hold.hover();
  await buzz.page.mouse.down();
  await board(buzz.page).people.waitFor();
  await buzz.page.mouse.up();
};
declare global {
  /** Global of the app's main process: dialogs and notifications since `overhear`. */
  var overheard: readonly string[];
}

/** Records the program's dialogs and notifications from now on, and answers every question with this button. */
const overhear = (button: number) =>
  buzz.app.evaluate(({ dialog, Notification }, response) => {
    const heard: string[] = [];
    globalThis.overheard = heard;
    dialog.showMessageBox = (async (options: { message: string }) => {
      heard.push(`asked: ${options.message}`);
      return { response, checkboxChecked: false };
    }) as typeof dialog.showMessageBox;
    const { show } = Notification.prototype;
    Notification.prototype.show = function shown() {
      heard.push(`shown: ${this.title}`);
      show.call(this);
    };
  }, button);
/** Keeps a picture of what is shown in Chinese and in the dark, and expects no findings of axe and nothing that does not fit. */
const inChinese = async (name: string) => {
  await buzz.page.evaluate(() => window.buzz.changeSettings({ language: 'zh-CN', theme: 'dark' }));
  await until('the page is in Chinese', () => buzz.page.evaluate(() => document.documentElement.lang === 'zh-CN'));
  await inTheme(buzz.page, 'dark');
  await picture(buzz.page, `${name}-dark-zh-CN`);
  expect([...(await objectionsOf(buzz.page)), ...(await whatDoesNotFit(buzz.page))]).toEqual([]);
  await buzz.page.evaluate(() => window.buzz.changeSettings({ language: 'en-US', theme: 'light' }));
  await until('the page is in English', () => buzz.page.evaluate(() => document.documentElement.lang === 'en-US'));
};
const heard = () => buzz.app.evaluate(() => globalThis.overheard);

test('a phone buzz sends its message at once, and its call can be taken back', async () => {
  const form = await to('李雷', '主库宕机，请上线');
  await form.channel('Phone').click();
  await says(form.plan, /Phone · 1 person/);
  await holdToBuzz();
  await practice.arrived('send', 1);
  await picture(buzz.page, 'board-undo');
  await buzz.page.getByRole('button', { name: 'Undo' }).click();
  await says(board(buzz.page).person('李雷'), 'Not called', /Undone/);
  expect(await practice.calls('urgent_phone')).toEqual([]);
  expect(await practice.calls('send')).toHaveLength(1);
});

const withLadder = async (message: string) => {
  const form = await to('李雷', message);
  await buzz.page.getByRole('combobox', { name: 'Ladder' }).click();
  await buzz.page.getByRole('option', { name: /Half a minute/ }).click();
  await says(form.plan, /SMS/);
};

test('a ladder without receipts holds its SMS, says so, keeps the app running, and continues by a gesture', async () => {
  await overhear(0);
  await withLadder('订单库主从延迟，请确认');
  await practice.fault({ api: 'read_users', kind: 'status', status: 503, times: null });
  await holdToBuzz();
  await says(board(buzz.page).person('李雷'), /Unread/);
  expect(await practice.calls('urgent_sms')).toEqual([]);
  await picture(buzz.page, 'board-ladder');

  // A person who looks at the board gets no notification.
  await buzz.page.evaluate(() => window.buzz.hideWindow());
  // The timer of the rest is a real one.
  await sleepFor(buzz, 26_000);
  await until('it is told outside the window', async () => (await heard()).some((each) => each.startsWith('shown:')));
  expect(await practice.calls('urgent_sms')).toEqual([]);
  await showPopup(buzz);
  await picture(buzz.page, 'board-ladder-held');

  await buzz.app.evaluate(({ app }) => app.quit());
  await until('it asks before it quits', async () => (await heard()).some((each) => each.startsWith('asked:')));
  expect(await practice.calls('urgent_app')).toHaveLength(1);

  await showPopup(buzz);
  const go = buzz.page.getByRole('button', { name: /^Hold/ });
  await go.hover();
  await buzz.page.mouse.down();
  await practice.arrived('urgent_sms', 1);
  await buzz.page.mouse.up();
  expect(await practice.buzzed('sms')).toEqual(['李雷']);
}, 120_000);

test('a ladder that reminds pins the chat, costs nothing, and takes it back when the person answers', async () => {
  const form = await to('韩梅梅', '磁盘 91%，请扩容');
  await buzz.page.getByRole('combobox', { name: 'Ladder' }).click();
  await buzz.page.getByRole('option', { name: /Reminder first/ }).click();
  await says(form.plan, /0\.5 min Reminder · up to 1 person/);
  await picture(buzz.page, 'compose-reminder');
  await form.buzz.click();
  await says(board(buzz.page).person('韩梅梅'), /Unread/);
  await sleepFor(buzz, 60_000);
  await practice.arrived('remind_direct', 1);
  await says(board(buzz.page).person('韩梅梅'), /Pinned at the top of their list/);
  await picture(buzz.page, 'board-reminder');
  await practice.act({ who: '韩梅梅', reply: '马上看' });
  await board(buzz.page).checkReads();
  const calls = await practice.arrived('remind_direct', 2);
  expect(calls.map(({ did }) => did.reminded?.on)).toEqual([true, false]);
  // The reply is ticked, so that she knows it was seen.
  expect((await practice.arrived('create_reaction', 1)).map(({ did }) => did.reacted?.emoji)).toEqual(['DONE']);
  await says(board(buzz.page).person('韩梅梅'), /Acknowledged/);
});

const team = ['李雷', '韩梅梅', '单小雨'] as const;
/** Sends to the three with this ladder, and lets one of them tap the bubble that acknowledges. */
const tapsOne = async (message: string, ladder: RegExp) => {
  for (const name of team) await to(name, message);
  await buzz.page.getByRole('combobox', { name: 'Ladder' }).click();
  await buzz.page.getByRole('option', { name: ladder }).click();
  await says(compose(buzz.page).plan, /up to 3 people/);
  await holdToBuzz();
  for (const name of team) await says(board(buzz.page).person(name), /Unread/);
  await practice.arrived('push_follow_up', 3);
  await practice.act({ who: '韩梅梅', tap: '收到' });
  await sleepFor(buzz, 60_000);
};

test('a phone ladder for three stops for the one who taps, and the others are called', async () => {
  await tapsOne('核心交换机失联，请确认', /Each of them/);
  await practice.arrived('urgent_phone', 2);
  await says(board(buzz.page).person('韩梅梅'), /Acknowledged/, /收到/);
  expect([...(await practice.buzzed('phone'))].sort()).toEqual(['李雷', '单小雨'].sort());
  await picture(buzz.page, 'board-phone-tap');
});

test('a phone ladder that one answer ends calls none of them once one has tapped, and tells the others quietly', async () => {
  await tapsOne('机房温度告警，谁在？', /Whoever takes it/);
  await says(board(buzz.page).person('韩梅梅'), /Acknowledged/);
  const told = (await practice.arrived('reply', 2)).map(({ did }) => did.message?.to);
  const others = await Promise.all(['李雷', '单小雨'].map((name) => practice.person(name)));
  expect([...told].sort()).toEqual(others.map(({ openId }) => openId).sort());
  expect(await practice.calls('urgent_phone')).toEqual([]);
  await picture(buzz.page, 'board-phone-taken');
});

test('people are called in turn until one has it, then a backup; the others are told once who took it', async () => {
  const groups = await buzz.page.evaluate(() => window.buzz.getStartup());
  const leads = groups.ok ? groups.value.groups.find(({ members }) => members.length > 1) : undefined;
  const turns = aLadder({
    ...{ id: LadderId.parse('ldr_turns'), name: 'In turn', until: 'acknowledged', enough: 'one' },
    inTurn: { minutes: 1 },
    steps: [{ afterMinutes: 1, channel: 'app', backup: leads!.id }],
  });
  await buzz.page.evaluate((ladders) => window.buzz.changeSettings({ ladders }), [quick, turns]);
  const form = await to('李雷', '三号线停了，请接手');
  await form.to.fill('单小雨');
  await form.suggestion('单小雨').first().click();
  await buzz.page.getByRole('combobox', { name: 'Ladder' }).click();
  await buzz.page.getByRole('option', { name: /In turn/ }).click();
  await says(form.plan, /first 李雷/, /every 1 min/, new RegExp(leads!.name));
  await picture(buzz.page, 'plan-in-turn');
  await inChinese('plan-in-turn');
  await form.message.press('Control+Enter');
  await says(board(buzz.page).person('单小雨'), 'Waiting');
  await says(board(buzz.page).person('李雷'), /Unread/);
  expect(await practice.calls('send')).toHaveLength(1);
  await picture(buzz.page, 'board-in-turn');
  await inChinese('board-in-turn');

  await sleepFor(buzz, 61_000);
  await says(board(buzz.page).person('单小雨'), /Unread/);
  expect(new Set(await practice.buzzed('app'))).toEqual(new Set(['李雷', '单小雨']));
  await practice.act({ who: '单小雨', react: 'OK' });
  await board(buzz.page).checkReads();
  const [reply, ...more] = await practice.arrived('reply', 1);
  expect(more).toEqual([]);
  expect(JSON.stringify(reply)).toContain('单小雨');
  await buzz.page.getByText(/Told the others/).waitFor();
  await picture(buzz.page, 'board-taken');
  await inChinese('board-taken');
  expect(new Set(await practice.buzzed('app'))).toEqual(new Set(['李雷', '单小雨']));
}, 120_000);

test('a signal ends the app without a question, though a ladder is armed', async () => {
  await withLadder('请看一眼监控');
  await holdToBuzz();
  await says(board(buzz.page).person('李雷'), /Unread/);
  const ended = new Promise<void>((resolve) => buzz.app.process().once('exit', () => resolve()));
  buzz.app.process().kill('SIGTERM');
  await ended;
});
