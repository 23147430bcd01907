import { sentenceOf } from '../../../../contract/advice/advice-words';
import { type Problem, problem } from '../../../../contract/advice/problem';
import type { FieldChange } from '../../../../contract/model/group';
import { GroupId } from '../../../../contract/model/ids';
import { groupsCsvHeader, writeGroupsCsv } from '../../../../core/directory/groups-file/groups-csv';
import type { FileGroup } from '../../../../core/directory/groups-file/groups-file';
import { groupsJson } from '../../../../core/directory/groups-file/groups-json';
import { newlyFollowed, newlyLinked, planImport } from '../../../../core/directory/groups-file/plan-import';
import { readGroupsFile } from '../../../../core/directory/groups-file/read-groups-file';
import type { CommandOf } from '../../protocol/command';
import type { CommandEnd } from '../../protocol/reply';
import { oneLine } from '../output/board-text';
import { fieldAndValue } from '../output/field-words';
import type { CommandContext } from './context';
import { firstReadMs, joined } from './read-who';

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

/** Problems of lines that are no mistakes: cells that were merged, a title above the table, a sheet that is out of sight. */
const harmless: ReadonlySet<string> = new Set(['line-group-missing', 'line-above', 'sheet-hidden']);

/**
 * The groups of a file, if nothing in it needs a person to look: no person does here. A list that puts no one into a group is
 * one group with the file's name, but not if it has a column that may be a misspelled one of groups.
 */
const groupsOf = async (
  { name, bytes, encoding: named }: CommandOf<'groups-import'>,
  { speaker }: CommandContext,
): Promise<{ ok: true; groups: readonly FileGroup[] } | { ok: false; end: CommandEnd }> => {
  const refuse = (reason: Problem) => ({ ok: false, end: speaker.refuse(2, 'nothingChanged', reason) }) as const;
  const { file, encoding } = await readGroupsFile({ name, bytes: Buffer.from(bytes, 'base64'), encoding: named });
  if (encoding && !encoding.certain) {
    const sample = oneLine(encoding.sample.join(' · '));
    return refuse(problem('file-encoding', { encoding: encoding.used, sample }));
  }
  if (!file.ok) return refuse(file.problem);
  const { groups, wrong, ignored, grouped } = file.value;
  if (!grouped && ignored.some(({ unused }) => !unused))
    return refuse(problem('file-header', { header: groupsCsvHeader }));
  const mistake = wrong.find(({ problem: { advice } }) => !harmless.has(advice));
  if (!mistake) return { ok: true, groups };
  const what = sentenceOf(mistake.problem, speaker.locale);
  const { line, sheet } = mistake;
  const place = line === null ? what : speaker.say('fileRow', { line, what });
  return { ok: false, end: speaker.object(2, 'nothingChanged', sheet === undefined ? place : `${sheet}: ${place}`) };
};

/**
 * `groups import`: all of the file or, when anything in it is wrong, nothing. Adds people and never removes any. What decides
 * how people are called is taken over with `--yes` alone.
 */
export const runGroupsImport = async (
  command: CommandOf<'groups-import'>,
  context: CommandContext,
): Promise<CommandEnd> => {
  const { program, workspace, speaker } = context;
  const { store, newId } = program;
  const { say, locale } = speaker;
  const read = await groupsOf(command, context);
  if (!read.ok) return read.end;
  const directory = program.open.directory(workspace.id);
  const asksChats = newlyLinked(read.groups, store.groups(workspace.id)).length > 0;
  const chats = asksChats && directory.ok ? await directory.value.listChats() : null;
  const asksDepartments = newlyFollowed(read.groups, store.groups(workspace.id)).length > 0;
  if (asksDepartments && directory.ok) await directory.value.listPeople(firstReadMs);
  const planned = planImport(read.groups, {
    workspaceId: workspace.id,
    there: store.groups(workspace.id),
    settings: store.settings(),
    chatNames: new Map(chats?.ok ? chats.value.map(({ chatId, name }) => [chatId, name]) : []),
    departmentNames: new Map(
      asksDepartments && directory.ok ? directory.value.knownDepartments().map(({ id, name }) => [id, name]) : [],
    ),
    newId: () => GroupId.parse(`grp_${newId()}`),
    isTicked: () => command.yes,
  });
  if (!planned.ok) return speaker.refuse(2, 'nothingChanged', planned.problem);
  const { groups, merged, wrong } = planned.value;
  const saved = store.saveGroups(workspace.id, groups);
  if (!saved.ok) return speaker.refuse(1, 'nothingChanged', saved.problem);
  for (const { problem: each } of wrong) speaker.tell(sentenceOf(each, locale));
  const left = (changes: readonly FieldChange[]) => changes.filter(({ asks }) => asks && !command.yes);
  for (const { name, changes } of merged) {
    const fields = left(changes).map((change) => oneLine(fieldAndValue(change, locale)));
    if (fields.length > 0) speaker.tell(say('importLeft', { name: oneLine(name), fields: joined(fields) }));
  }
  return speaker.answer(
    0,
    {
      groups: merged.map(({ name, added, known, changes }) => ({
        name,
        added,
        known,
        left: left(changes).map(({ field }) => field),
      })),
    },
    merged
      .map((group) => say('imported', { name: oneLine(group.name), added: group.added, known: group.known }))
      .join('\n'),
  );
};
