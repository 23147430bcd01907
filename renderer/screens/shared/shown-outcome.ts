import { useCallback } from 'react';
import type { BoardPerson } from '../../../electron/contract/model/board';
import type { Outcome } from '../../../electron/contract/model/channel';
import { useFormat } from '../../i18n/format';
import { useAdvice, useTranslation } from '../../i18n/use-translation';

/** Word in a person's row. A message that was read outweighs the outcome of its buzz. */
export type ShownOutcome = 'read' | Outcome;

export const shownOutcomeOf = (person: Pick<BoardPerson, 'outcome' | 'readAt'>): ShownOutcome =>
  person.readAt === null ? person.outcome : 'read';

/** Sentence under a person's name. It tells the message from its buzz, since one may be sent and the other not. */
type OutcomeLine =
  | { kind: 'read'; at: number }
  /** Read although the buzz itself failed. */
  | { kind: 'read-without-buzz'; at: number }
  | { kind: 'waiting' }
  | { kind: 'pending' }
  /** An attempt failed and another one follows: the reason must not hide behind "waiting". */
  | { kind: 'trying-again' }
  | { kind: 'message-sent-buzz-failed' }
  | { kind: 'message-sent-buzz-unknown' }
  | { kind: 'message-unknown' }
  | { kind: 'message-recalled' }
  /** Only the advice. */
  | { kind: 'advice' };

const outcomeLineOf = (person: BoardPerson): OutcomeLine => {
  if (person.readAt !== null) {
    const buzzed = person.outcome === 'accepted' || person.outcome === 'pending';
    return { kind: buzzed ? 'read' : 'read-without-buzz', at: person.readAt };
  }
  if (person.message === 'recalled') return { kind: 'message-recalled' };
  switch (person.outcome) {
    case 'accepted':
      return { kind: 'waiting' };
    case 'pending':
      return { kind: person.problem === null ? 'pending' : 'trying-again' };
    case 'unknown':
      return person.message === 'sent' ? { kind: 'message-sent-buzz-unknown' } : { kind: 'message-unknown' };
    case 'not-in-chat':
    case 'unreachable':
    case 'too-many-unread':
    case 'quota':
    case 'refused':
    case 'not-called':
      return person.message === 'sent' ? { kind: 'message-sent-buzz-failed' } : { kind: 'advice' };
  }
};

/** Says `outcomeLineOf` in the language of the window. */
export const useOutcomeSentence = (): ((person: BoardPerson) => string) => {
  const { t } = useTranslation('board');
  const adviceOf = useAdvice();
  const format = useFormat();
  return useCallback(
    (person) => {
      const line = outcomeLineOf(person);
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
