import { useEffect, useState } from 'react';
import type { About } from '../../../../electron/contract/model/draft';
import type { Person } from '../../../../electron/contract/model/person';
import { personKey } from '../../../../electron/contract/rules/person-key';
import { useAdvice } from '../../../i18n/advice';
import { useTranslation } from '../../../i18n/use-translation';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Skeleton } from '../../../ui/feedback/skeleton';
import { Button } from '../../../ui/form/button';
import { PeopleTicks } from '../../../ui/form/people-ticks';
import styles from './messages.module.css';
import { useMembers } from './use-members';

export interface PeopleStepProps {
  about: About;
  onDone: (people: readonly Person[]) => void;
}

/**
 * Whom to buzz about a message: the members of its chat. Those who have not read it are ticked; where nobody can say who
 * has, nobody is, for a whole chat should not be buzzed by default.
 */
export const PeopleStep = ({ about, onDone }: PeopleStepProps) => {
  const { t } = useTranslation('compose');
  const advice = useAdvice();
  const state = useMembers(about);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (state.kind !== 'ready' || state.readers === null) return;
    const { readers } = state;
    setChosen(new Set(state.people.map((person) => personKey(person)).filter((key) => !readers.has(key))));
  }, [state]);

  if (state.kind === 'loading') return <Skeleton width="100%" height="120px" />;
  if (state.kind === 'failed') return <ErrorNote problem={state.problem} />;
  const people = state.people.filter((person) => chosen.has(personKey(person)));
  const hint = () => {
    if (state.problem) return advice(state.problem);
    return state.readers === null ? t('messages-choose') : t('messages-unread');
  };
  return (
    <>
      <p className={styles.hint}>{hint()}</p>
      <PeopleTicks people={state.people} chosen={chosen} onChange={setChosen} />
      <Button variant="primary" wide disabled={people.length === 0} onClick={() => onDone(people)}>
        {t('messages-use', { count: people.length })}
      </Button>
    </>
  );
};
