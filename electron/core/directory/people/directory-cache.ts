import type { DirectoryRecord } from './directory-record';

/**
 * Where a workspace's directory is kept. Only a cache: what cannot be read is as good as empty, and what cannot be
 * written is read again from Feishu another time; neither is anybody's problem.
 */
export interface DirectoryCache {
  /** Hands over what is kept, in order. */
  load(take: (record: DirectoryRecord) => void): Promise<void>;
  append(record: DirectoryRecord): void;
  /** Puts these in the place of everything. */
  replace(records: Iterable<DirectoryRecord>): void;
}

/** Keeps nothing: for those who need no cache. */
export const noCache: DirectoryCache = {
  load: async () => undefined,
  append: () => undefined,
  replace: () => undefined,
};
