import { useEffect, useState } from 'react';
import type { DesktopFacts } from '../../../electron/contract/ipc/desktop-facts';
import { useBridge } from '../../bridge';
import { useApp } from '../../state/use-app';

/** What Settings have to know of the computer, read anew each time the window is shown; null until it is there. */
export const useDesktop = (): DesktopFacts | null => {
  const bridge = useBridge();
  const shows = useApp((state) => state.shows);
  const [facts, setFacts] = useState<DesktopFacts | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shows` is what asks again
  useEffect(() => {
    let wanted = true;
    void bridge.getDesktop().then((answer) => {
      if (wanted && answer.ok) setFacts(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, [bridge, shows]);
  return facts;
};
