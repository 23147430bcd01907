import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startPractice } from '../../../electron/practice/start-practice';
import { until } from '../../support/clock/until';
import { type LaunchedApp, launchShown, showPopup } from '../../support/desktop/launch-app';
import { sharedTempFolder } from '../../support/disk/temp-folder';
import { type PracticeRemote, practiceAt, practiceIn } from '../../support/feishu/practice-remote';
import { connectNew, fillIn, openConnect } from '../../support/pages/connect-form';
import { picture } from '../../support/pages/looks';
import { board, compose, emptyDraft, says } from '../../support/pages/screens';

// Bad input, a bad network and a bad server get a clear answer, and nothing is lost. Each test looks at the screen, at the
// server's log, and at what was kept.

let buzz: LaunchedApp;
let practice: PracticeRemote;
const form = () => compose(buzz.page);

const begin = async () => {
  await showPopup(buzz);
  await emptyDraft(buzz.page);
  await practice.noFaults();
  await practice.forget();
};
const nothingWasSent = async () => {
  expect(await practice.calls('send')).toEqual([]);
  expect(await practice.buzzed('app')).toEqual([]);
};
/** Types text into To that no row matches, and takes it as it is. */
const addAsWritten = async (line: string) => {
  const before = await form().chosen.count();
  await form().to.fill(line);
  await buzz.page.getByText(`No match for “${line}”`).waitFor();
  await form().to.press('Enter');
  await form().chosen.nth(before).waitFor();
};
const add = async (name: string) => {
  const before = await form().chosen.count();
  await form().to.fill(name);
  await form().suggestion(name).first().click();
  await form().chosen.nth(before).waitFor();
};
/** Puts text into the clipboard and pastes it into the focused field. */
const paste = async (text: string) => {
  await buzz.app.evaluate(({ clipboard }, words) => clipboard.writeText(words), text);
  await buzz.page.keyboard.press('Control+v');
};
const keptDraft = () =>
  buzz.page.evaluate(async () => {
    const startup = await window.buzz.getStartup();
    return startup.ok ? startup.value.draft : null;
  });

