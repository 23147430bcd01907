import { type Call, type Desk, endpoint } from '../../gateway/endpoint';
import { convertIds, unknownIds } from '../../gateway/id-conversion';
import { readString, userIdAllowed } from '../../gateway/read-fields';
import { isRefusal, missingField, type Refusal, type Reply, refuse, refuseBody, refuseExt } from '../../gateway/reply';
import { directChat, findMessage, mayWriteInto, mayWriteTo } from '../../message/bot-access';
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

const receivingPerson = (desk: Desk, type: ReceiveIdType, id: string): WorldPerson | Refusal => {
  if (type === 'email') return desk.world.byEmail.get(id.toLowerCase()) ?? refuse(230034);
  if (type === 'chat_id') return refuse(230034);
  const converted = convertIds(desk.world, type, [id]);
  if (isRefusal(converted)) return converted;
  return converted.people[0] ?? unknownIds(type, [id]);
};

const receivingChat = (desk: Desk, type: ReceiveIdType, id: string): WorldChat | Refusal => {
  if (type === 'chat_id') {
    const chat = desk.world.chats.get(id);
    return chat ? (mayWriteInto(desk.world, chat) ?? chat) : refuse(99992355);
  }
  const person = receivingPerson(desk, type, id);
  if (isRefusal(person)) return person;
  return mayWriteTo(person) ?? directChat(desk.world, person);
};

const create = (call: Call, desk: Desk): Reply => {
  const type = call.query.get('receive_id_type');
  if (type === null || type === '') return missingField('receive_id_type');
  if (!isReceiveIdType(type)) return refuseExt(230001, 'invalid receive_id_type');
  const notAllowed = userIdAllowed(desk, type);
  if (notAllowed) return notAllowed;
  const receiveId = readString(call, 'receive_id');
  if (isRefusal(receiveId)) return receiveId;
  const body = readMessageBody(call);
  if (isRefusal(body)) return body;
  if (!desk.world.settings.botEnabled) return refuse(230006);
  if (receiveId === '') return refuseExt(230001, 'invalid receive_id');
  if (!shapes[type].test(receiveId)) return refuse(230034);
  const chat = receivingChat(desk, type, receiveId);
  return isRefusal(chat) ? chat : postMessage(call, desk, { body, chat, parent: null });
};

/** feishu-api 3.2 */
export const send = endpoint({
  api: 'send',
  method: 'POST',
  path: '/open-apis/im/v1/messages',
  scopes: sendScopes,
  begin: enterUuid,
  handle: create,
});

const answer = (call: Call, desk: Desk): Reply => {
  const body = readMessageBody(call);
  if (isRefusal(body)) return body;
  const inThread = call.body.reply_in_thread;
  if (inThread !== undefined && typeof inThread !== 'boolean') {
    return refuseBody('Invalid parameter type in json: reply_in_thread');
  }
  const found = findMessage(desk, call.params.message_id);
  if (isRefusal(found)) return found;
  if (found.message.deletedAt !== null) return refuse(230011);
  return (
    mayWriteInto(desk.world, found.chat) ?? postMessage(call, desk, { body, chat: found.chat, parent: found.message })
  );
};

/** feishu-api 3.4: the only way to buzz about a human's message is to reply and buzz the reply. */
export const reply = endpoint({
  api: 'reply',
  method: 'POST',
  path: '/open-apis/im/v1/messages/:message_id/reply',
  scopes: sendScopes,
  begin: enterUuid,
  handle: answer,
});
