import { useCallback } from 'react';
import type { Draft } from '../../../electron/contract/model/draft';
import type { BuzzId } from '../../../electron/contract/model/ids';
import { useBridge } from '../../bridge';
import { useAdvice } from '../../i18n/use-translation';
import { useAppStore } from '../../state/app-store';
import { toast } from '../../ui/feedback/toast';

/** Makes a draft of a buzz again, in the workspace it was made in; nothing is sent by it. */
export const useRepeat = (onDraft: (draft: Draft) => void): ((id: BuzzId) => void) => {
  const bridge = useBridge();
  const store = useAppStore();
  const advice = useAdvice();
  return useCallback(
    (id) => {
      const repeat = async (): Promise<void> => {
        const answer = await bridge.repeatBuzz({ id });
        if (!answer.ok) return void toast(advice(answer.problem));
        const draft = answer.value;
        if (draft.workspaceId !== store.current().currentWorkspaceId) {
          const switched = await bridge.switchWorkspace({ workspaceId: draft.workspaceId });
          if (!switched.ok) return void toast(advice(switched.problem));
        }
        onDraft(draft);
      };
      void repeat();
    },
    [bridge, store, advice, onDraft],
  );
};
