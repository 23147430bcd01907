import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Practice } from '../../../electron/practice/start-practice';
import { allScopes } from '../../../electron/practice/world/scopes';
import type { StoreClass } from '../../../electron/storage/stored-file';
import { until } from '../../support/clock/until';
import { type CommandDesk, openCommandDesk, sendOf } from '../../support/desk/command-desk';
import { loadElectronStore } from '../../support/disk/electron-store';
import { aCompany } from '../../support/feishu/a-company';

// What people write to the bot, from practice's people over events and questions to the command line, and back.

let Store: StoreClass;
let practice: Practice;
let desk: CommandDesk;

beforeAll(async () => {
  Store = await loadElectronStore();
});
beforeEach(async () => {
  practice = await aCompany({ scopes: allScopes, readingSpeed: 0 });
  desk = openCommandDesk({ Store, practice, keyring: true });
});

interface Listed {
  messageId: string;
  chatType: string;
  from: { id: string; name: string | null };
  text: string;
  state: string;
}

const json = async (...input: Parameters<CommandDesk['run']>) => {
  const { exit, stdout, stderr } = await desk.run(...input);
  return { exit, stderr, ...JSON.parse(stdout) };
};
const listen = () => desk.run({ kind: 'listen', what: 'on', share: false });
const inbox = async (): Promise<readonly Listed[]> => (await json({ kind: 'inbox', limit: 20 })).messages;
const arrived = (count: number) =>
  until(`${count} messages`, async () => {
    const messages = await inbox();
    return messages.length === count && messages.every(({ from }) => from.name !== null) && messages;
  });
const replyTo = (messageId: string, to: string, text = '马上处理') =>
  desk.run({ kind: 'inbox-reply', messageId, text, to: [to], via: 'app', yes: false, wait: null });
const historyCalls = () => practice.log.entries.filter(({ api }) => api === 'list_messages').length;
const effects = (api: string) => practice.log.entries.filter((entry) => entry.api === api);

