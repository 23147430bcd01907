import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { practiceId } from '../contract/model/workspace';

/** Files that may name workspaces, and the copies of them that were set aside. */
const telling = /^(settings|groups|drafts|rooms|recent|ledger)\./;
/** The file that tells of a real workspace by being there: practice has no secret to keep. */
const secrets = /^vault\./;
/** Settings that were set aside. They may have named any workspace, unless their list of workspaces can still be read. */
const lostSettings = /^settings\.damaged-/;

/** The id of a workspace as it stands in JSON, within any other bytes. In text that a person typed, the quote is escaped. */
const quotedId = /(?<!\\)"(ws_[A-Za-z0-9]{1,40})"/g;

/** Bytes that are read of one file at most: enough for every file but the ledger of many years. */
const longestRead = 64 * 1024 * 1024;
const chunk = 1024 * 1024;
/** Longest id with its quotes (bytes), so that one on the border of two chunks is found. */
const overlap = 64;

/**
 * Lists the files of a data folder that tell of a real workspace, now or earlier, the most telling first. They are searched as
 * bytes: a file that is cut in half, or set aside, or of another version still tells. An empty list means that there was
 * practice alone.
 */
export const realTraces = (folder: string): readonly string[] => {
  const names = namesIn(folder);
  const pathOf = (name: string) => join(folder, name);
  const files = new Set([
    ...names.filter((name) => lostSettings.test(name) && !listsWorkspaces(pathOf(name))),
    ...names.filter((name) => secrets.test(name)),
    ...names.filter((name) => telling.test(name) && namesReal(pathOf(name))),
  ]);
  // The people of a workspace, one file each.
  const people = namesIn(pathOf('people')).filter(
    (name) => name.startsWith('ws_') && !name.startsWith(`${practiceId}.`),
  );
  return [...files, ...people.map((name) => `people/${name}`)];
};

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
};

const listsWorkspaces = (path: string): boolean => {
  try {
    const { data }: { data?: { workspaces?: unknown } } = JSON.parse(readFileSync(path, 'utf8'));
    return Array.isArray(data?.workspaces);
  } catch {
    return false;
  }
};

const namesReal = (path: string): boolean => {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch {
    return false;
  }
  try {
    const bytes = Buffer.alloc(chunk);
    let kept = '';
    for (let at = 0; at < longestRead; ) {
      const read = readSync(handle, bytes, 0, chunk, at);
      if (read === 0) return false;
      at += read;
      const text = kept + bytes.toString('latin1', 0, read);
      for (const [, id] of text.matchAll(quotedId)) if (id !== practiceId) return true;
      kept = text.slice(-overlap);
    }
    return false;
  } catch {
    return false;
  } finally {
    closeSync(handle);
  }
};
