import { Zap } from 'lucide-react';
import { type ReactNode, type RefObject, useId } from 'react';
import type { Suggestion } from '../../../../electron/contract/model/directory';
import type { PlannedPerson } from '../../../../electron/contract/model/plan';
import { recipientKey } from '../../../../electron/contract/rules/person-key';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { GroupIcon } from '../../../ui/text/icon';
import { Kbd } from '../../../ui/text/kbd';
import { VisuallyHidden } from '../../../ui/text/text-spans';
import { ChipRow } from './chip-row';
import { SuggestionList } from './suggestion-list';
import styles from './to-field.module.css';
import { type ToFieldState, useToField } from './use-to-field';

export interface ToFieldProps extends ToFieldState {
  planned: readonly PlannedPerson[];
  /** Drawn at the end of the line of quick buzz: the workspace. */
  tail?: ReactNode;
  inputRef: RefObject<HTMLInputElement | null>;
}

const rowKey = (row: Suggestion) => recipientKey(row.recipient);

/** The recipients: chips, a field that searches groups, people, departments and chats, and the list of its results. */
export const ToField = (props: ToFieldProps) => {
  const { to, planned, quick, ghost, tail, inputRef } = props;
  const { t } = useTranslation('compose');
  const groups = useApp((state) => state.groups);
  const platform = useApp((state) => state.platform);
  const lastGroupId = useApp((state) => state.lastGroupId);
  const inputId = useId();
  const listId = useId();
  const {
    focusLast,
    empty,
    open,
    found,
    active,
    setActive,
    reading,
    typed,
    results,
    add,
    replace,
    remove,
    fix,
    input,
  } = useToField(props);
  const placeholder = ghost && empty ? '' : t(to.length === 0 ? 'to-placeholder' : 'to-more');
  return (
    <div className={styles.field} data-quick={quick || undefined} data-open={open || undefined}>
      <label className={styles.label} htmlFor={inputId}>
        {t('to')}
      </label>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click beside the chips is a click into the field */}
      <div
        className={styles.box}
        data-tour="to"
        onMouseDown={(event) => {
          if (event.target !== event.currentTarget) return;
          event.preventDefault();
          inputRef.current?.focus();
        }}
      >
        {quick && <Zap size={18} className={styles.bolt} aria-hidden />}
        <ChipRow
          to={to}
          groups={groups}
          planned={planned}
          onRemove={remove}
          onFix={(recipient) => {
            fix(recipient);
            inputRef.current?.focus();
          }}
          onOpen={(department, people) => replace([department], people)}
          onLeave={() => inputRef.current?.focus()}
          focusLast={focusLast}
        />
        {ghost && empty && (
          <span className={styles.ghost}>
            <GroupIcon name={ghost.icon} />
            {t('to-group', { name: ghost.name, count: ghost.members.length })}
            <Kbd keys="Tab" platform={platform} />
          </span>
        )}
        <input
          ref={inputRef}
          id={inputId}
          type="text"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={listId}
          aria-activedescendant={open && active >= 0 ? `${listId}-${active}` : undefined}
          aria-busy={reading}
          aria-description={
            ghost && empty
              ? t(ghost.id === lastGroupId ? 'to-ghost' : 'to-ghost-first', { name: ghost.name })
              : undefined
          }
          autoComplete="off"
          spellCheck={false}
          className={styles.input}
          placeholder={reading ? t('to-reading') : placeholder}
          {...input}
        />
        {tail}
      </div>
      {found && (
        <div className={styles.list}>
          <SuggestionList
            id={listId}
            found={found}
            typed={typed}
            groups={groups}
            active={active}
            chosen={new Set(to.map(recipientKey))}
            keyOf={rowKey}
            onHover={setActive}
            onPick={(row) => add([row.recipient])}
          />
        </div>
      )}
      <VisuallyHidden role="status">{results === null ? '' : t('to-results', { count: results })}</VisuallyHidden>
    </div>
  );
};
