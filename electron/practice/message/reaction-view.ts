import type { UserIdType } from '../../contract/model/person';
import { idOf } from '../gateway/id-conversion';
import type { JsonRecord } from '../world/json';
import type { World, WorldReaction } from '../world/world';

const operator = (world: World, { by }: WorldReaction, idType: UserIdType): JsonRecord => {
  if (by.kind !== 'person') {
    return { operator_id: by.kind === 'bot' ? world.appId : by.appId, operator_type: 'app' };
  }
  const person = world.byOpenId.get(by.openId);
  return { operator_id: person ? idOf(person, idType) : by.openId, operator_type: 'user' };
};

/** A reaction without its kind, which the calls name in two ways (feishu-api 11.2). Time is milliseconds as a string. */
export const reactionView = (world: World, reaction: WorldReaction, idType: UserIdType): JsonRecord => ({
  reaction_id: reaction.reactionId,
  operator: operator(world, reaction, idType),
  action_time: String(reaction.at),
});
