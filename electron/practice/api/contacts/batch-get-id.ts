import type { Call, Desk } from '../../gateway/call';
import { endpoint } from '../../gateway/endpoint';
import { idOf } from '../../gateway/id-conversion';
import type { JsonRecord } from '../../gateway/json';
import { readIdType, readStrings } from '../../gateway/read-fields';
import { refuseBody, refuseFields } from '../../gateway/refusals';
import { data, isRefusal, type Reply } from '../../gateway/reply';
import { mobileDigits } from '../../world/mobile-digits';
import type { WorldPerson } from '../../world/model';
import { isVisible } from './contact-rules';
import { statusView } from './user-view';

const mostEach = 50;

const tooMany = (field: string, count: number) =>
  refuseFields({ field, value: String(count), description: `the max len is ${mostEach}` });

const handle = (call: Call, desk: Desk): Reply => {
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
  handle,
});
