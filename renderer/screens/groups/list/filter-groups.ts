import type { Group } from '../../../../electron/contract/model/group';

/** Groups whose name, linked chat or any member's name holds what was typed; all of them when nothing was. */
export const filterGroups = (groups: readonly Group[], query: string): readonly Group[] => {
  const wanted = query.trim().toLocaleLowerCase();
  if (wanted === '') return groups;
  const holds = (text: string) => text.toLocaleLowerCase().includes(wanted);
  return groups.filter(
    (group) =>
      holds(group.name) ||
      (group.linkedChat !== null && holds(group.linkedChat.name)) ||
      group.members.some((member) => holds(member.name)),
  );
};
