import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '../../core/text/read-text';
import { ownerFile } from '../data-owner';
import { kindOf, type OwnKind, ownFolders, ownKinds, ownTrees } from './own-names';
import { closePath, writePrivateSync } from './private-files';

// A data folder may be one that a person uses for other things, before or after. So the program keeps a list in it of the
// kinds of files that it writes there, begun before it writes the first one: a kind of which there were files already is
// not its own. Only what the list and the names both say is ours is ever deleted.

/** The list. It lies in the folder that it is about, goes with a copy, and is gone with the folder. */
export const writtenList = 'written-files.json';

/**
 * Begins the list of a folder that has none; false: it has one, or nothing can be written there. A list of an earlier version
 * gets the kinds that are new since then and of which no file is there.
 */
export const beginList = (folder: string): boolean => {
  const listed = readList(folder);
  if (listed !== null) {
    extendList(folder, listed);
    return false;
  }
  // What is there may be of an earlier version, which kept no list.
  const taken = new Set<OwnKind | null>(isOurs(folder) ? [] : kindsOfFiles(folder));
  const kinds = ownKinds.filter((kind) => !taken.has(kind));
  try {
    writePrivateSync(join(folder, writtenList), `${JSON.stringify({ version: 1, kinds })}\n`);
    return true;
  } catch {
    return false;
  }
};

const extendList = (folder: string, listed: ReadonlySet<string>): void => {
  // At almost every start: then no file is looked at before the tray shows.
  if (ownKinds.every((kind) => listed.has(kind))) return;
  const there = new Set<OwnKind | null>(kindsOfFiles(folder));
  const kinds = ownKinds.filter((kind) => !listed.has(kind) && !there.has(kind));
  if (kinds.length === 0) return;
  try {
    writePrivateSync(join(folder, writtenList), `${JSON.stringify({ version: 1, kinds: [...listed, ...kinds] })}\n`);
  } catch {
    // Files of the new kinds stay behind when everything is deleted, and the person is told of them.
  }
};

/** What this program wrote in a folder, names relative to it. `trees` are folders that hold nothing else. */
interface Written {
  files: readonly string[];
  trees: readonly string[];
  /** Folders that hold such files, and perhaps others. */
  folders: readonly string[];
}

export const writtenIn = (folder: string): Written => {
  const kinds = readList(folder) ?? new Set<string>(isOurs(folder) ? ownKinds : []);
  return {
    files: filesIn(folder).filter((name) => kinds.has(kindOf(name) ?? '') && statOf(folder, name)?.isFile()),
    trees: ownTrees.filter((name) => kinds.has(name) && isFolder(folder, name)),
    folders: ownFolders.filter((name) => kinds.has(name) && isFolder(folder, name)),
  };
};

/** All files and links of a folder by names that this program gives, whoever made them. No link is followed. */
export const filesIn = (folder: string): readonly string[] =>
  [
    ...namesIn(folder),
    ...ownFolders.filter((name) => isFolder(folder, name)).flatMap((name) => below(folder, name)),
  ].filter((name) => kindOf(name) !== null && !isFolder(folder, name));

/** Takes the rights of others from what an earlier version, or a copy, has left open to them. */
export const closeFiles = (folder: string): void => {
  for (const name of [...filesIn(folder), ...ownFolders, writtenList, ownerFile]) closePath(join(folder, name));
};

const readList = (folder: string): ReadonlySet<string> | null => {
  try {
    const list = parseJson(readFileSync(join(folder, writtenList), 'utf8'));
    return typeof list === 'object' && list !== null && 'kinds' in list && Array.isArray(list.kinds)
      ? new Set(list.kinds.filter((kind) => typeof kind === 'string'))
      : null;
  } catch {
    return null;
  }
};

/** True for a folder without a list that an earlier version has used. */
const isOurs = (folder: string): boolean => filesIn(folder).some((name) => isTelling(folder, name));

const kindsOfFiles = (folder: string): readonly (OwnKind | null)[] => [
  ...filesIn(folder).map(kindOf),
  ...ownTrees.filter((name) => isFolder(folder, name)),
];

/** True for a file that an earlier version has written, by its content: its own form of JSON, or a database of its name. */
const isTelling = (folder: string, name: string): boolean => {
  try {
    if (name === 'ledger.db') return isDatabase(join(folder, name));
    if (!/^(?:settings|groups|vault)\.json$/.test(name)) return false;
    const stored = parseJson(readFileSync(join(folder, name), 'utf8'));
    return typeof stored === 'object' && stored !== null && 'version' in stored && 'data' in stored;
  } catch {
    return false;
  }
};

const isDatabase = (path: string): boolean => {
  const head = Buffer.alloc(16);
  const handle = openSync(path, 'r');
  try {
    readSync(handle, head, 0, head.length, 0);
  } finally {
    closeSync(handle);
  }
  return head.toString('latin1') === 'SQLite format 3\0';
};

const statOf = (folder: string, name: string): Stats | undefined =>
  lstatSync(join(folder, name), { throwIfNoEntry: false });

const isFolder = (folder: string, name: string): boolean => statOf(folder, name)?.isDirectory() === true;

const below = (folder: string, name: string): readonly string[] =>
  namesIn(join(folder, name)).map((each) => `${name}/${each}`);

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};
