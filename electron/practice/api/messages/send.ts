import type { Call, Desk } from '../../gateway/call';
import { endpoint } from '../../gateway/endpoint';
import { convertIds, unknownIds } from '../../gateway/id-conversion';
import { readString, userIdAllowed } from '../../gateway/read-fields';
import { missingField, refuse, refuseExt } from '../../gateway/refusals';
import { isRefusal, type Refusal, type Reply } from '../../gateway/reply';
import { directChat, mayWriteInto, mayWriteTo } from '../../message/may-write';
import { enterUuid, postMessage, readMessageBody } from '../../message/post-message';
import type { WorldChat, WorldPerson } from '../../world/model';

export const sendScopes = ['im:message', 'im:message:send_as_bot', 'im:message:send'];

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

const handle = (call: Call, desk: Desk): Reply => {
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
  handle,
});
