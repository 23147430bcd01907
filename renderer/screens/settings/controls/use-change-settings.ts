import { useCallback } from 'react';
import type { InputOf } from '../../../../electron/contract/ipc/ipc';
import { useBridge } from '../../../bridge';
import { useAdvice } from '../../../i18n/advice';
import { toast } from '../../../ui/feedback/toast';

/** Changes settings in main, which tells every window; says why when it cannot. True when it was saved. */
export const useChangeSettings = (): ((change: InputOf<'changeSettings'>) => Promise<boolean>) => {
  const bridge = useBridge();
  const advice = useAdvice();
  return useCallback(
    async (change) => {
      const answer = await bridge.changeSettings(change);
      if (!answer.ok) toast(advice(answer.problem));
      return answer.ok;
    },
    [bridge, advice],
  );
};
