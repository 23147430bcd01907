import { refuse } from '../gateway/refusal';
import type { World } from '../world/world';

/** Refuses a key that is not one of this app's own pictures for messages: 230017 (feishu-api 3.11). */
export const ownImage = (world: World, key: string): void => {
  if (world.images.get(key)?.use !== 'message') throw refuse(230017);
};
