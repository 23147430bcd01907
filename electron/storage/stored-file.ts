import { copyFileSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, failed, ok, type Problem, problem } from '../contract/advice/problem';
import { fileErrorCodeOf } from '../core/text/error-code';
import { parseJson } from '../core/text/parse-json';

/** What is used of electron-store; its writes are atomic and synced before they return. */
export type StoreClass = new (options: {
  cwd: string;
  name: string;
  configFileMode: number;
  clearInvalidConfig: false;
  accessPropertiesByDotNotation: false;
}) => { store: Record<string, unknown> };

/** What one file holds, and how it is read. */
export interface FileShape<T> {
  name: string;
  /** Counts up with every change of the shape. */
  version: number;
  /** `steps[n]` turns the data of version n into that of version n + 1. */
  steps: Readonly<Record<number, (data: unknown) => unknown>>;
  defaults(): T;
  /** Checks the data; what can be saved of damaged data is, and `lost` counts the rest. null: nothing can be. */
  read(data: unknown): { value: T; lost: number } | null;
}

export interface StoredFile<T> {
  value(): T;
  /** Kept in memory at once; on disk when the answer is ok. */
  set(value: T): Answer<void>;
  /** Writes once more what the disk has refused, if anything. */
  settle(): Answer<void>;
  /** There was no file. */
  fresh: boolean;
  /** What the person must learn about the file as it was found. */
  problem: Problem | null;
}

interface Found<T> {
  value: T;
  rewrite: boolean;
  fresh: boolean;
  problem: Problem | null;
}

/**
 * Opens one file of `folder`. A damaged file, or one of a newer version, is set aside under another name and reported;
 * nothing is ever overwritten that has not been read. Before an older version is migrated, or a partly damaged file is
 * mended, a copy is made.
 */
export const openStoredFile = <T>(
  shape: FileShape<T>,
  parts: { folder: string; Store: StoreClass; now: () => number },
): StoredFile<T> => {
  const { folder, Store, now } = parts;
  let writable = true;
  /** The disk holds less than we do. */
  let behind = false;
  let value: T;

  const nameFor = (why: string) => `${shape.name}.${why}-${new Date(now()).toISOString().replace(/[:.]/g, '-')}.json`;
  const path = join(folder, `${shape.name}.json`);

  const setAside = (): Found<T> => {
    const file = nameFor('damaged');
    try {
      renameSync(path, join(folder, file));
    } catch (reason) {
      // It can neither be read nor moved: leave it alone, and remember things only until quit.
      writable = false;
      return { ...fallback(), problem: problem('storage-failed', { reason: fileErrorCodeOf(reason) }) };
    }
    return { ...fallback(), problem: problem('settings-damaged', { file }) };
  };
  const fallback = (): Found<T> => ({ value: shape.defaults(), rewrite: false, fresh: false, problem: null });

  const copy = (why: string): string | null => {
    const file = nameFor(why);
    try {
      copyFileSync(path, join(folder, file));
      return file;
    } catch {
      return null;
    }
  };

  const find = (): Found<T> => {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (reason) {
      return fileErrorCodeOf(reason) === 'ENOENT' ? { ...fallback(), fresh: true } : setAside();
    }
    const stored = parse(text);
    if (!stored || stored.version > shape.version) return setAside();
    const old = stored.version < shape.version;
    const data = old ? migrate(stored, shape) : { ok: true, value: stored.data };
    const read = data.ok ? shape.read(data.value) : null;
    if (!read) return setAside();
    if (!old && read.lost === 0) return { ...fallback(), value: read.value };
    const file = copy(old ? `v${stored.version}` : 'damaged');
    if (file === null) writable = false;
    const report =
      read.lost > 0
        ? problem('settings-salvaged', { count: String(read.lost), file: file ?? `${shape.name}.json` })
        : null;
    return { ...fallback(), value: read.value, rewrite: true, problem: report };
  };

  const found = find();
  value = found.value;
  let store: { store: Record<string, unknown> } | null = null;

  const write = (): Answer<void> => {
    if (!writable) return failed(problem('storage-failed', { reason: 'EACCES' }));
    behind = true;
    try {
      store ??= new Store({
        cwd: folder,
        name: shape.name,
        configFileMode: 0o600,
        clearInvalidConfig: false,
        accessPropertiesByDotNotation: false,
      });
      store.store = { version: shape.version, data: value };
      behind = false;
      return ok(undefined);
    } catch (reason) {
      return failed(problem('storage-failed', { reason: fileErrorCodeOf(reason) }));
    }
  };

  const rewritten = found.rewrite ? write() : ok(undefined);
  return {
    value: () => value,
    set: (next) => {
      value = next;
      return write();
    },
    settle: () => (behind ? write() : ok(undefined)),
    fresh: found.fresh,
    problem: found.problem ?? (rewritten.ok ? null : rewritten.problem),
  };
};

const parse = (text: string): { version: number; data: unknown } | null => {
  const stored = parseJson(text);
  if (typeof stored !== 'object' || stored === null || !('version' in stored) || !('data' in stored)) return null;
  const { version, data } = stored;
  return typeof version === 'number' && Number.isInteger(version) && version > 0 ? { version, data } : null;
};

const migrate = (
  stored: { version: number; data: unknown },
  shape: Pick<FileShape<unknown>, 'version' | 'steps'>,
): { ok: true; value: unknown } | { ok: false } => {
  let data = stored.data;
  try {
    for (let version = stored.version; version < shape.version; version += 1) {
      const step = shape.steps[version];
      if (!step) return { ok: false };
      data = step(data);
    }
    return { ok: true, value: data };
  } catch {
    // A step that cannot read the data has met a damaged file.
    return { ok: false };
  }
};
