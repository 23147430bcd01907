import type { UserIdType } from '../../../contract/model/person';
import { type Call, endpoint, type PracticeApp } from '../../gateway/endpoint';
import { convertIds, idOf } from '../../gateway/id-conversion';
import { readIdType, readStrings, wrongType } from '../../gateway/read-fields';
import { data, missingField, type Reply, refuse, refuseExt } from '../../gateway/refusal';
import { botWorks } from '../../message/bot-access';
import type { JsonRecord } from '../../world/json';
import type { WorldChat, WorldPerson } from '../../world/world';

/** Most people in a call for direct chats; none is stated for groups, and practice takes no more there. */
const mostPeople = 50;

const readFlag = (call: Call): boolean => {
  const { time_sensitive: on } = call.body;
  if (on === undefined || on === null) throw missingField('time_sensitive');
  if (typeof on !== 'boolean') throw wrongType('time_sensitive');
  return on;
};

interface Asked {
  idType: UserIdType;
  on: boolean;
  people: readonly WorldPerson[];
  unknown: readonly string[];
}

const read = (call: Call, app: PracticeApp): Asked => {
  const idType = readIdType(call, app, { name: 'user_id_type', required: true, code: 230001 });
  const on = readFlag(call);
  const ids = readStrings(call, 'user_ids');
  if (ids === undefined) throw missingField('user_ids');
  if (ids.length === 0) throw refuseExt(230001, 'user_ids is empty');
  if (ids.length > mostPeople) throw refuseExt(230001, `user_ids exceeds ${mostPeople}`);
  if (!botWorks(app.world)) throw refuse(230006);
  return { idType, on, ...convertIds(app.world, idType, ids) };
};

/** Pins or unpins the chat of each person; being in the list means failed, even with the code 0 (feishu-api 12.1). */
const remind = (call: Call, asked: Asked, chatOf: (person: WorldPerson) => WorldChat | undefined): Reply => {
  const { idType, on, people, unknown } = asked;
  const failed: JsonRecord[] = unknown.map((id) => ({
    error_code: 230001,
    error_message: 'user not exist',
    user_id: id,
  }));
  const done: { openId: string; name: string }[] = [];
  for (const person of people) {
    const chat = person.available && person.status === 'active' ? chatOf(person) : undefined;
    if (!chat) {
      failed.push({ error_code: 0, error_message: 'feed card not found', user_id: idOf(person, idType) });
      continue;
    }
    if (on) chat.reminded.add(person.openId);
    else chat.reminded.delete(person.openId);
    done.push({ openId: person.openId, name: person.name });
  }
  call.effects.reminded = { on, people: done };
  return data({ failed_user_reasons: failed });
};

const scopes = ['im:datasync.feed_card.time_sensitive:write'];

/** Pins the bot's direct chats at the top of people's lists, or unpins them (feishu-api 12.1). The path is Feishu's own spelling. */
export const remindDirect = endpoint({
  api: 'remind_direct',
  method: 'PATCH',
  path: '/open-apis/im/v2/feed_cards/bot_time_sentive',
  scopes,
  handle: (call, app) => remind(call, read(call, app), ({ openId }) => app.world.directChats.get(openId)),
});

const inGroup = (call: Call, app: PracticeApp): Reply => {
  const asked = read(call, app);
  const chat = app.world.chats.get(call.params.feed_card_id ?? '');
  if (!chat || chat.mode === 'p2p') throw refuseExt(230001, 'invalid feed_card_id');
  if (!chat.botIn || chat.status === 'dissolved') throw refuse(230027);
  return remind(call, asked, ({ openId }) => (chat.members.has(openId) ? chat : undefined));
};

/** Pins a group at the top of people's lists, or unpins it (feishu-api 12.1). */
export const remindGroup = endpoint({
  api: 'remind_group',
  method: 'PATCH',
  path: '/open-apis/im/v2/feed_cards/:feed_card_id',
  scopes,
  handle: inGroup,
});
