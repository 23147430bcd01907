import { sentenceOf } from '../../../../contract/advice/advice-words';
import { problem } from '../../../../contract/advice/problem';
import { mostMembers } from '../../../../contract/limits';
import { GroupId } from '../../../../contract/model/ids';
import { readGroupsCsv, writeGroupsCsv } from '../../../../core/directory/groups-file/groups-csv';
import type { GroupsFile } from '../../../../core/directory/groups-file/groups-file';
import { groupsJson, readGroupsJson } from '../../../../core/directory/groups-file/groups-json';
import { knownDefaults, mergeGroups } from '../../../../core/directory/groups-file/merge-groups';
import type { CommandOf } from '../../protocol/command';
import type { CommandEnd } from '../../protocol/reply';
import { oneLine } from '../output/board-text';
import type { CommandContext } from './context';

export const runGroupsList = ({ program, workspace, speaker }: CommandContext): CommandEnd => {
  const groups = program.store.groups(workspace.id);
  const rows = groups.map(({ name, members }) =>
    speaker.say('groupRow', { name: oneLine(name), count: members.length }),
  );
  return speaker.answer(0, groupsJson(groups), rows.join('\n') || speaker.say('noGroups'));
};

export const runGroupsExport = (
  { format }: CommandOf<'groups-export'>,
  { program, workspace, speaker }: CommandContext,
): CommandEnd => {
  const groups = program.store.groups(workspace.id);
  const people = groups.reduce((sum, group) => sum + group.members.length, 0);
  const content = format === 'csv' ? writeGroupsCsv(groups) : `${JSON.stringify(groupsJson(groups), null, 2)}\n`;
  return speaker.answer(0, { format, groups: groups.length, people }, '', content);
};

/**
 * Reads a list without a column of groups as one group with the file's name, as the window does. But no person checks the
 * result here: an unknown column may be a misspelled column of groups, so such a file is refused.
 */
const readCsv = (content: string, called: string): GroupsFile => {
  const file = readGroupsCsv(content);
  if (file.ok || file.problem.advice !== 'file-header') return file;
  const one = readGroupsCsv(content, called);
  return one.ok && one.value.ignored.length === 0 ? one : file;
};

/** `groups import`: all of the file or, when anything in it is wrong, nothing. Adds people and never removes any. */
export const runGroupsImport = (
  { format, content, called = '' }: CommandOf<'groups-import'>,
  { program, workspace, speaker }: CommandContext,
): CommandEnd => {
  const { store, newId } = program;
  const { say } = speaker;
  const file = format === 'csv' ? readCsv(content, called) : readGroupsJson(content);
  if (!file.ok) return speaker.refuse(2, 'nothingChanged', file.problem);
  // A merged cell is no mistake: its line belongs to the group above.
  const wrong = file.value.wrong.find(({ problem: { advice } }) => advice !== 'line-group-missing');
  if (wrong) {
    const what = sentenceOf(wrong.problem, speaker.locale);
    return speaker.object(2, 'nothingChanged', wrong.line === null ? what : say('fileRow', { line: wrong.line, what }));
  }
  const usable = knownDefaults(file.value.groups, store.groups(workspace.id), store.settings());
  const { groups, merged } = mergeGroups(store.groups(workspace.id), usable.groups, {
    workspaceId: workspace.id,
    newId: () => GroupId.parse(`grp_${newId()}`),
  });
  const full = groups.find((group) => group.members.length > mostMembers);
  if (full) return speaker.refuse(2, 'nothingChanged', problem('group-full', { name: oneLine(full.name) }));
  const saved = store.saveGroups(workspace.id, groups);
  if (!saved.ok) return speaker.refuse(1, 'nothingChanged', saved.problem);
  for (const { problem } of usable.wrong) speaker.tell(sentenceOf(problem, speaker.locale));
  return speaker.answer(
    0,
    { groups: merged.map(({ name, added, known }) => ({ name, added, known })) },
    merged.map((group) => say('imported', { ...group, name: oneLine(group.name) })).join('\n'),
  );
};
