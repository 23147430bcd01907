import { useCallback } from 'react';
import type { BoardPerson } from '../../../electron/contract/model/board';
import { useAdvice } from '../../i18n/advice';
import { useFormat } from '../../i18n/format';
import { useTranslation } from '../../i18n/use-translation';
import { standingLine } from './standing-line';

/** `standingLine` in the words of the window's language. */
export const useStandingSentence = (): ((person: BoardPerson) => string) => {
  const { t } = useTranslation('board');
  const adviceOf = useAdvice();
  const format = useFormat();
  return useCallback(
    (person) => {
      const line = standingLine(person);
      const advice = person.problem ? adviceOf(person.problem) : t('no-advice');
      switch (line.kind) {
        case 'read':
          return t('read-at', { time: format.exactMoment(line.at) });
        case 'read-without-buzz':
          return t('read-without-buzz', { time: format.exactMoment(line.at) });
        case 'waiting':
        case 'pending':
        case 'message-recalled':
          return t(line.kind);
        case 'trying-again':
        case 'message-sent-buzz-failed':
        case 'message-sent-buzz-unknown':
        case 'message-unknown':
          return t(line.kind, { advice });
        case 'advice':
          return advice;
      }
    },
    [t, adviceOf, format],
  );
};
