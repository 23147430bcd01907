import type { Group } from '../contract/group';
import { GroupId } from '../contract/ids';
import { practiceId } from '../contract/workspace';
import { practiceGroups } from '../practice/world/practice-groups';

/** The groups a first run finds in the practice workspace. */
export const samplesFor = (newId: () => string): readonly Group[] =>
  practiceGroups().map((group) => ({ ...group, id: GroupId.parse(`grp_${newId()}`), workspaceId: practiceId }));
