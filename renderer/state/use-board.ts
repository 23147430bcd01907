import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../electron/contract/advice/problem';
import type { Board } from '../../electron/contract/model/board';
import type { BuzzId } from '../../electron/contract/model/ids';
import { useBridge } from '../bridge';
import { useSeen } from './window-store';

export type BoardState = { kind: 'loading' } | { kind: 'failed'; problem: Problem } | { kind: 'shown'; board: Board };

/**
 * A board and its changes as main sends them. Tells main while the board can be seen (`watchBoard`): only then does main ask
 * for read receipts, because every call counts against a monthly quota (feishu-api 1.7).
 */
export const useBoard = (id: BuzzId): { state: BoardState; adopt: (board: Board) => void; retry: () => void } => {
  const bridge = useBridge();
  const seen = useSeen();
  const [state, setState] = useState<BoardState>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const wanted = useRef(id);
  wanted.current = id;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks again
  useEffect(() => {
    let current = true;
    const stop = bridge.on('boardChanged', (board) => {
      if (board.id === id) setState({ kind: 'shown', board });
    });
    void bridge.getBoard({ id }).then((answer) => {
      if (!current) return;
      setState(answer.ok ? { kind: 'shown', board: answer.value } : { kind: 'failed', problem: answer.problem });
    });
    return () => {
      current = false;
      stop();
    };
  }, [bridge, id, attempt]);

  useEffect(() => {
    if (!seen) return;
    void bridge.watchBoard({ id });
    return () => void bridge.watchBoard({ id: null });
  }, [bridge, id, seen]);

  // The answer to an action on another board may come late: it must not replace this board.
  const adopt = useCallback((board: Board) => {
    if (board.id === wanted.current) setState({ kind: 'shown', board });
  }, []);
  const retry = useCallback(() => {
    setState({ kind: 'loading' });
    setAttempt((count) => count + 1);
  }, []);
  return { state, adopt, retry };
};