describe('typed input', () => {
  beforeAll(async () => {
    buzz = await launchShown();
    practice = await practiceIn(buzz.page);
  });
  afterAll(() => buzz.close());
  beforeEach(begin);

  test('without a recipient or a text there is a sentence, and the empty field gets the focus', async () => {
    const { to, message, plan, buzz: button } = form();
    await message.fill('给谁？');
    await button.click();
    await says(plan, 'Choose people and write a line to buzz');
    await until('the focus is in To', () => to.evaluate((input) => input === document.activeElement));
    await message.fill('');
    await add('李雷');
    await button.click();
    await says(plan, 'Write a line: what should they do?');
    await until('the focus is in Message', () => message.evaluate((box) => box === document.activeElement));
    await nothingWasSent();
  });

  test('a name that was typed but not chosen is not ignored', async () => {
    const { to, message, plan, buzz: button } = form();
    await add('李雷');
    await message.fill('请上线');
    await says(plan, /1 message/);
    await to.fill('张伟');
    await button.click();
    await says(plan, '“张伟” is not chosen yet');
    expect(await to.inputValue()).toBe('张伟');
    await nothingWasSent();
  });

  test('all pasted lines are kept; those that match no person are marked and do not hold up the others', async () => {
    const { to, chosen, message, plan, buzz: button } = form();
    await to.click();
    await paste('李雷\nnobody@lianxi.example\n查无此人\nhanmeimei@lianxi.example');
    await until('four chips', async () => (await chosen.count()) === 4);
    await message.fill('名单里有人找不到');
    await says(plan, /In-app · 2 (of \d+ )?people/);
    await says(chosen.nth(1), 'nobody@lianxi.example', 'not found');
    await says(chosen.nth(2), '查无此人', 'not found');
    await picture(buzz.page, 'pasted-lines');
    await button.click();
    const { person } = board(buzz.page);
    await says(person('李雷'), /Unread/);
    await says(person('韩梅梅'), /Unread/);
    await says(person('nobody@lianxi.example'), 'Unreachable', 'No person found for');
    await says(person('查无此人'), 'Unreachable', 'No person found for “查无此人”');
    expect(await practice.calls('send')).toHaveLength(2);
    expect(await practice.buzzed('app')).toEqual(['李雷', '韩梅梅'].sort());
  });

  test('the id of a batch message is refused with the reason', async () => {
    const { message, plan, buzz: button } = form();
    await addAsWritten('bm_dc13264520392913993dd051dba21dcf');
    await message.fill('再提醒一次');
    await says(plan, 'Batch messages (bm_…) cannot be buzzed. Send a new message with the bot and buzz that');
    await button.click();
    await says(plan, 'Batch messages (bm_…) cannot be buzzed');
    await nothingWasSent();
  });

  test('a message over 30 KB is refused before anything leaves, and kept as it is', async () => {
    const { message, plan, buzz: button } = form();
    const long = '主库复制中断，'.repeat(1600);
    await add('李雷');
    await message.fill(long);
    await says(plan, /The message is too long: [\d.]+ KB of the 30 KB/);
    await button.click();
    expect(await message.inputValue()).toBe(long);
    await until('it is kept', async () => (await keptDraft())?.text === long);
    await picture(buzz.page, 'message-too-long');
    // The press before had no effect: only the later ones reached the server.
    await message.fill('主库复制中断');
    await says(plan, /1 message/);
    await button.click();
    await says(board(buzz.page).person('李雷'), /Unread/);
    expect((await practice.calls('send')).map(({ did }) => did.message?.text)).toEqual([
      expect.stringMatching(/^主库复制中断(?!，)/),
    ]);
  });

  test('an id of another app is unreachable, with advice; the others are reached', async () => {
    const { foreignOpenId } = await practice.person('林涛');
    const { message, plan, buzz: button } = form();
    await add('李雷');
    await addAsWritten(foreignOpenId);
    await message.fill('这个 ID 来自另一个应用');
    await says(plan, /2 messages/);
    await button.click();
    await says(board(buzz.page).person('李雷'), /Unread/);
    await says(board(buzz.page).person(foreignOpenId), 'Unreachable', 'belongs to another app');
    expect(await practice.buzzed('app')).toEqual(['李雷']);
    await picture(buzz.page, 'board-foreign-id');
  });

  test('people outside the chosen chat are marked before sending and not called', async () => {
    const { message, delivery, plan, issues, issue, buzz: button } = form();
    await add('李雷');
    await add('令狐大海');
    await message.fill('告警群里的人请看');
    await delivery.click();
    await buzz.page.getByRole('option', { name: /^Existing chat…/ }).click();
    const chats = buzz.page.getByRole('dialog', { name: 'Choose a chat' });
    await chats.getByRole('combobox').fill('数据库');
    await chats.getByRole('option', { name: '数据库告警' }).click();
    await says(plan, /In-app · 1 (person|of)/);
    await issues.click();
    await says(issue('令狐大海'), 'Not in chat', 'Not a member of this chat');
    await buzz.page.keyboard.press('Escape');
    await button.click();
    await says(board(buzz.page).person('李雷'), /Unread/);
    await says(board(buzz.page).person('令狐大海'), 'Not in chat');
    expect(await practice.calls('send')).toHaveLength(1);
    expect(await practice.buzzed('app')).toEqual(['李雷']);
  });
});

