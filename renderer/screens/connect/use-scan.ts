import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../electron/contract/advice/problem';
import type { ScanCode, ScannedView } from '../../../electron/contract/ipc/connect';
import type { InputOf } from '../../../electron/contract/ipc/ipc';
import { useBridge } from '../../bridge';

/** State of a scan, as the window shows it. */
export type ScanState =
  | { kind: 'idle' | 'starting' }
  /** `renewed`: it took the place of one that had expired. */
  | { kind: 'waiting'; code: ScanCode; reachable: boolean; lark: boolean; renewed: boolean }
  /** The app is there, and its secret waits for a place to be kept in. */
  | { kind: 'keyring'; problem: Problem }
  | { kind: 'failed'; problem: Problem; created: string | null };

/** Most new codes in a row that no one has asked for: a window may be left open for days. */
const mostRenewals = 3;

export interface Scan {
  state: ScanState;
  start: (wish: InputOf<'startScan'>) => Promise<void>;
  /** Leaves what is under way, because the wish has changed or the person goes another way. */
  stop: () => void;
}

/** Follows one scan at a time, as main tells of it, and takes a new code by itself when one has expired. */
export const useScan = (onConnected: (scanned: ScannedView) => void): Scan => {
  const bridge = useBridge();
  const [state, setState] = useState<ScanState>({ kind: 'idle' });
  /** Number of the latest scan; news of an older one is dropped. */
  const latest = useRef(0);
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  const isCurrent = (mine: number) => mine === latest.current && alive.current;

  /** Follows a scan to its end. True when its code has expired. */
  const follow = async (mine: number): Promise<boolean> => {
    for (;;) {
      const answer = await bridge.followScan();
      if (!isCurrent(mine)) return false;
      const news = answer.ok ? answer.value : ({ kind: 'failed', problem: answer.problem, created: null } as const);
      switch (news.kind) {
        case 'connected':
          onConnected(news.scanned);
          return false;
        case 'keyring':
          setState(news);
          break;
        case 'failed':
          setState(news);
          return news.problem.advice === 'scan-expired';
        default:
          setState((old) => {
            if (old.kind !== 'waiting') return old;
            return news.kind === 'lark' ? { ...old, lark: true } : { ...old, reachable: news.kind === 'reachable' };
          });
      }
    }
  };

  return {
    state,
    start: async (wish) => {
      latest.current += 1;
      const mine = latest.current;
      setState({ kind: 'starting' });
      for (let renewals = 0; ; renewals += 1) {
        const answer = await bridge.startScan(wish);
        if (!isCurrent(mine)) return;
        if (!answer.ok) return setState({ kind: 'failed', problem: answer.problem, created: null });
        setState({ kind: 'waiting', code: answer.value, reachable: true, lark: false, renewed: renewals > 0 });
        if (!(await follow(mine)) || renewals === mostRenewals) return;
      }
    },
    stop: () => {
      latest.current += 1;
      setState({ kind: 'idle' });
      void bridge.stopScan();
    },
  };
};
