import { decodeText } from '../../text/read-text';
import { readGroupsCsv } from './groups-csv';
import type { GroupsFile } from './groups-file';
import { readGroupsJson } from './groups-json';

/** Reads a file of groups: JSON or CSV by its content. Without a column of groups, the file's name is the group's. */
export const readGroupsFile = (file: { name: string; bytes: Uint8Array }): GroupsFile => {
  const text = decodeText(file.bytes);
  if (/^\uFEFF?\s*[{[]/.test(text)) return readGroupsJson(text);
  return readGroupsCsv(text, file.name.replace(/\.[^.]*$/, ''));
};
