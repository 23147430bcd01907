import { useCallback } from 'react';
import type { ConfirmedBoard } from '../../../electron/contract/model/board';
import { useTranslation } from '../../i18n/use-translation';
import { toast } from '../../ui/feedback/toast';

/** Says of a board that it is an earlier one, because the same buzz went out a moment ago. */
export const useRepeatedNote = () => {
  const { t } = useTranslation('common');
  return useCallback(({ repeated }: Pick<ConfirmedBoard, 'repeated'>) => void (repeated && toast(t('repeated'))), [t]);
};
