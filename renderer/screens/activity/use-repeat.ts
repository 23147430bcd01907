import { useCallback } from 'react';
import type { ActivityRow } from '../../../electron/contract/model/board';
import type { Draft } from '../../../electron/contract/model/draft';
import { useBridge } from '../../bridge';
import { useAdvice } from '../../i18n/advice';
import { useStore } from '../../state/use-app';
import { toast } from '../../ui/feedback/toast';

/** Makes a draft of a buzz again, in the workspace it was made in; nothing is sent by it. */
export const useRepeat = (onDraft: (draft: Draft) => void): ((row: ActivityRow) => void) => {
  const bridge = useBridge();
  const store = useStore();
  const advice = useAdvice();
  return useCallback(
    async ({ id }: ActivityRow) => {
      const answer = await bridge.repeatBuzz({ id });
      if (!answer.ok) return void toast(advice(answer.problem));
      const draft = answer.value;
      if (draft.workspaceId !== store.current().currentWorkspaceId) {
        const switched = await bridge.switchWorkspace({ workspaceId: draft.workspaceId });
        if (!switched.ok) return void toast(advice(switched.problem));
      }
      onDraft(draft);
    },
    [bridge, store, advice, onDraft],
  ) as (row: ActivityRow) => void;
};
