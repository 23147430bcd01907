import { type Answer, ok, type Problem } from '../../contract/advice/problem';
import type { Group } from '../../contract/model/group';
import type { WorkspaceId } from '../../contract/model/ids';
import type { Ladder } from '../../contract/model/ladder';
import type { Store } from '../../core/ports/store';
import { roomsShape } from '../../storage/file-shapes';
import { openStoredFile } from '../../storage/stored-file';
import { jsonStore } from './json-store';

/**
 * The part of a desktop's store that a relay has: what a person would set comes from its configuration, and is the same as
 * long as it runs. The bot's rooms alone are remembered on disk.
 */
export interface RelayStore extends Pick<Store, 'groups' | 'rooms' | 'saveRoom'> {
  settings(): { ladders: Ladder[] };
  /** What is wrong with the file of rooms; null: nothing. */
  readonly problem: Problem | null;
}

export const openRelayStore = (deps: {
  folder: string;
  ladders: readonly Ladder[];
  groups: ReadonlyMap<WorkspaceId, readonly Group[]>;
  now: () => number;
}): RelayStore => {
  const rooms = openStoredFile(roomsShape, { folder: deps.folder, Store: jsonStore, now: deps.now });
  const settings = { ladders: [...deps.ladders] };
  return {
    settings: () => settings,
    groups: (id) => deps.groups.get(id) ?? [],
    rooms: (id) => rooms.value().filter(({ workspaceId }) => workspaceId === id),
    saveRoom: (room): Answer<void> => {
      const others = rooms.value().filter((each) => each.workspaceId !== room.workspaceId || each.key !== room.key);
      const written = rooms.set([...others, room]);
      return written.ok ? ok(undefined) : written;
    },
    problem: rooms.problem,
  };
};
