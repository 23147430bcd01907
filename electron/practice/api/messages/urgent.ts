import type { Channel } from '../../../contract/model/channel';
import type { UserIdType } from '../../../contract/model/person';
import { type Call, type Endpoint, endpoint, type PracticeApp } from '../../gateway/endpoint';
import { convertIds, idOf, unknownIds } from '../../gateway/id-conversion';
import { readIdType, readStrings } from '../../gateway/read-fields';
import { data, missingField, type Reply, refuse, refuseExt } from '../../gateway/refusal';
import { botGoverns, findMessage } from '../../message/bot-access';
import { hasRead, unreadBuzzes } from '../../world/read-times';
import type { World, WorldChat, WorldMessage, WorldPerson } from '../../world/world';

const mostIds = 200;
const mostUnread = 200;

const checkMessage = (message: WorldMessage, chat: WorldChat): void => {
  if (message.deletedAt !== null) throw refuse(230110);
  if (message.sender.kind !== 'bot') throw refuse(230012);
  if (chat.status === 'dissolved') throw refuse(232009);
  if (!chat.botIn) throw refuse(230002);
  if (chat.external) throw refuse(230027);
  if (chat.mode !== 'p2p' && chat.urgentSetting === 'only_owner' && !botGoverns(chat)) throw refuse(230052);
  if (message.folded) throw refuse(230098);
};

/** True when one more buzz would leave this person with more than 200 unread buzzes (feishu-api 2.2). */
const overflows = (world: World, message: WorldMessage, person: WorldPerson): boolean => {
  const counted = person.buzzed.has(message.messageId) && !hasRead(world, message, person);
  return unreadBuzzes(world, person) + (counted ? 0 : 1) > mostUnread;
};

/** Refuses the whole list for one person who cannot be buzzed, without naming them, as Feishu may do (feishu-api 2.1). */
const checkPeople = (world: World, message: WorldMessage, people: readonly WorldPerson[]): void => {
  if (people.some((person) => !person.available || person.status !== 'active')) throw refuse(230013);
  if (people.some((person) => overflows(world, message, person))) throw refuse(230023);
};

const charge = (world: World, channel: Channel, count: number): void => {
  const { settings } = world;
  switch (channel) {
    case 'app':
      return;
    case 'sms':
      if (settings.smsLeft < count) throw refuse(230024);
      settings.smsLeft -= count;
      return;
    case 'phone':
      if (settings.phoneLeft < count) throw refuse(230024);
      settings.phoneLeft -= count;
      return;
  }
};

const ring = (world: World, message: WorldMessage, channel: Channel, people: readonly WorldPerson[]): void => {
  const now = world.now();
  for (const person of people) {
    const buzzes = message.buzzes.get(person.openId) ?? {};
    buzzes[channel] ??= now;
    // Each SMS and phone buzz also pushes an in-app one (feishu-api 0.5).
    buzzes.app ??= now;
    message.buzzes.set(person.openId, buzzes);
    person.buzzed.add(message.messageId);
  }
};

const invalidList = (world: World, invalid: readonly string[]) => {
  if (invalid.length > 0) return { invalid_user_id_list: invalid };
  switch (world.settings.noInvalidIds) {
    case 'absent':
      return {};
    case 'null':
      return { invalid_user_id_list: null };
    case 'empty':
      return { invalid_user_id_list: [] };
  }
};

interface BuzzRequest {
  idType: UserIdType;
  ids: readonly string[];
}

const readRequest = (call: Call, app: PracticeApp): BuzzRequest => {
  const idType = readIdType(call, app, { name: 'user_id_type', required: true, code: 230001 });
  const ids = readStrings(call, 'user_id_list');
  if (ids === undefined) throw missingField('user_id_list');
  if (ids.length === 0) throw refuseExt(230001, 'user_id_list is empty');
  if (ids.length > mostIds) throw refuseExt(230001, `user_id_list exceeds ${mostIds}`);
  return { idType, ids };
};

const buzz =
  (channel: Channel) =>
  (call: Call, app: PracticeApp): Reply => {
    const { world } = app;
    const request = readRequest(call, app);
    const found = findMessage(app, call.params.message_id);
    const { message, chat } = found;
    const converted = convertIds(world, request.idType, request.ids);
    if (converted.unknown.length > 0 && world.settings.unknownIds === 'fail') {
      throw unknownIds(request.idType, converted.unknown);
    }
    checkMessage(message, chat);
    const members = converted.people.filter((person) => chat.members.has(person.openId));
    const invalid = [
      ...converted.people.filter((person) => !members.includes(person)).map((person) => idOf(person, request.idType)),
      ...converted.unknown,
    ];
    if (members.length === 0) throw refuseExt(230001, 'all ids in the user_id_list are invalid');
    checkPeople(world, message, members);
    charge(world, channel, members.length);
    ring(world, message, channel, members);
    call.effects.buzzed = members.map((person) => ({ openId: person.openId, name: person.name, channel }));
    call.effects.notInChat = invalid;
    return data(invalidList(world, invalid));
  };

const urgent = (channel: Channel, scopes: readonly string[]): Endpoint =>
  endpoint({
    api: `urgent_${channel}`,
    method: 'PATCH',
    path: `/open-apis/im/v1/messages/:message_id/urgent_${channel}`,
    scopes,
    handle: buzz(channel),
  });

/** Buzzes people about a message (feishu-api 2.1): an endpoint and a scope for each channel. */
export const urgents: readonly Endpoint[] = [
  urgent('app', ['im:message.urgent', 'im:message.urgent:app_send']),
  urgent('sms', ['im:message.urgent:sms', 'im:message.urgent:sms_send']),
  urgent('phone', ['im:message.urgent:phone', 'im:message.urgent:phone_send']),
];
