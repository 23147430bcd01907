import { useEffect, useState } from 'react';
import type { Problem } from '../../../../electron/contract/advice/problem';
import type { ExistingMessage } from '../../../../electron/contract/model/draft';
import type { Person } from '../../../../electron/contract/model/person';
import { personKey } from '../../../../electron/contract/rules/person-key';
import { useBridge } from '../../../bridge';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Skeleton } from '../../../ui/feedback/placeholder';
import { Button } from '../../../ui/form/button';
import { PeopleTicks } from '../../../ui/form/people-ticks';
import { GrantHere } from '../../shared/grant-button';
import styles from './messages.module.css';

interface PeopleStepProps {
  about: ExistingMessage;
  onDone: (people: readonly Person[]) => void;
}

/**
 * Chooses the people to buzz about a message among the members of its chat. It preselects those who have not read it; where
 * that is not known it selects no one, since a whole chat should not be buzzed by default.
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
  if (state.kind === 'failed')
    return <ErrorNote problem={state.problem} action={<GrantHere problem={state.problem} />} />;
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

type MembersState =
  | { kind: 'loading' }
  | { kind: 'failed'; problem: Problem }
  | {
      kind: 'ready';
      people: readonly Person[];
      /** Keys of the people who have read the message; null where Feishu does not tell (a colleague's message, an old one). */
      readers: ReadonlySet<string> | null;
      /** Why Feishu does not tell. */
      problem: Problem | null;
    };

/** The members of the chat that a message is in, and its readers among them. */
const useMembers = ({ chatId, messageId, kind }: ExistingMessage): MembersState => {
  const bridge = useBridge();
  const [state, setState] = useState<MembersState>({ kind: 'loading' });
  useEffect(() => {
    let wanted = true;
    const ask = async (): Promise<MembersState> => {
      const [members, readers] = await Promise.all([
        bridge.listMembers({ chatId }),
        kind === 'message' ? bridge.listReaders({ messageId }) : null,
      ]);
      if (!members.ok) return { kind: 'failed', problem: members.problem };
      return {
        kind: 'ready',
        people: members.value,
        readers: readers?.ok ? new Set(readers.value) : null,
        problem: readers && !readers.ok ? readers.problem : null,
      };
    };
    void ask().then((next) => {
      if (wanted) setState(next);
    });
    return () => {
      wanted = false;
    };
  }, [bridge, chatId, messageId, kind]);
  return state;
};
