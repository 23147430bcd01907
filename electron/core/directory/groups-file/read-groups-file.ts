import { failed } from '../../../contract/advice/problem';
import type { Encoding } from '../../../contract/encodings';
import { readText } from '../../text/decode-text';
import { bytesKind, textKind } from './file-kind';
import { readGroupsCsv } from './groups-csv';
import type { GroupsFile } from './groups-file';
import { readGroupsJson } from './groups-json';

/** A file to read. `encoding`: the one that a person has chosen; null: it is told by the bytes, or guessed. */
export interface FileToRead {
  name: string;
  bytes: Uint8Array;
  encoding: Encoding | null;
}

/**
 * The groups of a file. `encoding`: the one its text was read in, whether that is certain, and names or words to tell it by;
 * null: it is no text.
 */
export interface FileReading {
  file: GroupsFile;
  encoding: { used: Encoding; certain: boolean; sample: readonly string[] } | null;
}

/** Words shown to tell an encoding by, and the longest of them. */
const samples = { count: 8, length: 40 } as const;

/** Names with characters beyond ASCII, or words of a text in which no name was found. */
const sampleOf = (file: GroupsFile, text: string): readonly string[] => {
  const names = file.ok
    ? file.value.groups.flatMap(({ name, members }) => [name, ...members.map((each) => each.name)])
    : [];
  const words = names.length > 0 ? names : text.slice(0, 2_000).split(/[\s,;"]/);
  const telling = new Set(words.filter((word) => /[^ -~]/.test(word)));
  return [...telling].slice(0, samples.count).map((word) => word.slice(0, samples.length));
};

/**
 * Reads a file of groups: a workbook, contact cards, JSON or a table as text, by its content. Without groups of its own, the
 * file's name is the group's. A file that holds no list is named for what it is.
 */
export const readGroupsFile = async ({ name, bytes, encoding }: FileToRead): Promise<FileReading> => {
  const called = name.replace(/\.[^.]*$/, '');
  const packed = bytesKind(bytes);
  if (packed.kind === 'other') return { file: failed(packed.problem), encoding: null };
  if (packed.kind === 'zip') {
    const { readWorkbook } = await import('./workbook/read-workbook');
    return { file: readWorkbook(bytes, called), encoding: null };
  }
  const { text, encoding: used, certain } = readText(bytes, encoding);
  const read = async (): Promise<GroupsFile> => {
    const kind = textKind(text);
    switch (kind.kind) {
      case 'other':
        return failed(kind.problem);
      case 'contacts': {
        const { readContactsFile } = await import('./contacts/read-contacts-file');
        return readContactsFile(text, called);
      }
      case 'json':
        return readGroupsJson(text);
      default:
        return readGroupsCsv(text, called);
    }
  };
  const file = await read();
  return { file, encoding: { used, certain, sample: certain && encoding === null ? [] : sampleOf(file, text) } };
};
