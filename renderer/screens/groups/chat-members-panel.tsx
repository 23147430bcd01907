import { useEffect, useState } from 'react';
import type { Chat } from '../../../electron/contract/chat';
import type { Person } from '../../../electron/contract/person';
import { personKey } from '../../../electron/contract/person-key';
import type { Problem } from '../../../electron/contract/problem';
import { useBridge } from '../../bridge';
import { useTranslation } from '../../i18n/use-translation';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { ErrorNote } from '../../ui/error-note';
import { Skeleton } from '../../ui/skeleton';
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
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is what asks again
  useEffect(() => {
    let wanted = true;
    setState({ kind: 'loading' });
    void bridge.listMembers({ chatId: chat.chatId }).then((answer) => {
      if (!wanted) return;
      setState(answer.ok ? { kind: 'ready', people: answer.value } : { kind: 'failed', problem: answer.problem });
    });
    return () => {
      wanted = false;
    };
  }, [bridge, chat, attempt]);

  const people = state.kind === 'ready' ? state.people : [];
  const chosen = people.filter((person) => !left.has(personKey(person)));
  const toggle = (key: string) =>
    setLeft((keys) => (keys.has(key) ? new Set([...keys].filter((each) => each !== key)) : new Set([...keys, key])));
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
      {state.kind === 'ready' && (
        <div className={styles.ticks}>
          <label className={styles.tick}>
            <input
              type="checkbox"
              checked={chosen.length === people.length}
              ref={(box) => {
                if (box) box.indeterminate = chosen.length > 0 && chosen.length < people.length;
              }}
              onChange={() =>
                setLeft(
                  chosen.length === people.length ? new Set(people.map((person) => personKey(person))) : new Set(),
                )
              }
            />
            {t('select-all')}
          </label>
          {people.map((person) => (
            <label key={personKey(person)} className={styles.tick}>
              <input
                type="checkbox"
                checked={!left.has(personKey(person))}
                onChange={() => toggle(personKey(person))}
              />
              <Avatar name={person.name} size="s" />
              {person.name}
            </label>
          ))}
        </div>
      )}
      <div className={styles.row}>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button variant="primary" disabled={chosen.length === 0} onClick={() => onAdd(chosen)}>
          {t('add-selected', { count: chosen.length })}
        </Button>
      </div>
    </fieldset>
  );
};
