import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActivityRow } from '../../../electron/contract/board';
import type { Problem } from '../../../electron/contract/problem';
import { useBridge } from '../../bridge';
import { mergeRows } from './merge-rows';

/** Rows asked for at a time. */
const page = 50;

export interface ActivityState {
  /** Null until the first answer. */
  rows: readonly ActivityRow[] | null;
  problem: Problem | null;
  /** An older page is on its way. */
  reading: boolean;
  /** There is nothing older. */
  complete: boolean;
}

const nothingYet: ActivityState = { rows: null, problem: null, reading: false, complete: false };

/**
 * Activity, newest first, page by page; when main says that it changed the newest page is read again and put over
 * what is shown.
 */
export const useActivity = (): ActivityState & { readOlder: () => void; retry: () => void } => {
  const bridge = useBridge();
  const [state, setState] = useState<ActivityState>(nothingYet);
  const reading = useRef(false);

  const readNewest = useCallback(async () => {
    const answer = await bridge.listActivity({ before: null, limit: page, query: '', outcome: null });
    setState((old) => {
      if (!answer.ok) return { ...old, problem: answer.problem };
      const rows = mergeRows(old.rows ?? [], answer.value);
      return { ...old, problem: null, rows, complete: old.complete || answer.value.length < page };
    });
  }, [bridge]);

  useEffect(() => {
    void readNewest();
    return bridge.on('activityChanged', () => void readNewest());
  }, [bridge, readNewest]);

  const { rows, complete } = state;
  const readOlder = useCallback(async () => {
    const oldest = rows?.at(-1);
    if (!oldest || complete || reading.current) return;
    reading.current = true;
    setState((old) => ({ ...old, reading: true }));
    const answer = await bridge.listActivity({ before: oldest.id, limit: page, query: '', outcome: null });
    reading.current = false;
    setState((old) =>
      answer.ok
        ? {
            ...old,
            reading: false,
            rows: mergeRows(answer.value, old.rows ?? []),
            complete: answer.value.length < page,
          }
        : { ...old, reading: false, problem: answer.problem },
    );
  }, [bridge, rows, complete]);

  return {
    ...state,
    readOlder: useCallback(() => void readOlder(), [readOlder]),
    retry: useCallback(() => void readNewest(), [readNewest]),
  };
};
