import type { Call, Desk } from '../../gateway/call';
import { endpoint } from '../../gateway/endpoint';
import { readString } from '../../gateway/read-fields';
import { refuse, refuseExt } from '../../gateway/refusals';
import { data, isRefusal, type Reply } from '../../gateway/reply';
import { findMessage } from '../../message/find-message';
import { messageView } from '../../message/message-view';
import { readContent } from '../../message/read-content';

const mostEdits = 20;

const handle = (call: Call, desk: Desk): Reply => {
  const { world } = desk;
  const msgType = readString(call, 'msg_type');
  if (isRefusal(msgType)) return msgType;
  const content = readString(call, 'content');
  if (isRefusal(content)) return content;
  const found = findMessage(desk, call.params.message_id);
  if (isRefusal(found)) return found;
  const { message } = found;
  if (message.deletedAt !== null) return refuse(230011);
  if (message.sender.kind !== 'bot') return refuse(230071);
  if (msgType !== 'text' && msgType !== 'post') return refuseExt(230001, 'invalid msg_type');
  if (message.edits >= mostEdits) return refuse(230072);
  if (world.now() - message.createdAt > world.settings.editWindowSeconds * 1000) return refuse(230075);
  const read = readContent(world, { msgType, content, bodyBytes: call.bodyBytes });
  if (isRefusal(read)) return read;
  message.msgType = msgType;
  message.content = read.content;
  message.mentions = read.mentions;
  message.updatedAt = world.now();
  message.edits += 1;
  call.deed.edited = message.messageId;
  return data(messageView(world, message));
};

/** feishu-api 3.6: text and post only, twenty times, within the admin's window. */
export const edit = endpoint({
  api: 'edit',
  method: 'PUT',
  path: '/open-apis/im/v1/messages/:message_id',
  scopes: ['im:message', 'im:message:send_as_bot', 'im:message:update'],
  handle,
});
