import { type Call, type Desk, endpoint } from '../../gateway/endpoint';
import { convertIds, idOf, personById, unknownIds } from '../../gateway/id-conversion';
import type { JsonRecord } from '../../gateway/json';
import { readIdType, readStrings } from '../../gateway/read-fields';
import { data, isRefusal, missingField, type Reply, refuse, refuseBody, refuseFields } from '../../gateway/reply';
import { mobileDigits, type WorldPerson } from '../../world/world';
import { contactScopes, isVisible, readContactIdType, statusView, userView } from './contact-rules';

const mostInBatch = 50;
const mostNames = 10;

const one = (call: Call, desk: Desk): Reply => {
  const idType = readContactIdType(call, desk);
  if (isRefusal(idType)) return idType;
  const id = call.params.user_id ?? '';
  const converted = convertIds(desk.world, idType, [id]);
  if (isRefusal(converted)) return converted;
  const person = converted.people[0];
  if (!person) return /^\w+$/.test(id) ? unknownIds(idType, [id]) : refuse(41012);
  return isVisible(desk.world, person) ? data({ user: userView(desk.world, person) }) : refuse(41050);
};

const batch = (call: Call, desk: Desk): Reply => {
  const idType = readContactIdType(call, desk);
  if (isRefusal(idType)) return idType;
  const ids = call.query.getAll('user_ids').filter((id) => id !== '');
  if (ids.length === 0) return missingField('user_ids');
  if (ids.length > mostInBatch) {
    return refuseFields({ field: 'user_ids', value: String(ids.length), description: `the max len is ${mostInBatch}` });
  }
  const converted = convertIds(desk.world, idType, ids);
  if (isRefusal(converted)) return converted;
  if (converted.unknown.length > 0) return unknownIds(idType, converted.unknown);
  return data({
    items: converted.people
      .filter((person) => isVisible(desk.world, person))
      .map((person) => userView(desk.world, person)),
  });
};

const names = (call: Call, desk: Desk): Reply => {
  const idType = readContactIdType(call, desk);
  if (isRefusal(idType)) return idType;
  const ids = readStrings(call, 'user_ids');
  if (isRefusal(ids)) return ids;
  if (ids === undefined || ids.length === 0) return missingField('user_ids');
  if (ids.length > mostNames) {
    return refuseFields({ field: 'user_ids', value: String(ids.length), description: `the max len is ${mostNames}` });
  }
  return data({
    users: ids.flatMap((id) => {
      const person = personById(desk.world, idType, id);
      if (!person) return [];
      const i18n = { zh_cn: person.name, en_us: person.enName, ja_jp: '' };
      return [{ user_id: idOf(person, idType), name: person.name, i18n_name: i18n }];
    }),
  });
};

/** feishu-api 5.2 */
export const getUser = endpoint({
  api: 'get_user',
  method: 'GET',
  path: '/open-apis/contact/v3/users/:user_id',
  scopes: contactScopes,
  counted: false,
  handle: one,
});

/** feishu-api 5.2: up to 50 ids as repeated parameters. */
export const batchUsers = endpoint({
  api: 'batch_users',
  method: 'GET',
  path: '/open-apis/contact/v3/users/batch',
  scopes: ['contact:contact.base:readonly'],
  counted: false,
  handle: batch,
});

/** feishu-api 5.2: names only, five a second, whatever the contacts range. */
export const basicBatch = endpoint({
  api: 'basic_batch',
  method: 'POST',
  path: '/open-apis/contact/v3/users/basic_batch',
  scopes: ['contact:user.basic_profile:readonly'],
  counted: false,
  perSecond: 5,
  handle: names,
});

const mostEach = 50;

const tooMany = (field: string, count: number) =>
  refuseFields({ field, value: String(count), description: `the max len is ${mostEach}` });

const idsOf = (call: Call, desk: Desk): Reply => {
  const { world } = desk;
  const idType = readIdType(call, desk, { name: 'user_id_type', required: false, code: 40001 });
  if (isRefusal(idType)) return idType;
  const emails = readStrings(call, 'emails') ?? [];
  if (isRefusal(emails)) return emails;
  const mobiles = readStrings(call, 'mobiles') ?? [];
  if (isRefusal(mobiles)) return mobiles;
  const { include_resigned: resigned = false } = call.body;
  if (typeof resigned !== 'boolean') return refuseBody('Invalid parameter type in json: include_resigned');
  if (emails.length > mostEach) return tooMany('emails', emails.length);
  if (mobiles.length > mostEach) return tooMany('mobiles', mobiles.length);
  const found = (person: WorldPerson | undefined): JsonRecord => {
    const visible = person && isVisible(world, person) && (person.status !== 'resigned' || resigned);
    if (!visible) return {};
    const withStatus = world.settings.scopes.has('contact:user.employee:readonly');
    return { user_id: idOf(person, idType), ...(withStatus ? { status: statusView(person) } : {}) };
  };
  return data({
    user_list: [
      ...emails.map((email) => ({ ...found(world.byEmail.get(email.toLowerCase())), email })),
      ...mobiles.map((mobile) => ({ ...found(world.byMobile.get(mobileDigits(mobile))), mobile })),
    ],
  });
};

/** feishu-api 5.1: one entry per value asked, `user_id` absent when nobody answers to it. */
export const batchGetId = endpoint({
  api: 'batch_get_id',
  method: 'POST',
  path: '/open-apis/contact/v3/users/batch_get_id',
  scopes: ['contact:user.id:readonly'],
  counted: false,
  handle: idsOf,
});
