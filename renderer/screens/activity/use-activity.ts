import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../electron/contract/advice/problem';
import type { ActivityRow } from '../../../electron/contract/model/board';
import type { Outcome } from '../../../electron/contract/model/channel';
import { useBridge } from '../../bridge';

/**
 * Puts a newly read first page over the rows on the screen: changed rows are replaced in place, new ones come first, rows
 * that no longer belong here go, and older pages stay, so that the list never jumps under the reader.
 *
 * @param whole true when the page holds all rows there are
 */
export const renewRows = (
  shown: readonly ActivityRow[],
  newest: readonly ActivityRow[],
  whole: boolean,
): readonly ActivityRow[] => {
  const last = newest.at(-1);
  if (whole || !last) return newest;
  const fresh = new Set(newest.map((row) => row.id));
  return [...newest, ...shown.filter((row) => row.createdAt <= last.createdAt && !fresh.has(row.id))];
};

/** Adds an older page at the end. A row that moved between the two pages stands there once. */
export const addRows = (shown: readonly ActivityRow[], older: readonly ActivityRow[]): readonly ActivityRow[] => {
  const shownIds = new Set(shown.map((row) => row.id));
  return [...shown, ...older.filter((row) => !shownIds.has(row.id))];
};

/** Rows read at a time. */
const pageSize = 50;

/** What a row can be found by: an outcome, or an answer. */
export type FilterOutcome = Outcome | 'acknowledged';

/** Search for words and for an outcome that at least one person has. */
export interface ActivitySearch {
  query: string;
  outcome: FilterOutcome | null;
}

interface ActivityState {
  /** Null until the first answer. */
  rows: readonly ActivityRow[] | null;
  /** Search that found `rows`. The answer to the current one may still be on its way. */
  search: ActivitySearch;
  problem: Problem | null;
  /** An older page is on its way. */
  reading: boolean;
  /** There is nothing older. */
  complete: boolean;
}

/**
 * Reads Activity page by page, newest first, and its first page again whenever main says that it changed. The rows of
 * another search replace those of the one before as soon as its answer is there.
 */
export const useActivity = (search: ActivitySearch): ActivityState & { readOlder: () => void; retry: () => void } => {
  const bridge = useBridge();
  const [state, setState] = useState<ActivityState>({
    rows: null,
    search,
    problem: null,
    reading: false,
    complete: false,
  });
  const reading = useRef(false);
  /** Page whose reading failed, which `retry` reads again. */
  const failed = useRef<'newest' | 'older'>('newest');
  /** Current search; answers to an earlier one are dropped. */
  const wanted = useRef(search);
  wanted.current = search;

  const readNewest = useCallback(async () => {
    const answer = await bridge.listActivity({ before: null, limit: pageSize, ...search });
    if (wanted.current !== search) return;
    if (!answer.ok) failed.current = 'newest';
    setState((old) => {
      if (!answer.ok) return { ...old, problem: answer.problem };
      const whole = answer.value.length < pageSize;
      const same = old.search === search;
      const rows = renewRows(same ? (old.rows ?? []) : [], answer.value, whole);
      return { ...old, search, problem: null, rows, complete: whole || (same && old.complete) };
    });
  }, [bridge, search]);

  useEffect(() => {
    void readNewest();
    return bridge.on('activityChanged', () => void readNewest());
  }, [bridge, readNewest]);

  const { rows, complete } = state;
  const current = state.search === search;
  const readOlder = useCallback(async () => {
    const oldest = rows?.at(-1);
    if (!current || !oldest || complete || reading.current) return;
    reading.current = true;
    setState((old) => ({ ...old, reading: true }));
    const answer = await bridge.listActivity({ before: oldest.id, limit: pageSize, ...search });
    reading.current = false;
    if (wanted.current !== search) return setState((old) => ({ ...old, reading: false }));
    const mended = answer.ok && failed.current === 'older';
    if (!answer.ok) failed.current = 'older';
    setState((old) => {
      if (old.search !== search) return { ...old, reading: false };
      return answer.ok
        ? {
            ...old,
            reading: false,
            problem: mended ? null : old.problem,
            rows: addRows(old.rows ?? [], answer.value),
            complete: answer.value.length < pageSize,
          }
        : { ...old, reading: false, problem: answer.problem };
    });
  }, [bridge, rows, complete, current, search]);

  return {
    ...state,
    readOlder: useCallback(() => void readOlder(), [readOlder]),
    retry: useCallback(() => void (failed.current === 'older' ? readOlder() : readNewest()), [readOlder, readNewest]),
  };
};
