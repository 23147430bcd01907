import { useCallback } from 'react';
import { useFormat } from '../../i18n/format';
import { useTranslation } from '../../i18n/use-translation';

/** Names in a sentence: all of them up to `most`, beyond that the first ones and how many more there are. */
export const useNames = (): ((names: readonly string[], most: number) => string) => {
  const { t } = useTranslation('board');
  const format = useFormat();
  return useCallback(
    (names, most) =>
      names.length <= most
        ? format.list(names)
        : t('names-more', { names: names.slice(0, most).join(t('names-comma')), count: names.length - most }),
    [t, format],
  );
};
