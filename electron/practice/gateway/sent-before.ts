import type { WorldMessage } from '../world/world';

/** Time a `uuid` is remembered (ms). */
const memoryMs = 3_600_000;

/** Remembers `uuid`s for an hour: the same one gives the message already sent (feishu-api 3.2). */
export interface SentBefore {
  find(uuid: string, now: number): WorldMessage | null;
  remember(uuid: string, message: WorldMessage): void;
  /** False when a request with this uuid is on its way (230049); `leave` ends it. */
  enter(uuid: string): boolean;
  leave(uuid: string): void;
}

export const createSentBefore = (): SentBefore => {
  const made = new Map<string, WorldMessage>();
  const underWay = new Set<string>();
  return {
    find(uuid, now) {
      const message = made.get(uuid);
      if (!message) return null;
      if (now - message.createdAt < memoryMs) return message;
      made.delete(uuid);
      return null;
    },
    remember: (uuid, message) => void made.set(uuid, message),
    enter(uuid) {
      if (underWay.has(uuid)) return false;
      underWay.add(uuid);
      return true;
    },
    leave: (uuid) => void underWay.delete(uuid),
  };
};
