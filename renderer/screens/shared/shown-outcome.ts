import { useCallback } from 'react';
import type { BoardPerson, BoardStep } from '../../../electron/contract/model/board';
import type { Outcome } from '../../../electron/contract/model/channel';
import { hasAcknowledged } from '../../../electron/contract/rules/answered';
import { loudestAccepted } from '../../../electron/contract/rules/board-standing';
import { useFormat } from '../../i18n/format';
import { useAdvice, useTranslation } from '../../i18n/use-translation';

/** Word in a person's row. An answer outweighs reading, and a message that was read the outcome of its buzz. */
export type ShownOutcome = 'acknowledged' | 'read' | Outcome;

export const shownOutcomeOf = (person: Pick<BoardPerson, 'outcome' | 'readAt' | 'ack'>): ShownOutcome => {
  if (hasAcknowledged(person)) return 'acknowledged';
  return person.readAt === null ? person.outcome : 'read';
};

/** Sentence under a person's name. It tells the message from its buzz, since one may be sent and the other not. */
type OutcomeLine =
  | { kind: 'read'; at: number }
  /** Read although Feishu accepted no buzz. */
  | { kind: 'read-without-buzz'; at: number }
  /** Feishu accepted this call, the loudest of all, and they have not read the message. */
  | { kind: 'reached'; by: BoardStep }
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
  const reached = loudestAccepted(person);
  if (person.readAt !== null) {
    const buzzed = reached !== null || person.outcome === 'pending';
    return { kind: buzzed ? 'read' : 'read-without-buzz', at: person.readAt };
  }
  if (person.message === 'recalled') return { kind: 'message-recalled' };
  if (reached) return { kind: 'reached', by: reached };
  if (person.problem?.advice === 'turn-waits') return { kind: 'advice' };
  switch (person.outcome) {
    case 'pending':
      return { kind: person.problem === null ? 'pending' : 'trying-again' };
    case 'unknown':
      return person.message === 'sent' ? { kind: 'message-sent-buzz-unknown' } : { kind: 'message-unknown' };
    case 'accepted':
    case 'not-in-chat':
    case 'unreachable':
    case 'too-many-unread':
    case 'quota':
    case 'refused':
    case 'not-called':
      return person.message === 'sent' ? { kind: 'message-sent-buzz-failed' } : { kind: 'advice' };
  }
};

/** The last attempt, where it says something else than the line about the person: it came later, and was not accepted. */
const laterAttempt = (person: BoardPerson): BoardStep | null => {
  const last = person.steps.at(-1);
  if (!last || last.outcome === 'accepted' || loudestAccepted(person) === null) return null;
  return person.readAt === null && person.message !== 'recalled' ? last : null;
};

export interface OutcomeSentences {
  /** What is known of the person, first of all the loudest call that Feishu accepted. */
  first: string;
  /** The last attempt, if it came to something else. */
  last: string | null;
}

/** Says `outcomeLineOf` and `laterAttempt` in the language of the window. */
export const useOutcomeSentences = (): ((person: BoardPerson) => OutcomeSentences) => {
  const { t } = useTranslation(['board', 'common']);
  const adviceOf = useAdvice();
  const format = useFormat();
  return useCallback(
    (person) => {
      const advice = person.problem ? adviceOf(person.problem) : t('no-advice');
      const first = (line: OutcomeLine): string => {
        switch (line.kind) {
          case 'read':
            return t('read-at', { time: format.exactMoment(line.at) });
          case 'read-without-buzz':
            return t('read-without-buzz', { time: format.exactMoment(line.at) });
          case 'reached':
            return t(`reached-${line.by.via}`, { time: format.exactMoment(line.by.at) });
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
      };
      const step = laterAttempt(person);
      const last = (attempt: BoardStep): string => {
        const said = {
          time: format.exactMoment(attempt.at),
          channel: t(`common:channel-${attempt.via}`),
          standing: t(`common:outcome-${attempt.outcome}`),
        };
        if (attempt.problem === null) return t('last-attempt', said);
        return t('last-attempt-because', { ...said, advice: adviceOf(attempt.problem) });
      };
      return { first: first(outcomeLineOf(person)), last: step && last(step) };
    },
    [t, adviceOf, format],
  );
};
