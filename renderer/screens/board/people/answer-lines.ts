import { useCallback } from 'react';
import type { Ack } from '../../../../electron/contract/model/answer';
import type { BoardPerson } from '../../../../electron/contract/model/board';
import { hasAcknowledged, hasDeclined } from '../../../../electron/contract/rules/answered';
import { useFormat } from '../../../i18n/format';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useOutcomeSentences } from '../../shared/shown-outcome';

/** A line under a person's name; `look`: it deserves a second one. */
export interface PersonLine {
  words: string;
  look?: boolean;
}

/** True for people whose answer is no acknowledgement: they declined, or tapped another bubble. A person should see them first. */
export const asksForALook = (person: Pick<BoardPerson, 'ack' | 'replies'>): boolean =>
  !hasAcknowledged(person) && (hasDeclined(person) || person.replies.some(({ bubble }) => bubble !== null));

/** Says what is known of a person: their answer and what they wrote last, above or instead of what became of the calls. */
export const usePersonLines = (): ((person: BoardPerson) => readonly PersonLine[]) => {
  const { t } = useTranslation('board');
  const sentences = useOutcomeSentences();
  const format = useFormat();
  const advice = useAdvice();
  return useCallback(
    (person) => {
      const { ack, replies } = person;
      const acked = hasAcknowledged(person);
      const ofAck = ({ at, by, word, takenBack, declined }: Ack): PersonLine => {
        const said = { time: format.exactMoment(at), word };
        if (declined) return { words: t('declined', said), look: true };
        if (by === 'reaction') return { words: t(takenBack ? 'ack-taken-back' : 'ack-reaction', said) };
        return { words: t(`ack-${by}`, said) };
      };
      const newest = replies.at(-1);
      const ofReply = (): PersonLine[] => {
        // The answer itself is told above.
        if (!newest || (acked && ack?.by !== 'reaction' && newest.at === ack?.at)) return [];
        const said = { time: format.exactMoment(newest.at), word: newest.text };
        return [
          { words: t(newest.bubble === null ? 'wrote' : 'tapped', said), look: newest.bubble !== null && !acked },
        ];
      };
      const { reminder } = person;
      const ofReminder = (): PersonLine[] => {
        if (!reminder || reminder.state === 'pending' || reminder.state === 'taken') return [];
        const said = {
          time: format.exactMoment(reminder.at),
          advice: reminder.problem ? advice(reminder.problem) : '',
        };
        if (reminder.state === 'stays') return [{ words: t('reminder-stays', said), look: true }];
        // What was to make them answer is of no interest any more.
        if (acked) return [];
        return [{ words: t(reminder.state === 'failed' ? 'reminder-not' : `reminder-${reminder.state}`, said) }];
      };
      const { first, last } = sentences(person);
      const known: PersonLine[] = acked ? [] : [{ words: first }, ...(last === null ? [] : [{ words: last }])];
      const { absence } = person;
      const isSaid = person.problem?.advice === absence?.advice;
      const away: PersonLine[] = absence && !isSaid ? [{ words: advice(absence), look: true }] : [];
      return [...(ack ? [ofAck(ack)] : []), ...away, ...ofReply(), ...known, ...ofReminder()];
    },
    [t, format, sentences, advice],
  );
};
