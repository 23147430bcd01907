import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../electron/contract/advice/problem';
import type { WorkspaceId } from '../../../electron/contract/model/ids';
import { useBridge } from '../../bridge';
import { useTranslation } from '../../i18n/use-translation';
import { ErrorNote } from '../../ui/feedback/error-note';
import styles from './connect-screen.module.css';
import { useSecondsLeft } from './time-left';

/** Time for which main waits for an event (ms). */
const waitMs = 60_000;

export interface Verifying {
  /** Begins to listen first, where that is what was pressed. */
  start: (listen: boolean) => Promise<void>;
  /** The time until which an event is waited for (ms since the epoch); null: none is. */
  until: number | null;
  problem: Problem | null;
}

/** Waits for an event that the person makes happen, as a connection that opens may stay silent; `onSeen` follows it. */
export const useVerify = (workspaceId: WorkspaceId | undefined, onSeen: () => void): Verifying => {
  const bridge = useBridge();
  const [until, setUntil] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  const start = async (listen: boolean) => {
    if (!workspaceId || until !== null) return;
    setProblem(null);
    setUntil(Date.now() + waitMs);
    const begun = listen ? await bridge.setListening({ workspaceId, mode: 'alone' }) : null;
    const answer = begun && !begun.ok ? begun : await bridge.verifyListening({ workspaceId });
    if (!shown.current) return;
    setUntil(null);
    if (!answer.ok) setProblem(answer.problem);
    onSeen();
  };
  return { start, until, problem };
};

/** What to do while an event is waited for, and what to look at when none came. */
export const VerifyNote = ({ verifying: { until, problem } }: { verifying: Verifying }) => {
  const { t } = useTranslation('connect');
  const seconds = useSecondsLeft(until);
  if (until === null && !problem) return null;
  return (
    <div className={styles.verify} role="status">
      {until !== null && <p>{t('verify-how')}</p>}
      {until !== null && <p role="timer">{t('verify-seconds', { count: seconds })}</p>}
      {problem && <ErrorNote problem={problem} announced={false} variant="line" />}
    </div>
  );
};