describe('where the workspace listens', () => {
  beforeEach(listen);

  test('a message to the bot is listed, replied to in its chat, and the reply buzzed', async () => {
    practice.act({ who: '林涛', write: '主库告警了，谁在值班？' });
    const [message] = await arrived(1);
    expect(message).toMatchObject({
      chatType: 'p2p',
      from: { name: '林涛' },
      text: '主库告警了，谁在值班？',
      state: 'new',
    });
    expect(historyCalls()).toBe(0);
    const done = await replyTo(message!.messageId, '林涛');
    expect(done).toMatchObject({ exit: 0 });
    expect(JSON.parse(done.stdout)).toMatchObject({
      text: '马上处理',
      people: [{ name: '林涛', outcome: 'accepted' }],
    });
    expect(effects('reply')).toMatchObject([{ path: expect.stringContaining(message!.messageId) }]);
    expect(effects('urgent_app')).toHaveLength(1);
    expect(await inbox()).toMatchObject([{ state: 'replied' }]);
  });

  test('of a group only what names the bot is listed, of other kinds what they are, and a recall takes the text', async () => {
    practice.act({ who: '李雷', write: '大家去吃饭', chat: '数据库告警', mention: false });
    practice.act({ who: '李雷', write: '延迟 900 秒', chat: '数据库告警' });
    practice.act({ who: '林涛', write: { image_key: 'img_v3_abc' }, msgType: 'image' });
    const messageId = practice.act({ who: '林涛', write: '写错了' });
    const listed = await arrived(3);
    expect(listed.map(({ chatType, text }) => `${chatType} ${text}`).sort()).toEqual([
      'group @值班提醒（练习） 延迟 900 秒',
      'p2p [Picture]',
      'p2p 写错了',
    ]);
    practice.act({ who: '林涛', recall: messageId });
    await until('the text is gone', async () =>
      (await inbox()).some((each) => each.messageId === messageId && each.text === ''),
    );
    expect(await replyTo(messageId, '林涛')).toMatchObject({ exit: 2 });
    expect(effects('reply')).toEqual([]);
  });

  test('a text of 100 KB is listed with an end, and can be replied to', async () => {
    practice.act({ who: '林涛', write: '长'.repeat(34_000) });
    const [message] = await arrived(1);
    expect([message!.text.length, message!.text.at(-1)]).toEqual([4000, '…']);
    expect((await replyTo(message!.messageId, '林涛')).exit).toBe(0);
  });

  test('an answer to a buzz is on its board and no message; what comes after it is one', async () => {
    const sent = await json({ ...sendOf({ to: ['林涛'] }), ask: true });
    practice.act({ who: '林涛', write: '收到' });
    const board = await until('the answer', () => {
      const found = desk.engine.board(sent.id);
      return found.ok && found.value.people[0]?.ack;
    });
    expect(board).toMatchObject({ word: '收到' });
    practice.act({ who: '林涛', write: '另外，备库也满了' });
    expect((await arrived(1)).map(({ text }) => text)).toEqual(['另外，备库也满了']);
  });

  test('one that is put away stays so over a restart, and one of no such id is refused', async () => {
    practice.act({ who: '林涛', write: '一会儿再说' });
    const [message] = await arrived(1);
    const dismiss = { kind: 'inbox-dismiss', messageId: message!.messageId } as const;
    expect(await json(dismiss)).toMatchObject({ exit: 0, messages: [{ state: 'dismissed' }] });
    await desk.quit();
    desk = openCommandDesk({ Store, practice, keyring: true, folder: desk.folder });
    expect(await inbox()).toMatchObject([{ state: 'dismissed', text: '一会儿再说' }]);
    for (const messageId of ['om_nothing', '../om_1']) {
      expect(await json({ kind: 'inbox-dismiss', messageId })).toMatchObject({ exit: 2, problem: { code: null } });
      expect((await replyTo(messageId, '林涛')).exit).toBe(2);
    }
    expect(
      await json({ ...dismiss, kind: 'inbox-reply', to: ['林涛'], text: ' ', via: 'app', yes: false, wait: null }),
    ).toMatchObject({ exit: 2 });
    expect(effects('reply')).toEqual([]);
    await desk.quit();
  });
});

describe('where it does not listen', () => {
  // Direct chats alone: groups need a sensitive scope.
  beforeEach(() => practice.change({ reviewScopes: ['im:message.group_msg'] }));

  test('Feishu is asked for the direct chats that are known, once a minute; edits and recalls are shown', async () => {
    await desk.run(sendOf({ to: ['林涛'] }));
    practice.act({ who: '林涛', write: '好的，在看' });
    practice.act({ who: '李雷', write: '你好' });
    expect(await inbox()).toMatchObject([{ from: { name: '林涛' }, text: '好的，在看', state: 'new' }]);
    expect(historyCalls()).toBe(1);
    await inbox();
    expect(historyCalls()).toBe(1);
  });

  test('what Feishu refuses to tell is said, and what is known is listed all the same', async () => {
    await desk.run(sendOf({ to: ['林涛'] }));
    practice.act({ who: '林涛', write: '好的' });
    practice.faults.add({ api: 'list_messages', kind: 'code', code: 230027, times: 1 });
    const first = await json({ kind: 'inbox', limit: 20 });
    expect(first).toMatchObject({ exit: 0, messages: [] });
    expect(first.stderr).toMatch(/Not everything could be checked/);
    // Not whole, so the next one asks again.
    expect(await inbox()).toMatchObject([{ text: '好的' }]);
  });

  test('deleted messages do not come back', async () => {
    await desk.run(sendOf({ to: ['林涛'] }));
    practice.act({ who: '林涛', write: '好的' });
    expect(await inbox()).toHaveLength(1);
    desk.engine.forgetAll();
    const { id: workspaceId } = desk.program.workspaces()[0]!;
    await desk.inbox.check(workspaceId);
    expect(await inbox()).toEqual([]);
  });
});
