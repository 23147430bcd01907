import { useEffect, useState } from 'react';
import type { Problem } from '../../../../electron/contract/advice/problem';
import type { Chat } from '../../../../electron/contract/model/chat';
import type { Person } from '../../../../electron/contract/model/person';
import { personKey } from '../../../../electron/contract/rules/person-key';
import { useBridge } from '../../../bridge';
import { useTranslation } from '../../../i18n/use-translation';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Skeleton } from '../../../ui/feedback/placeholder';
import { Button } from '../../../ui/form/button';
import { PeopleTicks } from '../../../ui/form/people-ticks';
import styles from './group-editor.module.css';

type MembersState =
  | { kind: 'loading' }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'ready'; people: readonly Person[] };

/** The people of a chat, all ticked at first, to add to the group. */
export const ChatMembersPanel = ({
  chat,
  onAdd,
  onClose,
}: {
  chat: Chat;
  onAdd: (people: readonly Person[]) => void;
  onClose: () => void;
}) => {
  const { t } = useTranslation(['groups', 'common']);
  const bridge = useBridge();
  const [state, setState] = useState<MembersState>({ kind: 'loading' });
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is what asks again
  useEffect(() => {
    let wanted = true;
    setState({ kind: 'loading' });
    void bridge.listMembers({ chatId: chat.chatId }).then((answer) => {
      if (!wanted) return;
      if (answer.ok) setTicked(new Set(answer.value.map((person) => personKey(person))));
      setState(answer.ok ? { kind: 'ready', people: answer.value } : { kind: 'failed', problem: answer.problem });
    });
    return () => {
      wanted = false;
    };
  }, [bridge, chat, attempt]);

  const people = state.kind === 'ready' ? state.people : [];
  const chosen = people.filter((person) => ticked.has(personKey(person)));
  return (
    <fieldset className={styles.panel}>
      <legend className={styles.legend}>{t('people-of', { name: chat.name })}</legend>
      {state.kind === 'loading' && <Skeleton height="72px" />}
      {state.kind === 'failed' && (
        <ErrorNote
          problem={state.problem}
          action={
            <Button size="s" onClick={() => setAttempt((count) => count + 1)}>
              {t('common:retry')}
            </Button>
          }
        />
      )}
      {state.kind === 'ready' && <PeopleTicks people={people} chosen={ticked} onChange={setTicked} />}
      <div className={styles.row}>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button variant="primary" disabled={chosen.length === 0} onClick={() => onAdd(chosen)}>
          {t('add-selected', { count: chosen.length })}
        </Button>
      </div>
    </fieldset>
  );
};
