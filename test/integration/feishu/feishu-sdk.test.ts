import { createReadStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@larksuiteoapi/node-sdk';
import { beforeAll, expect, it } from 'vitest';
import { ChatId, MessageId } from '../../../electron/contract/model/ids';
import type { FeishuApp } from '../../../electron/core/feishu/feishu';
import { optionalScopes, usualScopes } from '../../../electron/practice/world/scopes';
import { createVirtualClock } from '../../support/clock/virtual-clock';
import { tempFolder } from '../../support/disk/temp-folder';
import { personIn, sharedCompany } from '../../support/feishu/a-company';
import { connectedClient } from '../../support/feishu/connected-client';
import { openGuard } from '../../support/feishu/fake-feishu';
import { officialSdk, seenAfter as seenIn } from '../../support/feishu/official-sdk';
import { aPng } from '../../support/feishu/pictures';

// Feishu's SDK and the app's client make the same calls, and the server must see the same requests. The SDK's types check
// its input, so a field that does not exist would not compile.

const practice = sharedCompany({ readingSpeed: 0, scopes: [...usualScopes, ...optionalScopes] });
let ours: FeishuApp;
let sdk: Client;

beforeAll(async () => {
  ours = connectedClient(practice, { clock: createVirtualClock() });
  sdk = officialSdk(practice);
});

const openIdOf = (name: string) => personIn(practice, name).openId;

const seenAfter = (call: Promise<unknown>) => seenIn(practice, call);

const post = { zh_cn: { title: '', content: [[{ tag: 'text' as const, text: '请处理 <b>1234</b>' }]] } };

const messageTo = async (name: string) => {
  const to = { idType: 'open_id' as const, id: openIdOf(name) };
  const sent = await ours.send({ to, post, uuid: `for-${name}` }, openGuard());
  if (!sent.ok) throw new Error('expected a message');
  return sent.value.messageId;
};

const aChat = () => {
  const found = [...practice.world.chats.values()].find((chat) => chat.name === '数据库告警');
  return ChatId.parse(found?.chatId);
};

it.each(['open_id', 'chat_id'] as const)('sends a post to an %s', async (idType) => {
  const id = idType === 'chat_id' ? aChat() : openIdOf('李雷');
  const uuid = `same-${idType}`;
  const mine = await seenAfter(ours.send({ to: { idType, id }, post, uuid }, openGuard()));
  const theirs = await seenAfter(
    sdk.im.v1.message.create({
      params: { receive_id_type: idType },
      data: { receive_id: id, msg_type: 'post', content: JSON.stringify(post), uuid },
    }),
  );
  expect(mine).toEqual(theirs);
  expect(mine.code).toBe(0);
});

it('uploads a picture', async () => {
  const bytes = aPng();
  const mine = await seenAfter(ours.uploadPicture({ bytes, kind: 'png' }, openGuard()));
  // The SDK takes a file's name and type from a stream of it, and from nothing else.
  const path = join(tempFolder(), 'picture.png');
  writeFileSync(path, bytes);
  const theirs = await seenAfter(
    sdk.im.v1.image.create({ data: { image_type: 'message', image: createReadStream(path) } }),
  );
  expect(mine).toEqual(theirs);
  expect(mine.code).toBe(0);
});

it.each(['app', 'sms', 'phone'] as const)('buzzes by %s', async (channel) => {
  const messageId = await messageTo('韩梅梅');
  const ids = [openIdOf('韩梅梅')];
  const mine = await seenAfter(ours.buzz({ messageId, channel, idType: 'open_id', ids }, openGuard()));
  const payload = {
    path: { message_id: messageId },
    params: { user_id_type: 'open_id' as const },
    data: { user_id_list: ids },
  };
  const theirs = await seenAfter(
    {
      app: () => sdk.im.v1.message.urgentApp(payload),
      sms: () => sdk.im.v1.message.urgentSms(payload),
      phone: () => sdk.im.v1.message.urgentPhone(payload),
    }[channel](),
  );
  expect(mine).toEqual(theirs);
  expect(mine.code).toBe(0);
});

it('reads receipts', async () => {
  const messageId = await messageTo('单小雨');
  const mine = await seenAfter(ours.readReceipts({ messageId, idType: 'open_id' }));
  const theirs = await seenAfter(
    sdk.im.v1.message.readUsers({
      path: { message_id: messageId },
      params: { user_id_type: 'open_id', page_size: 100 },
    }),
  );
  expect(mine).toEqual(theirs);
  expect(mine.code).toBe(0);
});

it('recalls', async () => {
  const mine = await seenAfter(ours.recall({ messageId: await messageTo('曲直') }));
  const other = await messageTo('乐嘉');
  const theirs = await seenAfter(sdk.im.v1.message.delete({ path: { message_id: other } }));
  expect({ ...mine, path: null }).toEqual({ ...theirs, path: null });
  expect(mine.path.replace(/om_\w+/, '')).toBe(theirs.path.replace(/om_\w+/, ''));
  expect(mine.code).toBe(0);
});

it('lists chats', async () => {
  const mine = await seenAfter(ours.readChats());
  const theirs = await seenAfter(sdk.im.v1.chat.list({ params: { page_size: 100 } }));
  expect(mine).toEqual(theirs);
  expect(mine.code).toBe(0);
});

it('reads a chat', async () => {
  const mine = await seenAfter(ours.readChat({ chatId: aChat() }));
  const theirs = await seenAfter(
    sdk.im.v1.chat.get({ path: { chat_id: aChat() }, params: { user_id_type: 'open_id' } }),
  );
  expect(mine).toEqual(theirs);
  expect(mine.code).toBe(0);
});

it('lists members', async () => {
  const mine = await seenAfter(ours.readMembers({ chatId: aChat(), idType: 'open_id' }));
  const theirs = await seenAfter(
    sdk.im.v1.chatMembers.get({
      path: { chat_id: aChat() },
      params: { member_id_type: 'open_id', page_size: 100 },
    }),
  );
  expect(mine).toEqual(theirs);
  expect(mine.code).toBe(0);
});

it('looks people up', async () => {
  const [one, two] = practice.world.people;
  const emails = [one?.email ?? ''];
  const mobiles = [two?.mobile ?? ''];
  const mine = await seenAfter(ours.lookUp({ emails, mobiles }));
  const theirs = await seenAfter(
    sdk.contact.v3.user.batchGetId({ params: { user_id_type: 'open_id' }, data: { emails, mobiles } }),
  );
  expect(mine).toEqual(theirs);
  expect(mine.code).toBe(0);
});

it('asks in the same way for a message that does not exist', async () => {
  const messageId = MessageId.parse('om_00000000000000000000000000000000');
  const mine = await seenAfter(ours.readReceipts({ messageId, idType: 'open_id' }));
  const theirs = await seenAfter(
    sdk.im.v1.message
      .readUsers({ path: { message_id: messageId }, params: { user_id_type: 'open_id', page_size: 100 } })
      .catch(() => null),
  );
  expect(mine).toEqual(theirs);
  expect(mine.code).not.toBe(0);
});

it('creates a chat', async () => {
  const name = '加急 · 值班组';
  const mine = await seenAfter(ours.createChat({ name, uuid: 'room-1' }, openGuard()));
  const theirs = await seenAfter(
    sdk.im.v1.chat.create({
      params: { uuid: 'room-1' },
      data: {
        name,
        group_message_type: 'chat',
        chat_mode: 'group',
        chat_type: 'private',
        urgent_setting: 'all_members',
      },
    }),
  );
  expect(mine).toEqual(theirs);
  expect(mine.code).toBe(0);
});

it('adds members', async () => {
  const ids = [openIdOf('李雷'), openIdOf('韩梅梅')];
  const mine = await seenAfter(ours.addMembers({ chatId: aChat(), idType: 'open_id', ids }, openGuard()));
  const theirs = await seenAfter(
    sdk.im.v1.chatMembers.create({
      path: { chat_id: aChat() },
      params: { member_id_type: 'open_id', succeed_type: 1 },
      data: { id_list: ids },
    }),
  );
  expect(mine).toEqual(theirs);
  expect(mine.code).toBe(0);
});

it('replies', async () => {
  const messageId = await messageTo('李雷');
  const mine = await seenAfter(ours.reply({ messageId, chatId: aChat(), post, uuid: 'answer' }, openGuard()));
  const theirs = await seenAfter(
    sdk.im.v1.message.reply({
      path: { message_id: messageId },
      data: { msg_type: 'post', content: JSON.stringify(post), uuid: 'answer' },
    }),
  );
  expect(mine).toEqual(theirs);
  expect(mine.code).toBe(0);
});

it('reads one message, and a chat newest first', async () => {
  const messageId = await messageTo('李雷');
  const mine = await seenAfter(ours.readMessage({ messageId }));
  const theirs = await seenAfter(
    sdk.im.v1.message.get({ path: { message_id: messageId }, params: { user_id_type: 'open_id' } }),
  );
  expect(mine).toEqual(theirs);
  expect(mine.code).toBe(0);
  const page = await seenAfter(ours.readHistory({ chatId: aChat(), after: null }));
  const theirPage = await seenAfter(
    sdk.im.v1.message.list({
      params: {
        container_id_type: 'chat',
        container_id: aChat(),
        sort_type: 'ByCreateTimeDesc',
        page_size: 50,
      },
    }),
  );
  expect(page).toEqual(theirPage);
  expect(page.code).toBe(0);
});

const departmentOf = (name: string) =>
  practice.world.departments.find((one) => one.name === name)?.openDepartmentId ?? expect.fail(`no ${name}`);
const types = { user_id_type: 'open_id', department_id_type: 'open_department_id' } as const;

it('asks for the contacts range', async () => {
  const mine = await seenAfter(ours.readContactRange({ after: null }));
  const theirs = await seenAfter(sdk.contact.v3.scope.list({ params: { ...types, page_size: 100 } }));
  expect(mine).toEqual(theirs);
  expect(mine.code).toBe(0);
});

it('asks for departments by id and for those below one', async () => {
  const ids = [departmentOf('技术中心'), departmentOf('质检组')];
  const mine = await seenAfter(ours.readDepartments({ ids }));
  const theirs = await seenAfter(sdk.contact.v3.department.batch({ params: { ...types, department_ids: ids } }));
  expect(mine).toEqual(theirs);
  expect(mine.code).toBe(0);
  const below = await seenAfter(ours.readDepartmentsBelow({ id: ids[0] ?? '', after: null }));
  const theirBelow = await seenAfter(
    sdk.contact.v3.department.children({
      path: { department_id: ids[0] ?? '' },
      params: { ...types, fetch_child: true, page_size: 50 },
    }),
  );
  expect(below).toEqual(theirBelow);
  expect(below.code).toBe(0);
});

it('asks for the people of a department and for people by id', async () => {
  const id = departmentOf('数据库组');
  const mine = await seenAfter(ours.readDepartmentPeople({ id, after: null }));
  const theirs = await seenAfter(
    sdk.contact.v3.user.findByDepartment({ params: { ...types, department_id: id, page_size: 50 } }),
  );
  expect(mine).toEqual(theirs);
  expect(mine.code).toBe(0);
  const ids = [openIdOf('李雷'), openIdOf('韩梅梅')];
  const byId = await seenAfter(ours.readPeopleById({ idType: 'open_id', ids }));
  const theirById = await seenAfter(sdk.contact.v3.user.batch({ params: { ...types, user_ids: ids } }));
  expect(byId).toEqual(theirById);
  expect(byId.code).toBe(0);
});

it('goes on to the next page as the SDK does', async () => {
  const after = 'of-another-request';
  const mine = await seenAfter(ours.readContactRange({ after }));
  const theirs = await seenAfter(
    sdk.contact.v3.scope.list({ params: { ...types, page_size: 100, page_token: after } }).catch(() => null),
  );
  expect(mine).toEqual(theirs);
  expect(mine.code).toBe(40012);
});
