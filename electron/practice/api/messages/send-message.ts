import { type Call, endpoint, type PracticeApp } from '../../gateway/endpoint';
import { convertIds, unknownIds } from '../../gateway/id-conversion';
import { checkUserIdScope, readString, wrongType } from '../../gateway/read-fields';
import { missingField, type Reply, refuse, refuseExt } from '../../gateway/refusal';
import { botWorks, checkWriteInto, checkWriteTo, directChat, findMessage } from '../../message/bot-access';
import { enterUuid, postMessage, readMessageBody } from '../../message/post-message';
import type { WorldChat, WorldPerson } from '../../world/world';

const sendScopes = ['im:message', 'im:message:send_as_bot', 'im:message:send'];

type ReceiveIdType = 'open_id' | 'union_id' | 'user_id' | 'email' | 'chat_id';
const receiveIdTypes: readonly string[] = ['open_id', 'union_id', 'user_id', 'email', 'chat_id'];
const isReceiveIdType = (value: string): value is ReceiveIdType => receiveIdTypes.includes(value);

const shapes: Record<ReceiveIdType, RegExp> = {
  open_id: /^ou_\w+$/,
  union_id: /^on_\w+$/,
  user_id: /^(?!o[unmc]_)\S+$/,
  email: /^[^@\s]+@[^@\s]+$/,
  chat_id: /^oc_\w+$/,
};

const receivingPerson = (app: PracticeApp, type: Exclude<ReceiveIdType, 'chat_id'>, id: string): WorldPerson => {
  const person =
    type === 'email' ? app.world.byEmail.get(id.toLowerCase()) : convertIds(app.world, type, [id]).people[0];
  if (!person) throw type === 'email' ? refuse(230034) : unknownIds(type, [id]);
  return person;
};

const receivingChat = (app: PracticeApp, type: ReceiveIdType, id: string): WorldChat => {
  if (type === 'chat_id') {
    const chat = app.world.chats.get(id);
    if (!chat) throw refuse(99992355);
    checkWriteInto(app.world, chat);
    return chat;
  }
  const person = receivingPerson(app, type, id);
  checkWriteTo(person);
  return directChat(app.world, person);
};

const create = (call: Call, app: PracticeApp): Reply => {
  const type = call.query.get('receive_id_type');
  if (type === null || type === '') throw missingField('receive_id_type');
  if (!isReceiveIdType(type)) throw refuseExt(230001, 'invalid receive_id_type');
  checkUserIdScope(app, type);
  const receiveId = readString(call, 'receive_id');
  const body = readMessageBody(call);
  if (!botWorks(app.world)) throw refuse(230006);
  if (receiveId === '') throw refuseExt(230001, 'invalid receive_id');
  if (!shapes[type].test(receiveId)) throw refuse(230034);
  const chat = receivingChat(app, type, receiveId);
  return postMessage(call, app, { body, chat, parent: null });
};

/** Sends a message to a person or a chat (feishu-api 3.2). */
export const send = endpoint({
  api: 'send',
  method: 'POST',
  path: '/open-apis/im/v1/messages',
  scopes: sendScopes,
  begin: enterUuid,
  handle: create,
});

const answer = (call: Call, app: PracticeApp): Reply => {
  const body = readMessageBody(call);
  const inThread = call.body.reply_in_thread;
  if (inThread !== undefined && typeof inThread !== 'boolean') throw wrongType('reply_in_thread');
  const found = findMessage(app, call.params.message_id);
  if (found.message.deletedAt !== null) throw refuse(230011);
  checkWriteInto(app.world, found.chat);
  return postMessage(call, app, { body, chat: found.chat, parent: found.message });
};

/** Replies to a message (feishu-api 3.4). A person's message is buzzed about by buzzing the bot's reply to it. */
export const reply = endpoint({
  api: 'reply',
  method: 'POST',
  path: '/open-apis/im/v1/messages/:message_id/reply',
  scopes: sendScopes,
  begin: enterUuid,
  handle: answer,
});
