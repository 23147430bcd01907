import { ok } from '../../contract/advice/problem';
import type { Group } from '../../contract/model/group';
import type { ChatId, WorkspaceId } from '../../contract/model/ids';
import type { Ladder } from '../../contract/model/ladder';
import type { Room } from '../../core/ports/store';
import type { Tx } from '../postgres/database';
import type { RelayLedger } from '../postgres/pg-ledger';
import type { RelayStore } from '../program/open-store';

/** The rooms of a workspace, as they are stored. */
export const readRooms = async (tx: Tx, workspaceId: WorkspaceId): Promise<readonly Room[]> => {
  const rows = await tx.query<{ key: string; chat_id: ChatId; name: string }>(
    'SELECT key, chat_id, name FROM feishu_buzz.room WHERE workspace_id = $1',
    [workspaceId],
  );
  return rows.map(({ key, chat_id: chatId, name }) => ({ workspaceId, key, chatId, name }));
};

/**
 * The store of one shift: the configuration, and the rooms of its workspace. A room is in memory at once and in the database
 * with the next commit; what a crash takes in between is found again by its name, or made anew.
 */
export const sharedStore = (deps: {
  ladders: readonly Ladder[];
  groups: ReadonlyMap<WorkspaceId, readonly Group[]>;
  rooms: readonly Room[];
  ledger: Pick<RelayLedger, 'join'>;
}): RelayStore => {
  const settings = { ladders: [...deps.ladders] };
  const rooms = new Map(deps.rooms.map((room) => [room.key, room]));
  return {
    settings: () => settings,
    groups: (id) => deps.groups.get(id) ?? [],
    rooms: (id) => [...rooms.values()].filter(({ workspaceId }) => workspaceId === id),
    saveRoom: (room) => {
      rooms.set(room.key, room);
      const write = async (tx: Tx): Promise<void> => {
        await tx.query(
          `INSERT INTO feishu_buzz.room (workspace_id, key, chat_id, name) VALUES ($1, $2, $3, $4)
           ON CONFLICT (workspace_id, key) DO UPDATE SET chat_id = excluded.chat_id, name = excluded.name`,
          [room.workspaceId, room.key, room.chatId, room.name.replaceAll('\0', '')],
        );
      };
      void deps.ledger.join(write).catch(() => undefined);
      return ok(undefined);
    },
    problem: null,
  };
};
