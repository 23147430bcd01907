import { type Call, endpoint, type PracticeApp } from '../../gateway/endpoint';
import { idOf } from '../../gateway/id-conversion';
import { readIdType } from '../../gateway/read-fields';
import { pageFields, readPage } from '../../gateway/read-page';
import { data, type Reply, refuse, refuseExt } from '../../gateway/refusal';
import { findMessage } from '../../message/bot-access';
import { readAt } from '../../world/read-times';

/** Age up to which readers are told (ms). */
const oldestMs = 7 * 86_400_000;

const handle = (call: Call, app: PracticeApp): Reply => {
  const { world } = app;
  const idType = readIdType(call, app, { name: 'user_id_type', required: true, code: 230001 });
  const found = findMessage(app, call.params.message_id);
  const { message, chat } = found;
  if (message.deletedAt !== null) throw refuse(230110);
  if (message.sender.kind !== 'bot') throw refuse(230012);
  if (!chat.botIn) throw refuse(230002);
  if (chat.external) throw refuse(230027);
  const now = world.now();
  if (now - message.createdAt > oldestMs) throw refuse(230033);
  const readers = [...chat.members]
    .flatMap((openId) => {
      const person = world.byOpenId.get(openId);
      const at = person ? readAt(world, message, person) : null;
      return person && at !== null && at <= now ? [{ person, at }] : [];
    })
    .sort((one, other) => one.at - other.at || one.person.openId.localeCompare(other.person.openId));
  const page = readPage(call, readers, {
    standard: 20,
    most: 100,
    badSize: () => refuseExt(230001, 'The page_size exceeds the limit'),
    badToken: () => refuseExt(230001, 'invalid page_token'),
  });
  return data({
    items: page.items.map(({ person, at }) => ({
      user_id_type: idType,
      user_id: idOf(person, idType),
      timestamp: String(at),
      tenant_key: world.tenantKey,
    })),
    ...pageFields(page),
  });
};

/** Lists the readers of the bot's own messages of the last seven days (feishu-api 3.5). */
export const readUsers = endpoint({
  api: 'read_users',
  method: 'GET',
  path: '/open-apis/im/v1/messages/:message_id/read_users',
  scopes: ['im:message', 'im:message:readonly', 'im:message:basic'],
  handle,
});