describe('the server and the network', () => {
  const secret = 'b4dNetw0rkButAGoodSecret12345678';
  let server: Awaited<ReturnType<typeof startPractice>>;

  beforeAll(async () => {
    server = await startPractice({ appSecret: secret, readingSpeed: 0 });
    practice = practiceAt(server);
    buzz = await launchShown();
    const window = await openConnect(buzz);
    await fillIn(window, server);
    await connectNew(window, buzz);
  });
  afterAll(async () => {
    await buzz.close();
    await server.close();
  });
  beforeEach(begin);

  /** Writes a draft and waits for its plan and all it depends on. */
  const write = async (text: string, channel: 'In-app' | 'Phone' = 'In-app') => {
    await add('李雷');
    await form().message.fill(text);
    await form().channel(channel).click();
    await says(form().plan, channel === 'Phone' ? /Phone · 1 (person|of)/ : /In-app · 1 (person|of)/);
  };
  /** Ids of the messages sent, replays included. A refused send (an old token) has none. */
  const messages = async () => (await practice.calls('send')).flatMap(({ did }) => did.message ?? []);

  test('a message whose answer is lost is sent again with the same uuid and exists once', async () => {
    await write('断线一次');
    await practice.fault({ kind: 'drop-after', api: 'send' });
    await form().buzz.click();
    await says(board(buzz.page).person('李雷'), /Unread/);
    const sent = await messages();
    expect(sent.length).toBeGreaterThanOrEqual(2);
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await practice.buzzed('app')).toContain('李雷');
  });

  test('an in-app buzz that breaks off before it arrives is repeated', async () => {
    await write('呼叫前断线');
    await practice.fault({ kind: 'drop-before', api: 'urgent_app' });
    await form().buzz.click();
    await says(board(buzz.page).person('李雷'), /Unread/);
    expect(await practice.buzzed('app')).toEqual(['李雷']);
    expect(await practice.calls('send')).toHaveLength(1);
  });

  test('an in-app buzz that keeps breaking off ends as unknown, and the row says that its message was sent', async () => {
    await write('一直断线');
    await practice.fault({ kind: 'drop-before', api: 'urgent_app', times: null });
    await form().buzz.click();
    await says(
      board(buzz.page).person('李雷'),
      'Unknown',
      /Message sent, but the buzz’s result is unknown.*The connection broke/,
    );
    expect(await practice.calls('send')).toHaveLength(1);
    expect(await practice.buzzed('app')).toEqual([]);
    await picture(buzz.page, 'board-unknown');
  });

  test('a phone call whose answer is lost on a warm connection rings once and is unknown', async () => {
    const callByPhone = async (text: string) => {
      await write(text, 'Phone');
      await form().hold.focus();
      await buzz.page.keyboard.down('Space');
      await board(buzz.page).person('李雷').waitFor();
      await buzz.page.keyboard.up('Space');
    };
    await callByPhone('先打通一次');
    await says(board(buzz.page).person('李雷'), /Unread/);
    await begin();
    // On a reused connection Chromium would send it again and report a success.
    await practice.fault({ kind: 'drop-after', api: 'urgent_phone', times: null });
    await callByPhone('电话断线');
    await says(board(buzz.page).person('李雷'), 'Unknown', 'may have gone out. You decide whether to buzz again');
    expect(await practice.calls('urgent_phone')).toHaveLength(1);
    expect(await practice.buzzed('phone')).toEqual(['李雷']);
    expect(await practice.calls('urgent_app')).toEqual([]);
    await picture(buzz.page, 'board-phone-unknown');
  });

  test('after 429 the app waits as long as the server asks, then succeeds', async () => {
    await write('太快了');
    await practice.fault({ kind: 'rate-limit', api: 'send', reset: 2 });
    await form().buzz.click();
    await says(board(buzz.page).person('李雷'), /Unread/);
    const sent = await practice.calls('send');
    expect(sent.map(({ status }) => status)).toEqual([429, 200]);
    expect((sent[1]?.at ?? 0) - (sent[0]?.at ?? 0)).toBeGreaterThanOrEqual(2000);
  });

  test('a web page instead of an answer is explained, and the next try succeeds without a second message', async () => {
    await write('网关错误页');
    await practice.fault({ kind: 'html', status: 502, api: 'send' }, { kind: 'html', status: 200, api: 'urgent_app' });
    await form().buzz.click();
    await says(board(buzz.page).person('李雷'), /Unread/);
    expect(await messages()).toHaveLength(1);
    expect(await practice.buzzed('app')).toEqual(['李雷']);
  });

  test('without a server the buzz waits and says why; once the server is back it goes out once', async () => {
    await write('先断网，再恢复');
    const { port, appId } = server;
    await server.close();
    await form().buzz.click();
    await says(board(buzz.page).person('李雷'), `Cannot reach 127.0.0.1:${port}`);
    await picture(buzz.page, 'board-no-network');
    server = await startPractice({ port, appId, appSecret: secret, readingSpeed: 0 });
    practice = practiceAt(server);
    await says(board(buzz.page).person('李雷'), /Unread/);
    expect(await messages()).toHaveLength(1);
    expect(await practice.buzzed('app')).toEqual(['李雷']);
  });

  test('a buzz that waits for the network can be stopped and then never goes out', async () => {
    await write('断网时停止');
    const { port, appId } = server;
    await server.close();
    await form().buzz.click();
    await says(board(buzz.page).person('李雷'), 'Still trying');
    await buzz.page.getByRole('button', { name: 'Stop buzzing' }).click();
    await says(board(buzz.page).person('李雷'), 'Not called', 'Stopped before the call');
    server = await startPractice({ port, appId, appSecret: secret, readingSpeed: 0 });
    practice = practiceAt(server);
    await emptyDraft(buzz.page);
    await write('之后的一次');
    await form().buzz.click();
    await says(board(buzz.page).person('李雷'), /Unread/);
    expect((await messages()).map(({ text }) => text)).toEqual([expect.stringContaining('之后的一次')]);
  });
});

