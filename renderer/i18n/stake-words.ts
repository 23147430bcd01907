import { useMemo } from 'react';
import type { Stake } from '../../electron/contract/rules/stake';
import { useTranslation } from './use-translation';

/** Describes what a press sets off, with all its numbers: "buzz 37 people, then up to 37 SMS and 74 calls". */
export const useStakeWords = (): ((stake: Stake) => string) => {
  const { t } = useTranslation('common');
  return useMemo(
    () =>
      ({ channel, people, later }) => {
        const first = t(`stake-${channel}`, { count: people });
        const [sms, phone] = (['sms', 'phone'] as const).map((each) =>
          later[each] > 0 ? t(`calls-${each}`, { count: later[each] }) : null,
        );
        const most = sms && phone ? t('stake-both', { sms, phone }) : (sms ?? phone);
        return most ? t('stake-later', { first, later: most }) : first;
      },
    [t],
  );
};
