import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../electron/contract/advice/problem';
import type { ActivityRow } from '../../../electron/contract/model/board';
import type { Outcome } from '../../../electron/contract/model/channel';
import { useBridge } from '../../bridge';

/**
 * Puts a freshly read newest page over what is already shown: changed rows are replaced where they stand, new ones come
 * first, those that no longer belong here are gone, and older pages that were scrolled to stay, so that the list never
 * jumps under the reader.
 *
 * @param whole the page holds all there is
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

/** Puts an older page behind what is shown; a row that changed its place meanwhile stands once. */
export const addRows = (shown: readonly ActivityRow[], older: readonly ActivityRow[]): readonly ActivityRow[] => {
  const shownIds = new Set(shown.map((row) => row.id));
  return [...shown, ...older.filter((row) => !shownIds.has(row.id))];
};

/** Rows asked for at a time. */
const pageSize = 50;

/** What is looked for: words, and an outcome that somebody has. */
export interface ActivitySearch {
  query: string;
  outcome: Outcome | null;
}

interface ActivityState {
  /** Null until the first answer. */
  rows: readonly ActivityRow[] | null;
  /** What `rows` were found by: what is asked now may still be on its way. */
  search: ActivitySearch;
  problem: Problem | null;
  /** An older page is on its way. */
  reading: boolean;
  /** There is nothing older. */
  complete: boolean;
}

/**
 * Activity, newest first, page by page; when main says that it changed the newest page is read again and put over
 * what is shown. Another search takes the place of what was found before once its answer is there.
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
  /** What the problem was met by, and what trying again does. */
  const failed = useRef<'newest' | 'older'>('newest');
  /** The search in force: answers to an earlier one are late. */
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
