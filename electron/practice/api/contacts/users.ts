import { type Call, endpoint, type PracticeApp } from '../../gateway/endpoint';
import { convertIds, idOf, personById, unknownIds } from '../../gateway/id-conversion';
import { readIdType, readStrings, wrongType } from '../../gateway/read-fields';
import { data, missingField, type Reply, refuse, tooManyItems } from '../../gateway/refusal';
import type { JsonRecord } from '../../world/json';
import { showsField } from '../../world/scopes';
import { mobileDigits, type WorldPerson } from '../../world/world';
import { contactScopes, isVisible, readContactIdType, statusView, userView } from './contact-rules';

const mostInBatch = 50;
const mostNames = 10;

const one = (call: Call, app: PracticeApp): Reply => {
  const idType = readContactIdType(call, app);
  const id = call.params.user_id ?? '';
  const converted = convertIds(app.world, idType, [id]);
  const person = converted.people[0];
  if (!person) throw /^\w+$/.test(id) ? unknownIds(idType, [id]) : refuse(41012);
  if (!isVisible(app.world, person)) throw refuse(41050);
  return data({ user: userView(app.world, person) });
};

const batch = (call: Call, app: PracticeApp): Reply => {
  const idType = readContactIdType(call, app);
  const ids = call.query.getAll('user_ids').filter((id) => id !== '');
  if (ids.length === 0) throw missingField('user_ids');
  if (ids.length > mostInBatch) throw tooManyItems('user_ids', ids.length, mostInBatch);
  const converted = convertIds(app.world, idType, ids);
  if (converted.unknown.length > 0) throw unknownIds(idType, converted.unknown);
  return data({
    items: converted.people
      .filter((person) => isVisible(app.world, person))
      .map((person) => userView(app.world, person)),
  });
};

const names = (call: Call, app: PracticeApp): Reply => {
  const idType = readContactIdType(call, app);
  const ids = readStrings(call, 'user_ids');
  if (ids === undefined || ids.length === 0) throw missingField('user_ids');
  if (ids.length > mostNames) throw tooManyItems('user_ids', ids.length, mostNames);
  return data({
    users: ids.flatMap((id) => {
      const person = personById(app.world, idType, id);
      if (!person) return [];
      const i18n = { zh_cn: person.name, en_us: person.enName, ja_jp: '' };
      return [{ user_id: idOf(person, idType), name: person.name, i18n_name: i18n }];
    }),
  });
};

/** Gets one person (feishu-api 5.2). */
export const getUser = endpoint({
  api: 'get_user',
  method: 'GET',
  path: '/open-apis/contact/v3/users/:user_id',
  scopes: contactScopes,
  counted: false,
  handle: one,
});

/** Gets up to 50 people by repeated parameters (feishu-api 5.2). */
export const batchUsers = endpoint({
  api: 'batch_users',
  method: 'GET',
  path: '/open-apis/contact/v3/users/batch',
  scopes: ['contact:contact.base:readonly'],
  counted: false,
  handle: batch,
});

/** Gets the names of up to ten people, whatever the contacts range; five calls a second (feishu-api 5.2). */
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

const idsOf = (call: Call, app: PracticeApp): Reply => {
  const { world } = app;
  const idType = readIdType(call, app, { name: 'user_id_type', required: false, code: 40001 });
  const emails = readStrings(call, 'emails') ?? [];
  const mobiles = readStrings(call, 'mobiles') ?? [];
  const { include_resigned: resigned = false } = call.body;
  if (typeof resigned !== 'boolean') throw wrongType('include_resigned');
  if (emails.length > mostEach) throw tooManyItems('emails', emails.length, mostEach);
  if (mobiles.length > mostEach) throw tooManyItems('mobiles', mobiles.length, mostEach);
  const found = (person: WorldPerson | undefined): JsonRecord => {
    const visible = person && isVisible(world, person) && (person.status !== 'resigned' || resigned);
    if (!visible) return {};
    const withStatus = showsField(world.settings.scopes, 'contact:user.employee:readonly');
    return { user_id: idOf(person, idType), ...(withStatus ? { status: statusView(person) } : {}) };
  };
  return data({
    user_list: [
      ...emails.map((email) => ({ ...found(world.byEmail.get(email.toLowerCase())), email })),
      ...mobiles.map((mobile) => ({ ...found(world.byMobile.get(mobileDigits(mobile))), mobile })),
    ],
  });
};

/** Finds ids by e-mail or mobile (feishu-api 5.1): one entry per value, without `user_id` when it is no person's. */
export const batchGetId = endpoint({
  api: 'batch_get_id',
  method: 'POST',
  path: '/open-apis/contact/v3/users/batch_get_id',
  scopes: ['contact:user.id:readonly'],
  counted: false,
  handle: idsOf,
});
