import { decodeText } from './decode-text';
import { readGroupsCsv } from './groups-csv';
import type { GroupsFile } from './groups-file';
import { readGroupsJson } from './groups-json';

/** A file of groups, as somebody dropped or chose it: JSON or CSV by what it holds, whatever it is called. */
export const readGroupsFile = (file: { name: string; bytes: Uint8Array }): GroupsFile => {
  const text = decodeText(file.bytes);
  if (/^\uFEFF?\s*[{[]/.test(text)) return readGroupsJson(text);
  return readGroupsCsv(text, file.name.replace(/\.[^.]*$/, ''));
};
