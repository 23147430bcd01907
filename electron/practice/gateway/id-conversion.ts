import type { UserIdType } from '../../contract/model/person';
import type { World, WorldPerson } from '../world/world';
import { Refusal } from './refusal';

/** The people behind ids, and the ids no person has. */
export interface ConvertedIds {
  people: readonly WorldPerson[];
  unknown: readonly string[];
}

const named = (word: string, ids: readonly string[]) =>
  `id not exist, these ${word} ids not existed: [${ids.join(', ')}]`;

/** The person with this id, guests included. */
export const personById = (world: World, idType: UserIdType, id: string): WorldPerson | undefined => {
  switch (idType) {
    case 'open_id':
      return world.byOpenId.get(id);
    case 'union_id':
      return world.byUnionId.get(id);
    case 'user_id':
      return world.byUserId.get(id);
  }
};

/** A person's id of the type a request asked for. */
export const idOf = (person: WorldPerson, idType: UserIdType): string => {
  switch (idType) {
    case 'open_id':
      return person.openId;
    case 'union_id':
      return person.unionId;
    case 'user_id':
      return person.userId;
  }
};

/** The gateway's refusal of ids that no person has (feishu-api 7.10); `msg` names them. */
export const unknownIds = (idType: UserIdType, ids: readonly string[]): Refusal => {
  switch (idType) {
    case 'open_id':
      return new Refusal(99992351, named('open', ids));
    case 'union_id':
      return new Refusal(99992363, named('union', ids));
    case 'user_id':
      return new Refusal(99992360, named('user', ids));
  }
};

/** Refuses ids that exist, but not here: an open_id of another app, union and user ids of another tenant. */
const checkStrangers = (world: World, idType: UserIdType, ids: readonly string[]): void => {
  if (idType === 'open_id') {
    const foreign = ids.filter((id) => world.foreignOpenIds.has(id));
    if (foreign.length > 0) throw new Refusal(99992361, `open_id cross app, invalid ids: [${foreign.join(', ')}]`);
    return;
  }
  const others = ids.filter((id) => personById(world, idType, id)?.tenant === 'other');
  if (others.length === 0) return;
  const code = idType === 'union_id' ? 99992381 : 99992364;
  throw new Refusal(code, `${idType} cross tenant, invalid ids: [${others.join(', ')}]`);
};

/** Turns ids into people, once each, as the gateway does before a service sees them. */
export const convertIds = (world: World, idType: UserIdType, ids: readonly string[]): ConvertedIds => {
  const wanted = [...new Set(ids)];
  checkStrangers(world, idType, wanted);
  const people: WorldPerson[] = [];
  const unknown: string[] = [];
  for (const id of wanted) {
    const person = personById(world, idType, id);
    if (person) people.push(person);
    else unknown.push(id);
  }
  return { people, unknown };
};
