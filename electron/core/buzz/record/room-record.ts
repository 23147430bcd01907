import type { ChatId } from '../../../contract/model/ids';
import type { Confirmed, Entry } from './entry';

/** The room of one buzz, as its entries tell it. */
export interface RoomRecord {
  key: string;
  name: string;
  uuid: string;
  /** null until it was made. */
  chatId: ChatId | null;
  instead: ChatId | null;
  /** Keys of the people in it, as far as this buzz asked or added them. */
  members: Set<string>;
  /** Keys of people whom a call was to add without a yes from Feishu: they may be in it. */
  maybe: Set<string>;
  /** Keys of people whose adding was tried again: the earlier try may have gone through, whatever the later one said. */
  unsure: Set<string>;
  /** Number of calls made for it: creating it, adding people. */
  calls: number;
}

export type RoomEntry = Extract<Entry, { kind: `room-${string}` }>;

export const openRoom = (room: Confirmed['room']): RoomRecord | null =>
  room ? { ...room, members: new Set(), maybe: new Set(), unsure: new Set(), calls: 0 } : null;

/** Applies an entry about the room; answers with its chat when that has changed. */
export const applyRoomEntry = (room: RoomRecord, entry: RoomEntry): ChatId | null => {
  switch (entry.kind) {
    case 'room-making':
      room.calls += 1;
      return null;
    case 'room-adding':
      room.calls += 1;
      for (const key of entry.people) room.maybe.add(key);
      return null;
    case 'room-there':
      if (room.chatId !== entry.chatId) {
        room.members.clear();
        room.maybe.clear();
        room.unsure.clear();
      }
      room.chatId = entry.chatId;
      return entry.chatId;
    case 'room-joined':
      for (const key of entry.people) room.members.add(key);
      return null;
  }
};

/** Tells whether the message could reach this person: in a room, only once they are in it. */
export const isInRoom = (room: RoomRecord | null, key: string): boolean => room === null || room.members.has(key);
