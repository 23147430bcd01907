import type { Group } from '../../contract/model/group';
import { writeGroupsCsv } from '../../core/directory/groups-file/groups-csv';
import { groupsJson } from '../../core/directory/groups-file/groups-json';

/** Groups as a file that a person opens: with the mark by which Excel knows that a CSV is UTF-8. */
export const exportedGroups = (groups: readonly Group[], format: 'csv' | 'json'): string =>
  format === 'csv' ? `\uFEFF${writeGroupsCsv(groups)}` : `${JSON.stringify(groupsJson(groups), null, 2)}\n`;
