import type { Call, Desk } from '../../gateway/call';
import { endpoint } from '../../gateway/endpoint';
import { refuse } from '../../gateway/refusals';
import { data, isRefusal, type Reply } from '../../gateway/reply';
import { botGoverns, findMessage } from '../../message/find-message';

const yearMs = 365 * 86_400_000;

const handle = (call: Call, desk: Desk): Reply => {
  const { world } = desk;
  const found = findMessage(desk, call.params.message_id);
  if (isRefusal(found)) return found;
  const { message, chat } = found;
  if (message.deletedAt !== null) return refuse(230110);
  if (chat.status === 'dissolved') return refuse(232009);
  if (!chat.botIn) return refuse(230050);
  const own = message.sender.kind === 'bot';
  if (!own && !(chat.mode === 'group' && botGoverns(chat))) return refuse(230026);
  const age = world.now() - message.createdAt;
  if (age > (own ? world.settings.recallWindowSeconds * 1000 : yearMs)) return refuse(230009);
  message.deletedAt = world.now();
  call.deed.recalled = message.messageId;
  return data({});
};

/** feishu-api 3.6 */
export const recall = endpoint({
  api: 'recall',
  method: 'DELETE',
  path: '/open-apis/im/v1/messages/:message_id',
  scopes: ['im:message', 'im:message:recall', 'im:message:send_as_bot'],
  handle,
});
