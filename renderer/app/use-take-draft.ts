import { useCallback } from 'react';
import type { Draft } from '../../electron/contract/model/draft';
import { useTranslation } from '../i18n/use-translation';
import { useComposer } from '../screens/compose/draft/use-composer';
import { useStore } from '../state/use-app';
import { toast } from '../ui/feedback/toast';

/** Puts a whole draft into Compose and goes there. What was being typed is never lost: it can be had back. */
export const useTakeDraft = (): ((draft: Draft) => void) => {
  const { t } = useTranslation('activity');
  const composer = useComposer();
  const store = useStore();
  return useCallback(
    (draft) => {
      const { draft: before, typed, fixing } = composer.current();
      composer.edit(draft);
      composer.type({ typed: '', fixing: null });
      store.go({ screen: 'compose' });
      const wasEmpty = before.to.length === 0 && before.text === '' && typed === '';
      if (before.workspaceId !== draft.workspaceId || wasEmpty) return;
      const run = () => {
        composer.edit(before);
        composer.type({ typed, fixing });
      };
      toast(t('draft-replaced'), { label: t('draft-back'), run });
    },
    [composer, store, t],
  );
};
