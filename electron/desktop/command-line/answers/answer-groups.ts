import { GroupId } from '../../../contract/ids';
import { groupsCsvHeader, readGroupsCsv, writeGroupsCsv } from '../../../core/directory/groups-csv';
import type { GroupsFileProblem } from '../../../core/directory/groups-file';
import { groupsJson, readGroupsJson } from '../../../core/directory/groups-json';
import { mergeGroups, mostMembers } from '../../../core/directory/merge-groups';
import type { Say } from '../app-words';
import { oneLine } from '../board-text';
import type { CommandOf } from '../command';
import type { CommandEnd } from '../reply';
import type { CommandContext } from './context';

export const answerGroupsList = ({ program, workspace, speaker }: CommandContext): CommandEnd => {
  const groups = program.store.groups(workspace.id);
  const rows = groups.map(({ name, members }) =>
    speaker.say('groupRow', { name: oneLine(name), count: members.length }),
  );
  return speaker.answer(0, groupsJson(groups), rows.join('\n') || speaker.say('noGroups'));
};

export const answerGroupsExport = (
  { format }: CommandOf<'groups-export'>,
  { program, workspace, speaker }: CommandContext,
): CommandEnd => {
  const groups = program.store.groups(workspace.id);
  const people = groups.reduce((sum, group) => sum + group.members.length, 0);
  const content = format === 'csv' ? writeGroupsCsv(groups) : `${JSON.stringify(groupsJson(groups), null, 2)}\n`;
  return speaker.answer(0, { format, groups: groups.length, people }, '', content);
};

const sentence = (problem: GroupsFileProblem, say: Say): string => {
  switch (problem.kind) {
    case 'empty':
      return say('fileEmpty');
    case 'header':
      return say('fileHeader', { header: groupsCsvHeader });
    case 'quote':
      return say('fileQuote', { line: problem.line });
    case 'json':
      return say('fileJson');
    case 'version':
      return say('fileVersion');
    case 'shape':
      return say('fileShape', { where: problem.where });
    case 'row':
      return say('fileRow', { line: problem.line, what: rowSentence(problem, say) });
  }
};

const rowSentence = (problem: Extract<GroupsFileProblem, { kind: 'row' }>, say: Say): string => {
  switch (problem.what) {
    case 'group':
      return say('rowGroup');
    case 'long':
      return say('rowLong');
    case 'width':
      return say('rowWidth', { count: problem.count });
    case 'id':
      return say('rowId', { value: oneLine(problem.value).slice(0, 80) });
  }
};

/** `groups import`: all of the file or, when anything in it is wrong, nothing. Adds; takes nobody away. */
export const answerGroupsImport = (
  { format, content }: CommandOf<'groups-import'>,
  { program, workspace, speaker, onGroups }: CommandContext,
): CommandEnd => {
  const { store, broadcast, newId } = program;
  const { say } = speaker;
  const file = format === 'csv' ? readGroupsCsv(content) : readGroupsJson(content);
  if (!file.ok) return speaker.object(2, 'nothingChanged', sentence(file.problem, say));
  const { groups, merged } = mergeGroups(store.groups(workspace.id), file.groups, {
    workspaceId: workspace.id,
    newId: () => GroupId.parse(`grp_${newId()}`),
  });
  const full = groups.find((group) => group.members.length > mostMembers);
  if (full) return speaker.object(2, 'nothingChanged', say('groupFull', { name: full.name }));
  const saved = store.saveGroups(workspace.id, groups);
  if (!saved.ok) return speaker.refuse(1, 'nothingChanged', saved.problem);
  if (workspace.id === program.currentWorkspaceId()) broadcast('groupsChanged', store.groups(workspace.id));
  onGroups();
  return speaker.answer(
    0,
    { groups: merged },
    merged.map((group) => say('imported', { ...group, name: oneLine(group.name) })).join('\n'),
  );
};
