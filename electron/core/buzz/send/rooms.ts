import type { Problem } from '../../../contract/advice/problem';
import type { ChatId, WorkspaceId } from '../../../contract/model/ids';
import type { Room, Store } from '../../ports/store';

export interface RoomsDeps {
  store: Pick<Store, 'rooms' | 'saveRoom'>;
  /** A chat is new or has new members: facts about it are out of date. */
  onChanged: (room: Room) => void;
  onStorageFailed: (problem: Problem) => void;
}

/** The bot's own rooms: remembered for the next buzz, and changed by one buzz at a time. */
export class Rooms {
  readonly #deps: RoomsDeps;
  readonly #last = new Map<string, Promise<void>>();

  constructor(deps: RoomsDeps) {
    this.#deps = deps;
  }

  find(workspaceId: WorkspaceId, key: string): ChatId | null {
    return this.#deps.store.rooms(workspaceId).find((room) => room.key === key)?.chatId ?? null;
  }

  /** Remembers a room that was made, or to which people were added: it will be used again. */
  used(room: Room): void {
    this.#deps.onChanged(room);
    if (this.find(room.workspaceId, room.key) === room.chatId) return;
    const saved = this.#deps.store.saveRoom(room);
    if (!saved.ok) this.#deps.onStorageFailed(saved.problem);
  }

  /**
   * Does the work when all work before it on the same room is through: Feishu wants one change of a chat at a time
   * (feishu-api 4.6), and two buzzes must not both make it.
   */
  async inTurn<T>(workspaceId: WorkspaceId, key: string, task: () => Promise<T>): Promise<T> {
    const name = `${workspaceId} ${key}`;
    const mine = (this.#last.get(name) ?? Promise.resolve()).then(task);
    const settled = mine.then(
      () => undefined,
      () => undefined,
    );
    this.#last.set(name, settled);
    void settled.then(() => {
      if (this.#last.get(name) === settled) this.#last.delete(name);
    });
    return mine;
  }
}