describe('damaged files', () => {
  const home = sharedTempFolder();
  beforeAll(async () => {
    // A first run makes the files and sends something for the ledger.
    buzz = await launchShown({ home });
    await add('李雷');
    await form().message.fill('损坏之前');
    await says(form().plan, /1 message/);
    await form().buzz.click();
    await says(board(buzz.page).person('李雷'), /Unread/);
    await buzz.close();
  });
  afterAll(() => buzz.close());

  test('are set aside and reported; intact parts stay; the app works on', async () => {
    const settings = '{"version":1,"data":{"settings":{"hotkey":';
    const ledger = 'this is no database any more';
    await writeFile(join(home, 'settings.json'), settings);
    for (const side of ['-wal', '-shm']) await rm(join(home, `ledger.db${side}`), { force: true });
    await writeFile(join(home, 'ledger.db'), ledger);
    const groups = JSON.parse(await readFile(join(home, 'groups.json'), 'utf8'));
    groups.data[1].members = 'nobody';
    await writeFile(join(home, 'groups.json'), JSON.stringify(groups));

    buzz = await launchShown({ home });
    practice = await practiceIn(buzz.page);
    const notices = buzz.page.getByRole('region', { name: 'Notices' });
    await says(
      notices,
      'The settings file was damaged. It was kept as settings.damaged-',
      '1 damaged entry in the settings was left out. The old file was kept as groups.damaged-',
      'The buzz records were damaged. They were kept as ledger.damaged-',
    );
    await picture(buzz.page, 'damaged-files');
    const kept = await readdir(home);
    const contentOf = async (name: RegExp) => {
      const file = kept.find((each) => name.test(each));
      return file === undefined ? null : readFile(join(home, file), 'utf8');
    };
    expect(await contentOf(/^settings\.damaged-.*\.json$/)).toBe(settings);
    expect(await contentOf(/^ledger\.damaged-\d+\.db$/)).toBe(ledger);
    expect(JSON.parse((await contentOf(/^groups\.damaged-.*\.json$/)) ?? '')).toEqual(groups);

    const dismiss = notices.getByRole('button', { name: 'Dismiss' });
    for (let left = await dismiss.count(); left > 0; left -= 1) {
      await dismiss.first().click();
      await dismiss.nth(left - 1).waitFor({ state: 'detached' });
    }
    await form().favorite('值班组').waitFor();
    await form().favorite('三号产线').waitFor();
    expect(await form().favorite('数据库').count()).toBe(0);
    await add('单小雨');
    await form().message.fill('损坏之后');
    await says(form().plan, /1 message/);
    await form().buzz.click();
    await says(board(buzz.page).person('单小雨'), /Unread/);
    expect(await practice.buzzed('app')).toEqual(['单小雨']);
  });
});
