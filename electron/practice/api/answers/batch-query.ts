import { type Call, endpoint, type PracticeApp } from '../../gateway/endpoint';
import { readIdType, readOptionalString, wrongType } from '../../gateway/read-fields';
import { data, missingField, type Reply, refuse, refuseExt, refuseFields, tooManyItems } from '../../gateway/refusal';
import { botWorks } from '../../message/bot-access';
import { isEmojiType } from '../../message/emoji-types';
import { reactionView } from '../../message/reaction-view';
import { isRecord, type JsonRecord } from '../../world/json';
import type { WorldMessage, WorldReaction } from '../../world/world';
import { readScopes } from './reactions';

const mostQueries = 20;
const mostItems = 10;

interface Query {
  messageId: string;
  pageToken: string;
}

const readQueries = (call: Call): readonly Query[] => {
  const { queries } = call.body;
  if (queries === undefined || queries === null) throw missingField('queries');
  if (!Array.isArray(queries)) throw wrongType('queries');
  if (queries.length === 0) throw refuseFields({ field: 'queries', value: '0', description: 'the min len is 1' });
  if (queries.length > mostQueries) throw tooManyItems('queries', queries.length, mostQueries);
  return queries.map((query: unknown) => {
    if (!isRecord(query)) throw wrongType('queries');
    const { message_id: messageId = '', page_token: pageToken = '' } = query;
    if (typeof messageId !== 'string') throw wrongType('queries.message_id');
    if (typeof pageToken !== 'string') throw wrongType('queries.page_token');
    return { messageId, pageToken };
  });
};

const readSize = (call: Call): number => {
  const size = call.body.page_size_per_message ?? mostItems;
  if (typeof size !== 'number' || !Number.isInteger(size)) throw wrongType('page_size_per_message');
  if (size >= 1 && size <= mostItems) return size;
  const description = `the range is 1 to ${mostItems}`;
  throw refuseFields({ field: 'page_size_per_message', value: String(size), description });
};

/** A token is good for the message and the kind that it was given for. */
const tokenFor = (from: number, messageId: string, kind: string) =>
  Buffer.from(`${from}.${messageId}.${kind}`).toString('base64url');

/** The place a token leads to; null for one that belongs elsewhere. */
const placeOf = ({ messageId, pageToken }: Query, kind: string): number | null => {
  if (pageToken === '') return 0;
  const from = Number.parseInt(Buffer.from(pageToken, 'base64url').toString('utf8'), 10);
  return Number.isInteger(from) && from > 0 && tokenFor(from, messageId, kind) === pageToken ? from : null;
};

const countsOf = (reactions: readonly WorldReaction[]): JsonRecord[] => {
  const counts = new Map<string, number>();
  for (const { emoji } of reactions) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ reaction_type: kind, count: String(count) }));
};

/** The message if its reactions may be read, or the reason of the failure: a recalled one is unreadable. */
const readable = ({ world }: PracticeApp, messageId: string): WorldMessage | 'invalid' | 'no_permission' => {
  const message = world.messages.get(messageId);
  if (!message || message.deletedAt !== null) return 'invalid';
  return world.chats.get(message.chatId)?.botIn === true ? message : 'no_permission';
};

const query = (call: Call, app: PracticeApp): Reply => {
  const { world } = app;
  const idType = readIdType(call, app, { name: 'user_id_type', required: false, code: 230001 });
  const queries = readQueries(call);
  const size = readSize(call);
  const kind = readOptionalString(call, 'reaction_type') ?? '';
  if (kind !== '' && !isEmojiType(kind)) throw refuseExt(230001, 'invalid reaction_type');
  if (!botWorks(world)) throw refuse(230006);
  const details: JsonRecord[] = [];
  const counts: JsonRecord[] = [];
  const failures: JsonRecord[] = [];
  for (const one of queries) {
    const { messageId } = one;
    const message = readable(app, messageId);
    const from = placeOf(one, kind);
    if (typeof message === 'string' || from === null) {
      const reason = typeof message === 'string' ? message : 'invalid_page_token';
      failures.push({ message_id: messageId, fail_reason: reason });
      continue;
    }
    const all = message.reactions.filter(({ emoji }) => kind === '' || emoji === kind);
    const items = all.slice(from, from + size);
    const hasMore = from + size < all.length;
    details.push({
      message_id: messageId,
      has_more: hasMore,
      ...(hasMore ? { page_token: tokenFor(from + size, messageId, kind) } : {}),
      message_reaction_items: items.map((reaction) => ({
        ...reactionView(world, reaction, idType),
        emoji_type: reaction.emoji,
      })),
    });
    counts.push({ message_id: messageId, reaction_count: countsOf(all) });
  }
  return data({
    success_msg_reaction_details: details,
    success_msg_reaction_counts: counts,
    fail_msg_reaction_details: failures,
  });
};

/** Lists the reactions of up to 20 messages, ten of each at most (feishu-api 11.2). One that fails does not fail the rest. */
export const batchReactions = endpoint({
  api: 'batch_reactions',
  method: 'POST',
  path: '/open-apis/im/v1/messages/reactions/batch_query',
  scopes: readScopes,
  handle: query,
});
