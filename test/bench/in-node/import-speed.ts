import type { Group } from '../../../electron/contract/model/group';
import { GroupId, WorkspaceId } from '../../../electron/contract/model/ids';
import { defaultSettings } from '../../../electron/contract/model/settings';
import type { FileGroup } from '../../../electron/core/directory/groups-file/groups-file';
import { planImport } from '../../../electron/core/directory/groups-file/plan-import';
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

const median = async (work: () => unknown): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  return quantile(times, 0.5);
};

/** Measures reading a file of groups and merging it into existing ones, and splitting its lines alone. */
export const importSpeed = async (lines: number) => {
  const text = fileOf(lines);
  const bytes = new TextEncoder().encode(text);
  const workspaceId = WorkspaceId.parse('ws_bench');
  let made = 0;
  const newId = () => {
    made += 1;
    return GroupId.parse(`grp_bench${made}`);
  };
  const read = async () => {
    const { file } = await readGroupsFile({ name: 'team.csv', bytes, encoding: null });
    if (!file.ok) throw new Error(`not read: ${file.problem.advice}`);
    return file.value.groups;
  };
  const merge = (there: readonly Group[], groups: readonly FileGroup[]): readonly Group[] => {
    const names = { chatNames: new Map(), departmentNames: new Map() };
    const into = { workspaceId, there, settings: defaultSettings, ...names, newId, isTicked: () => false };
    const planned = planImport(groups, into);
    if (!planned.ok) throw new Error(`not merged: ${planned.problem.advice}`);
    return planned.value.groups;
  };
  const there = merge([], (await read()).slice(0, 40));
  const ms = await median(async () => merge(there, await read()));
  const parseMs = await median(() => readCsv(text));
  return {
    lines,
    groups: (await read()).length,
    ms: round(ms),
    parseMs: round(parseMs),
    ratio: round(ms / parseMs),
    goalMs,
  };
};
