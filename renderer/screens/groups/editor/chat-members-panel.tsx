import { useCallback, useState } from 'react';
import type { Chat } from '../../../../electron/contract/model/chat';
import type { Person } from '../../../../electron/contract/model/person';
import { personKey } from '../../../../electron/contract/rules/person-key';
import { useBridge } from '../../../bridge';
import { useTranslation } from '../../../i18n/use-translation';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Skeleton } from '../../../ui/feedback/placeholder';
import { Button } from '../../../ui/form/button';
import { PeopleTicks } from '../../../ui/form/people-ticks';
import { useAnswer } from '../../shared/use-answer';
import styles from './group-editor.module.css';

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
  const listMembers = useCallback(() => bridge.listMembers({ chatId: chat.chatId }), [bridge, chat.chatId]);
  const { state, again } = useAnswer(listMembers);
  const people = state.kind === 'ready' ? state.value : [];
  /** Null until the person changes a tick: all are ticked. */
  const [changed, setChanged] = useState<ReadonlySet<string> | null>(null);
  const ticked = changed ?? new Set(people.map((person) => personKey(person)));
  const chosen = people.filter((person) => ticked.has(personKey(person)));
  return (
    <fieldset className={styles.panel}>
      <legend className={styles.legend}>{t('people-of', { name: chat.name })}</legend>
      {state.kind === 'loading' && <Skeleton height="72px" />}
      {state.kind === 'failed' && (
        <ErrorNote
          problem={state.problem}
          action={
            <Button size="s" onClick={again}>
              {t('common:retry')}
            </Button>
          }
        />
      )}
      {state.kind === 'ready' && <PeopleTicks people={people} chosen={ticked} onChange={setChanged} />}
      <div className={styles.row}>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button variant="primary" disabled={chosen.length === 0} onClick={() => onAdd(chosen)}>
          {t('add-selected', { count: chosen.length })}
        </Button>
      </div>
    </fieldset>
  );
};
