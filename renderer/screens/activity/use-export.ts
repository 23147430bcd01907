import { useCallback, useState } from 'react';
import { useBridge } from '../../bridge';
import { useAdvice } from '../../i18n/advice';
import { useTranslation } from '../../i18n/use-translation';
import { toast } from '../../ui/feedback/toast';
import type { Search } from './use-activity';

/** Saves what is found as CSV, where the person says; `saving` while it lasts. */
export const useExport = (search: Search): { saving: boolean; save: () => void } => {
  const { t } = useTranslation('activity');
  const bridge = useBridge();
  const advice = useAdvice();
  const [saving, setSaving] = useState(false);
  const save = useCallback(async () => {
    setSaving(true);
    const answer = await bridge.exportActivity(search);
    setSaving(false);
    if (!answer.ok) toast(advice(answer.problem));
    else if (answer.value !== null) toast(t('exported', { count: answer.value }));
  }, [bridge, advice, t, search]);
  return { saving, save: () => void save() };
};
