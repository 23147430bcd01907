import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../electron/contract/advice/problem';
import type { ConnectForm } from '../../../electron/contract/ipc/connect';
import { useBridge } from '../../bridge';
import { type CheckResults, runChecks } from './run-checks';

export interface Doctor {
  results: CheckResults;
  busy: boolean;
  problem: Problem | null;
  run: () => void;
}

/**
 * Runs the doctor on a connected workspace, at once, and again whenever a person comes back to the window while something
 * is not as it should be: an admin may have allowed it meanwhile. No timer asks.
 */
export const useDoctor = (form: ConnectForm): Doctor => {
  const bridge = useBridge();
  const [results, setResults] = useState<CheckResults>(null);
  const [busy, setBusy] = useState(true);
  const [problem, setProblem] = useState<Problem | null>(null);
  const asked = useRef(0);
  const asking = useRef(false);
  const content = useRef(false);
  const wanted = useRef(form);
  wanted.current = form;

  const run = useCallback(() => {
    if (asking.current) return;
    asking.current = true;
    asked.current += 1;
    const mine = asked.current;
    setBusy(true);
    setProblem(null);
    const isCurrent = () => mine === asked.current;
    // What was found before stays until all is known anew: lines that come and go could not be read.
    void runChecks(bridge, wanted.current, { show: () => undefined, fail: setProblem, isCurrent }).then((checked) => {
      asking.current = false;
      if (checked === null) return;
      setBusy(false);
      if (checked.all.size > 0) setResults(checked.all);
      content.current =
        checked.connected && [...checked.all.values()].every(({ state }) => state === 'ok' || state === 'optional');
    });
  }, [bridge]);

  useEffect(() => {
    run();
    const look = () => {
      if (!content.current) run();
    };
    window.addEventListener('focus', look);
    return () => {
      asked.current += 1;
      asking.current = false;
      window.removeEventListener('focus', look);
    };
  }, [run]);
  return { results, busy, problem, run };
};
