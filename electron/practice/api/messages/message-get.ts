import type { Call, Desk } from '../../gateway/call';
import { endpoint } from '../../gateway/endpoint';
import { readIdType } from '../../gateway/read-fields';
import { refuse, refuseExt } from '../../gateway/refusals';
import { data, isRefusal, type Refusal, type Reply } from '../../gateway/reply';
import { findMessage } from '../../message/find-message';
import { messageView } from '../../message/message-view';
import type { WorldChat } from '../../world/model';

export const readScopes = ['im:message', 'im:message:readonly', 'im:message.history:readonly'];

/** Reading a group needs one more scope; the message service says 230027 when it is missing (feishu-api 3.5, 7.5). */
export const mayReadGroup = (desk: Desk, chat: WorldChat): Refusal | null =>
  chat.mode !== 'p2p' && !desk.world.settings.scopes.has('im:message.group_msg')
    ? refuseExt(230027, 'need scope: im:message.group_msg')
    : null;

const handle = (call: Call, desk: Desk): Reply => {
  const idType = readIdType(call, desk, { name: 'user_id_type', required: false, code: 230001 });
  if (isRefusal(idType)) return idType;
  const found = findMessage(desk, call.params.message_id);
  if (isRefusal(found)) return found;
  const { message, chat } = found;
  if (!chat.botIn) return refuse(230002);
  if (message.deletedAt !== null) return refuse(230110);
  return mayReadGroup(desk, chat) ?? data({ items: [messageView(desk.world, message)] });
};

/** feishu-api 3.5 */
export const getMessage = endpoint({
  api: 'get_message',
  method: 'GET',
  path: '/open-apis/im/v1/messages/:message_id',
  scopes: ['im:message', 'im:message:readonly'],
  handle,
});
