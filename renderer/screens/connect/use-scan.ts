import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../electron/contract/advice/problem';
import type { ScanCode, SecretChoice } from '../../../electron/contract/ipc/connect';
import type { Brand } from '../../../electron/contract/model/workspace';
import { useBridge } from '../../bridge';

/** State of a scan, as the window shows it. */
export type ScanState =
  | { kind: 'idle' | 'starting' }
  | { kind: 'waiting'; code: ScanCode; reachable: boolean; lark: boolean }
  | { kind: 'failed'; problem: Problem; created: string | null };

export interface Scan {
  state: ScanState;
  start: (wish: { brand: Brand; baseUrl: string; choice: SecretChoice }) => Promise<void>;
  /** Ends what is under way, because the wish has changed or the person goes another way. */
  stop: () => void;
}

/** Follows one scan at a time, as main tells of it. It closes the window when the workspace is connected. */
export const useScan = (): Scan => {
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

  const follow = async (mine: number) => {
    for (;;) {
      const answer = await bridge.followScan();
      if (mine !== latest.current || !alive.current) return;
      if (!answer.ok) return setState({ kind: 'failed', problem: answer.problem, created: null });
      const news = answer.value;
      if (news.kind === 'connected') return;
      if (news.kind === 'failed') return setState({ kind: 'failed', problem: news.problem, created: news.created });
      setState((old) => {
        if (old.kind !== 'waiting') return old;
        return news.kind === 'lark' ? { ...old, lark: true } : { ...old, reachable: news.kind === 'reachable' };
      });
    }
  };

  return {
    state,
    start: async (wish) => {
      latest.current += 1;
      const mine = latest.current;
      setState({ kind: 'starting' });
      const answer = await bridge.startScan(wish);
      if (mine !== latest.current || !alive.current) return;
      if (!answer.ok) return setState({ kind: 'failed', problem: answer.problem, created: null });
      setState({ kind: 'waiting', code: answer.value, reachable: true, lark: false });
      await follow(mine);
    },
    stop: () => {
      latest.current += 1;
      setState({ kind: 'idle' });
      void bridge.stopScan();
    },
  };
};
