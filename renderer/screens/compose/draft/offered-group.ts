import type { Group } from '../../../../electron/contract/model/group';

/** The group that quick buzz offers: the one buzzed last; before the first buzz, or when it is gone, the first pinned one, else the first. */
export const offeredGroup = (groups: readonly Group[], last: Group['id'] | null): Group | null =>
  groups.find((group) => group.id === last) ?? groups.find((group) => group.pinned) ?? groups[0] ?? null;
