import { type Call, endpoint, type PracticeApp } from '../../gateway/endpoint';
import { readString } from '../../gateway/read-fields';
import { data, type Reply, refuse, refuseExt } from '../../gateway/refusal';
import { botGoverns, findMessage } from '../../message/bot-access';
import { messageView } from '../../message/message-view';
import { readContent } from '../../message/read-content';

const mostEdits = 20;

const change = (call: Call, app: PracticeApp): Reply => {
  const { world } = app;
  const msgType = readString(call, 'msg_type');
  const content = readString(call, 'content');
  const found = findMessage(app, call.params.message_id);
  const { message } = found;
  if (message.deletedAt !== null) throw refuse(230011);
  if (message.sender.kind !== 'bot') throw refuse(230071);
  if (msgType !== 'text' && msgType !== 'post') throw refuseExt(230001, 'invalid msg_type');
  if (message.edits >= mostEdits) throw refuse(230072);
  if (world.now() - message.createdAt > world.settings.editWindowSeconds * 1000) throw refuse(230075);
  const read = readContent(world, { msgType, content, bodyBytes: call.bodyBytes });
  message.msgType = msgType;
  message.content = read.content;
  message.mentions = read.mentions;
  message.updatedAt = world.now();
  message.edits += 1;
  call.effects.edited = message.messageId;
  return data(messageView(world, message));
};

/** Edits a text or post, at most twenty times, within the admin's window (feishu-api 3.6). */
export const edit = endpoint({
  api: 'edit',
  method: 'PUT',
  path: '/open-apis/im/v1/messages/:message_id',
  scopes: ['im:message', 'im:message:send_as_bot', 'im:message:update'],
  handle: change,
});

/** Age up to which a chat's owner or manager can recall another's message (ms). */
const yearMs = 365 * 86_400_000;

const takeBack = (call: Call, app: PracticeApp): Reply => {
  const { world } = app;
  const found = findMessage(app, call.params.message_id);
  const { message, chat } = found;
  if (message.deletedAt !== null) throw refuse(230110);
  if (chat.status === 'dissolved') throw refuse(232009);
  if (!chat.botIn) throw refuse(230002);
  const own = message.sender.kind === 'bot';
  if (!own && !(chat.mode === 'group' && botGoverns(chat))) throw refuse(230026);
  const age = world.now() - message.createdAt;
  if (age > (own ? world.settings.recallWindowSeconds * 1000 : yearMs)) throw refuse(230009);
  message.deletedAt = world.now();
  world.tell({ kind: 'recalled', chat, message, at: world.now() });
  call.effects.recalled = message.messageId;
  return data({});
};

/** Recalls a message (feishu-api 3.6). */
export const recall = endpoint({
  api: 'recall',
  method: 'DELETE',
  path: '/open-apis/im/v1/messages/:message_id',
  scopes: ['im:message', 'im:message:recall', 'im:message:send_as_bot'],
  handle: takeBack,
});
