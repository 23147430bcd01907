import { useCallback } from 'react';
import type { GroupId } from '../../../../electron/contract/model/ids';
import { useBridge } from '../../../bridge';
import { useAdvice } from '../../../i18n/advice';
import { useTranslation } from '../../../i18n/use-translation';
import { toast } from '../../../ui/feedback/toast';

/** Saves one group, or (null) all of them, where the person says, and tells how it went. */
export const useExportGroups = () => {
  const { t } = useTranslation('groups');
  const bridge = useBridge();
  const advice = useAdvice();
  return useCallback(
    async (groupId: GroupId | null, format: 'csv' | 'json') => {
      const answer = await bridge.exportGroups({ groupId, format });
      if (!answer.ok) toast(advice(answer.problem));
      else if (answer.value !== null) toast(t('exported', { count: answer.value }));
    },
    [bridge, advice, t],
  );
};
