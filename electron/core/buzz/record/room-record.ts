import type { ChatId } from '../../../contract/model/ids';
import type { Confirmed, Entry } from './entry';

/** What is known of the room of one buzz. */
export interface RoomRecord {
  key: string;
  name: string;
  uuid: string;
  /** null until it was made. */
  chatId: ChatId | null;
  instead: ChatId | null;
  /** Keys of those who are in it, as far as this buzz asked or added them. */
  members: Set<string>;
  /** Keys of those whose adding left and was not answered with yes: they may be in it. */
  maybe: Set<string>;
  /** Keys of those whose adding had to be tried again: an earlier try may have gone through, whatever a later one said. */
  unsure: Set<string>;
  /** Calls made for it: making it, adding people. */
  calls: number;
}

export type RoomEntry = Extract<Entry, { kind: `room-${string}` }>;

export const openRoom = (room: Confirmed['room']): RoomRecord | null =>
  room ? { ...room, members: new Set(), maybe: new Set(), unsure: new Set(), calls: 0 } : null;

/** Applies what happened to the room; answers with its chat when that has changed. */
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

/** Whether the message could reach this person: in a room, only once they are in it. */
export const isInRoom = (room: RoomRecord | null, key: string): boolean => room === null || room.members.has(key);
