import { useCallback, useEffect, useRef, useState } from 'react';
import type { ChatId, DepartmentId } from '../../../../electron/contract/model/ids';
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

interface PeoplePanelProps {
  of: { chatId: ChatId; name: string } | { departmentId: DepartmentId; name: string };
  onAdd: (people: readonly Person[]) => void;
  /** Of a department: follows it with these people, without those who were unticked. */
  onFollow?: (people: readonly Person[], without: readonly Person[]) => void;
  onClose: () => void;
}

/** The people of a chat or department, all ticked at first, to add to the group. */
export const PeoplePanel = ({ of, onAdd, onFollow, onClose }: PeoplePanelProps) => {
  const { t } = useTranslation(['groups', 'common']);
  const bridge = useBridge();
  const { name } = of;
  const id = 'chatId' in of ? of.chatId : of.departmentId;
  const asked = useRef(of);
  asked.current = of;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the id says whose people they are
  const listMembers = useCallback(() => {
    const { current } = asked;
    return bridge.listMembers(
      'chatId' in current ? { chatId: current.chatId } : { departmentId: current.departmentId, name: current.name },
    );
  }, [bridge, id]);
  const { state, again } = useAnswer(listMembers);
  const panel = useRef<HTMLFieldSetElement>(null);
  // Its buttons lie below the people, and the people come later.
  useEffect(() => {
    if (state.kind !== 'loading') panel.current?.scrollIntoView({ block: 'nearest' });
  }, [state.kind]);
  const people = state.kind === 'ready' ? state.value : [];
  /** Null until the person changes a tick: all are ticked. */
  const [changed, setChanged] = useState<ReadonlySet<string> | null>(null);
  const ticked = changed ?? new Set(people.map((person) => personKey(person)));
  const chosen = people.filter((person) => ticked.has(personKey(person)));
  const others = people.filter((person) => !ticked.has(personKey(person)));
  return (
    <fieldset ref={panel} className={styles.panel}>
      <legend className={styles.legend}>{t('people-of', { name })}</legend>
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
      {onFollow && <p className={styles.note}>{t('follow-hint')}</p>}
      <div className={styles.row}>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button variant={onFollow ? 'ghost' : 'primary'} disabled={chosen.length === 0} onClick={() => onAdd(chosen)}>
          {t('add-selected', { count: chosen.length })}
        </Button>
        {onFollow && (
          <Button variant="primary" disabled={chosen.length === 0} onClick={() => onFollow(chosen, others)}>
            {t('follow')}
          </Button>
        )}
      </div>
    </fieldset>
  );
};
