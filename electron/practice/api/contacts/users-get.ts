import type { Call, Desk } from '../../gateway/call';
import { endpoint } from '../../gateway/endpoint';
import { convertIds, idOf, personById, unknownIds } from '../../gateway/id-conversion';
import { readStrings } from '../../gateway/read-fields';
import { missingField, refuse, refuseFields } from '../../gateway/refusals';
import { data, isRefusal, type Reply } from '../../gateway/reply';
import { contactScopes, isVisible, readContactIdType } from './contact-rules';
import { userView } from './user-view';

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
