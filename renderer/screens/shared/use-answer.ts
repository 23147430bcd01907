import { useCallback, useEffect, useState } from 'react';
import type { Answer, Problem } from '../../../electron/contract/advice/problem';

/** State of a question to main. */
export type AnswerState<Value> =
  | { kind: 'loading' }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'ready'; value: Value };

/**
 * Asks main when the component appears and on each `again`. An answer that comes after a newer question, or after the
 * component has gone, is dropped.
 *
 * @param ask gets the number of earlier attempts. Must stay the same function: a new one is asked at once.
 * @param wanted while false nothing is asked
 */
export const useAnswer = <Value>(
  ask: (attempt: number) => Promise<Answer<Value>>,
  wanted = true,
): { state: AnswerState<Value>; again: () => void } => {
  const [state, setState] = useState<AnswerState<Value>>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    setState({ kind: 'loading' });
    void ask(attempt).then((answer) => {
      if (!current) return;
      setState(answer.ok ? { kind: 'ready', value: answer.value } : { kind: 'failed', problem: answer.problem });
    });
    return () => {
      current = false;
    };
  }, [ask, wanted, attempt]);
  return { state, again: useCallback(() => setAttempt((count) => count + 1), []) };
};

/**
 * Asks main when the component appears and whenever `ask` is another function, and keeps the last good answer
 * meanwhile. Null until there is one.
 */
export const useNewestAnswer = <Value>(ask: () => Promise<Answer<Value>>): Value | null => {
  const [value, setValue] = useState<Value | null>(null);
  useEffect(() => {
    let current = true;
    void ask().then((answer) => {
      if (current && answer.ok) setValue(answer.value);
    });
    return () => {
      current = false;
    };
  }, [ask]);
  return value;
};
