import type { UserIdType } from '../../../contract/model/person';
import { type Call, endpoint, type PracticeApp } from '../../gateway/endpoint';
import { readIdType, wrongType } from '../../gateway/read-fields';
import { pageFields, readPage } from '../../gateway/read-page';
import { data, missingField, type Reply, refuse, refuseExt } from '../../gateway/refusal';
import { findMessage } from '../../message/bot-access';
import { isEmojiType } from '../../message/emoji-types';
import { reactionView } from '../../message/reaction-view';
import { addReaction, removeReaction } from '../../people/act';
import { isRecord, type JsonRecord } from '../../world/json';
import type { World, WorldReaction } from '../../world/world';

const withKind = (world: World, reaction: WorldReaction, idType: UserIdType): JsonRecord => ({
  ...reactionView(world, reaction, idType),
  reaction_type: { emoji_type: reaction.emoji },
});

const list = (call: Call, app: PracticeApp): Reply => {
  const idType = readIdType(call, app, { name: 'user_id_type', required: false, code: 230001 });
  const kind = call.query.get('reaction_type');
  if (kind !== null && !isEmojiType(kind)) throw refuse(231001);
  const { message, chat } = findMessage(app, call.params.message_id);
  if (!chat.botIn) throw refuse(231008);
  if (message.deletedAt !== null) throw refuse(230110);
  const page = readPage(
    call,
    message.reactions.filter(({ emoji }) => kind === null || emoji === kind),
    {
      standard: 20,
      most: 50,
      badSize: () => refuseExt(230001, 'The page_size exceeds the limit'),
      badToken: () => refuse(231012),
    },
  );
  return data({ items: page.items.map((reaction) => withKind(app.world, reaction, idType)), ...pageFields(page) });
};

const readEmoji = (call: Call): string => {
  const { reaction_type: kind } = call.body;
  if (kind === undefined || kind === null) throw missingField('reaction_type');
  if (!isRecord(kind)) throw wrongType('reaction_type');
  if (typeof kind.emoji_type !== 'string') throw missingField('reaction_type.emoji_type');
  if (!isEmojiType(kind.emoji_type)) throw refuse(231001);
  return kind.emoji_type;
};

const findReactable = (call: Call, app: PracticeApp) => {
  const found = findMessage(app, call.params.message_id);
  if (found.chat.status === 'dissolved') throw refuse(231004);
  if (!found.chat.botIn) throw refuse(231002);
  if (found.message.deletedAt !== null) throw refuse(231003);
  return found;
};

const create = (call: Call, app: PracticeApp): Reply => {
  const emoji = readEmoji(call);
  const { message } = findReactable(call, app);
  if (message.msgType === 'system') throw refuse(231017);
  const reaction = addReaction(app.world, message, { kind: 'bot' }, emoji, app.world.now());
  call.effects.reacted = { messageId: message.messageId, emoji };
  return data(withKind(app.world, reaction, 'open_id'));
};

const remove = (call: Call, app: PracticeApp): Reply => {
  const { message } = findReactable(call, app);
  const reaction = message.reactions.find(({ reactionId }) => reactionId === call.params.reaction_id);
  if (!reaction) throw refuse(231003);
  if (reaction.by.kind !== 'bot') throw refuse(231006);
  removeReaction(app.world, message, reaction, app.world.now());
  call.effects.unreacted = { messageId: message.messageId, emoji: reaction.emoji };
  return data(withKind(app.world, reaction, 'open_id'));
};

const path = '/open-apis/im/v1/messages/:message_id/reactions';
const scopes = ['im:message', 'im:message.reactions:write_only'];

/** Scopes of both calls that read; `im:message` alone is not enough (feishu-api 11.2). */
export const readScopes = ['im:message.reactions:read', 'im:message:readonly'];

/** Lists the reactions of one message (feishu-api 11.2): 1 to 50 a page, the kind in an object of its own. */
export const listReactions = endpoint({ api: 'list_reactions', method: 'GET', path, scopes: readScopes, handle: list });

/** Lets the bot react (feishu-api 11.2). The same reaction twice is one. */
export const createReaction = endpoint({ api: 'create_reaction', method: 'POST', path, scopes, handle: create });

/** Takes the bot's own reaction back (feishu-api 11.2). */
export const deleteReaction = endpoint({
  api: 'delete_reaction',
  method: 'DELETE',
  path: `${path}/:reaction_id`,
  scopes,
  handle: remove,
});
