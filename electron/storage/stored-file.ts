import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { type AdviceKey, type Answer, failed, ok, type Problem, problem } from '../contract/advice/problem';
import { fileErrorCodeOf } from '../core/text/error-code';
import { parseJson } from '../core/text/read-text';
import { copyPrivate } from './private/private-files';

/** The used part of electron-store; its writes are atomic and synced before they return. */
export type StoreClass = new (options: {
  cwd: string;
  name: string;
  configFileMode: number;
  clearInvalidConfig: false;
  accessPropertiesByDotNotation: false;
}) => { store: Record<string, unknown> };

/** Content of one file, and how it is read. */
export interface FileShape<T> {
  name: string;
  /** Version of the shape; 1 more with every change. */
  version: number;
  /** `steps[n]` turns the data of version n into that of version n + 1. */
  steps: Readonly<Record<number, (data: unknown) => unknown>>;
  defaults(): T;
  /** Checks the data and keeps the valid part; `lost` counts the rest. null: nothing is valid. */
  read(data: unknown): { value: T; lost: number } | null;
  /** What a person is told of the file when it cannot be used, if that is not what is told of settings. */
  sentences?: Partial<Sentences>;
}

/** Sentences about a file that could not be read, about its entries that could not be read, and about a newer version's. */
interface Sentences {
  damaged: AdviceKey;
  salvaged: AdviceKey;
  newer: AdviceKey;
}
const ofSettings: Sentences = { damaged: 'settings-damaged', salvaged: 'settings-salvaged', newer: 'settings-damaged' };

const sentenceOf = ({ sentences }: Pick<FileShape<unknown>, 'sentences'>, why: keyof Sentences): AdviceKey =>
  sentences?.[why] ?? ofSettings[why];

export interface StoredFile<T> {
  value(): T;
  /** Sets the value in memory at once; it is on disk if the answer is ok. */
  set(value: T): Answer<void>;
  /** Retries a write that failed, if there is one. */
  settle(): Answer<void>;
  /** True if there was no file. */
  fresh: boolean;
  /** A problem of the file as it was found; null: none. */
  problem: Problem | null;
}

interface OpenedFile<T> {
  value: T;
  rewrite: boolean;
  fresh: boolean;
  problem: Problem | null;
}

/**
 * Opens one file of `folder`. A damaged file, or one of a newer version, is renamed and reported; a file that was not read
 * is never overwritten. Before an older version is migrated, or a partly damaged file is repaired, a copy is made.
 */
export const openStoredFile = <T>(
  shape: FileShape<T>,
  deps: { folder: string; Store: StoreClass; now: () => number },
): StoredFile<T> => {
  const { folder, Store, now } = deps;
  let writable = true;
  /** True if the last write failed. */
  let behind = false;
  let value: T;

  const nameFor = (why: string) => `${shape.name}.${why}-${new Date(now()).toISOString().replace(/[:.]/g, '-')}.json`;
  const path = join(folder, `${shape.name}.json`);

  const setAside = (why: 'damaged' | 'newer' = 'damaged'): OpenedFile<T> => {
    const file = nameFor('damaged');
    try {
      renameSync(path, join(folder, file));
    } catch (reason) {
      // It can neither be read nor moved: the file is left alone, and values last until quit.
      writable = false;
      return { ...fallback(), problem: problem('storage-failed', { reason: fileErrorCodeOf(reason) }) };
    }
    return { ...fallback(), problem: problem(sentenceOf(shape, why), { file }) };
  };
  const fallback = (): OpenedFile<T> => ({ value: shape.defaults(), rewrite: false, fresh: false, problem: null });

  const copy = (why: string): string | null => {
    const file = nameFor(why);
    try {
      copyPrivate(path, join(folder, file));
      return file;
    } catch {
      return null;
    }
  };

  const load = (): OpenedFile<T> => {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (reason) {
      return fileErrorCodeOf(reason) === 'ENOENT' ? { ...fallback(), fresh: true } : setAside();
    }
    const stored = parse(text);
    if (!stored) return setAside();
    if (stored.version > shape.version) return setAside('newer');
    const old = stored.version < shape.version;
    const data = old ? migrate(stored, shape) : { ok: true, value: stored.data };
    const read = data.ok ? shape.read(data.value) : null;
    if (!read) return setAside();
    if (!old && read.lost === 0) return { ...fallback(), value: read.value };
    const file = copy(old ? `v${stored.version}` : 'damaged');
    if (file === null) writable = false;
    const report =
      read.lost > 0
        ? problem(sentenceOf(shape, 'salvaged'), { count: String(read.lost), file: file ?? `${shape.name}.json` })
        : null;
    return { ...fallback(), value: read.value, rewrite: true, problem: report };
  };

  const opened = load();
  value = opened.value;
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

  const rewritten = opened.rewrite ? write() : ok(undefined);
  return {
    value: () => value,
    set: (next) => {
      value = next;
      return write();
    },
    settle: () => (behind ? write() : ok(undefined)),
    fresh: opened.fresh,
    problem: opened.problem ?? (rewritten.ok ? null : rewritten.problem),
  };
};

/** Tells what was lost with a file that an earlier run has set aside under the name `file`. */
export const readAside = (shape: FileShape<unknown>, folder: string, file: string): Problem => {
  let stored: ReturnType<typeof parse> = null;
  try {
    stored = parse(readFileSync(join(folder, file), 'utf8'));
  } catch {
    // It cannot be read now either.
  }
  if (stored && stored.version > shape.version) return problem(sentenceOf(shape, 'newer'), { file });
  const read = stored?.version === shape.version ? shape.read(stored.data) : null;
  return read
    ? problem(sentenceOf(shape, 'salvaged'), { count: String(read.lost), file })
    : problem(sentenceOf(shape, 'damaged'), { file });
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
    // The step could not read the data: the file is damaged.
    return { ok: false };
  }
};
