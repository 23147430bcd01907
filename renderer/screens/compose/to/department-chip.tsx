import { Building2 } from 'lucide-react';
import { type Ref, useCallback } from 'react';
import type { Recipient } from '../../../../electron/contract/model/draft';
import { useBridge } from '../../../bridge';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { Chip } from '../../../ui/text/pill';
import { useAnswer } from '../../shared/use-answer';
import styles from './to-field.module.css';

/** Most people that a department is opened into: a longer list of names is no help. */
const mostOpened = 200;

interface DepartmentChipProps {
  department: Extract<Recipient, { kind: 'department' }>;
  /** Puts its people in its place. */
  onOpen: (people: readonly Recipient[]) => void;
  onRemove: () => void;
  buttonRef: Ref<HTMLButtonElement>;
}

/** A whole department with the number of its people. A press opens it into their names, so that some can be taken out. */
export const DepartmentChip = ({ department, onOpen, onRemove, buttonRef }: DepartmentChipProps) => {
  const { departmentId, name } = department;
  const { t } = useTranslation(['compose', 'common']);
  const advice = useAdvice();
  const bridge = useBridge();
  const ask = useCallback(() => bridge.listMembers({ departmentId, name }), [bridge, departmentId, name]);
  const { state } = useAnswer(ask);
  const people = state.kind === 'ready' ? state.value : [];
  const failed = state.kind === 'failed';
  const opens = people.length > 0 && people.length <= mostOpened;
  const title = opens ? t('to-department-open') : undefined;
  return (
    <Chip
      tone={failed ? 'bad' : 'brand'}
      lead={<Building2 size={14} aria-hidden />}
      title={failed ? advice(state.problem) : title}
      onRemove={onRemove}
      removeLabel={t('to-remove', { name })}
    >
      <button
        type="button"
        ref={buttonRef}
        className={styles.fix}
        tabIndex={-1}
        aria-description={title}
        onClick={() => opens && onOpen(people.map((person) => ({ kind: 'person', person })))}
      >
        {people.length > 0 ? t('to-group', { name, count: t('common:people', { count: people.length }) }) : name}
      </button>
    </Chip>
  );
};
