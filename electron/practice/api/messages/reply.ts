import type { Call, Desk } from '../../gateway/call';
import { endpoint } from '../../gateway/endpoint';
import { refuse, refuseBody } from '../../gateway/refusals';
import { isRefusal, type Reply } from '../../gateway/reply';
import { findMessage } from '../../message/find-message';
import { mayWriteInto } from '../../message/may-write';
import { enterUuid, postMessage, readMessageBody } from '../../message/post-message';
import { sendScopes } from './send';

const handle = (call: Call, desk: Desk): Reply => {
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
  handle,
});
