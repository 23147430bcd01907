import { GroupId, WorkspaceId } from '../../../electron/contract/model/ids';
import { mergeGroups } from '../../../electron/core/directory/groups-file/merge-groups';
import { readGroupsFile } from '../../../electron/core/directory/groups-file/read-groups-file';
import { readCsv } from '../../../electron/core/text/csv';
import { bigCompany } from './big-company';
import { quantile, round } from './quantile';

const perGroup = 50;
const rounds = 9;
const goalMs = 250;

/** A file as a spreadsheet writes it: groups of fifty, most people in two of them. */
const fileOf = (lines: number): string => {
  const people = bigCompany(Math.ceil(lines * 0.6));
  const row = (_: unknown, at: number) => {
    const person = people[at % people.length];
    return person && `值班 ${Math.floor(at / perGroup)},${person.name},${person.openId},,,${person.email},`;
  };
  return `group,name,open_id,union_id,user_id,email,mobile\n${Array.from({ length: lines }, row).join('\n')}\n`;
};

const median = (work: () => unknown): number => {
  const times = Array.from({ length: rounds }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  });
  return quantile(times, 0.5);
};

/** Measures reading a file of groups and merging it into existing ones, and splitting its lines alone. */
export const importSpeed = (lines: number) => {
  const text = fileOf(lines);
  const bytes = new TextEncoder().encode(text);
  const workspaceId = WorkspaceId.parse('ws_bench');
  let made = 0;
  const newId = () => {
    made += 1;
    return GroupId.parse(`grp_bench${made}`);
  };
  const read = () => {
    const file = readGroupsFile({ name: 'team.csv', bytes });
    if (!file.ok) throw new Error(`not read: ${file.problem.advice}`);
    return file.value.groups;
  };
  const there = mergeGroups([], read().slice(0, 40), { workspaceId, newId }).groups;
  const ms = median(() => mergeGroups(there, read(), { workspaceId, newId }));
  const parseMs = median(() => readCsv(text));
  return { lines, groups: read().length, ms: round(ms), parseMs: round(parseMs), ratio: round(ms / parseMs), goalMs };
};
