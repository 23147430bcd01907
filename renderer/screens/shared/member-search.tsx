import { Building2, UserPlus } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { longestQuery } from '../../../electron/contract/limits';
import type { Suggestion } from '../../../electron/contract/model/directory';
import type { Recipient } from '../../../electron/contract/model/draft';
import type { Person } from '../../../electron/contract/model/person';
import { recipientKey } from '../../../electron/contract/rules/person-key';
import { useTranslation } from '../../i18n/use-translation';
import { isIme } from '../../keys/key-rules';
import { useSuggestions } from '../../state/directory';
import { ErrorNote } from '../../ui/feedback/error-note';
import { TextInput } from '../../ui/form/text-input';
import { Avatar } from '../../ui/text/avatar';
import { Highlighted } from '../../ui/text/text-spans';
import styles from './member-search.module.css';
import { useMarkedRow } from './use-marked-row';

/** A department among the rows. */
export type FoundDepartment = Extract<Recipient, { kind: 'department' }>;

interface MemberSearchProps {
  /** Label of the field; by default it asks for a member of a group. */
  label?: string;
  onPick: (person: Person) => void;
  /** Gets a department that is picked; absent: only people are found. */
  onDepartment?: (department: FoundDepartment) => void;
  /** Gets several pasted lines, or a line that no row matches. */
  onLines: (text: string) => void;
}

/** Finds people by name, pinyin or e-mail. Enter adds the marked one; several pasted lines are read at once. */
export const MemberSearch = ({ label, onPick, onDepartment, onLines }: MemberSearchProps) => {
  const { t } = useTranslation(['groups', 'common']);
  const [query, setQuery] = useState('');
  /** True when Enter came before the rows, which it then waits for. */
  const [waiting, setWaiting] = useState(false);
  const typed = query.trim();
  const found = useSuggestions(query, typed !== '');
  const isWanted = ({ recipient: { kind } }: Suggestion) =>
    kind === 'person' || (kind === 'department' && onDepartment !== undefined);
  const rows = typed === '' ? [] : (found?.rows.filter(isWanted).slice(0, 8) ?? []);
  const settled = found !== null && found.query === typed;
  const open = typed !== '' && found !== null;
  const { marked, mark, field, listId, row, moveBy } = useMarkedRow(rows.length, open, (index) => {
    const picked = rows[index];
    if (picked) pick(picked);
  });

  const change = (next: string) => {
    setQuery(next);
    mark(0);
    setWaiting(false);
  };
  const pick = ({ recipient }: Suggestion) => {
    if (recipient.kind === 'person') onPick(recipient.person);
    else if (recipient.kind === 'department') onDepartment?.(recipient);
    change('');
  };
  const take = (suggestion: Suggestion | undefined) => {
    if (suggestion) return pick(suggestion);
    onLines(typed);
    change('');
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once, when the rows that were waited for are there
  useEffect(() => {
    if (waiting && settled) take(rows[0]);
  }, [waiting, settled]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isIme(event.nativeEvent)) return;
    if (moveBy(event)) return;
    if (event.key === 'Enter') {
      // Enter in an empty field does nothing, so that it never saves the form.
      event.preventDefault();
      if (typed === '') return;
      if (settled) take(rows[marked]);
      else setWaiting(true);
    } else if (event.key === 'Escape' && typed !== '') {
      event.stopPropagation();
      change('');
    }
  };
  return (
    <div className={styles.search}>
      <TextInput
        {...field}
        aria-label={label ?? t('add-member')}
        aria-autocomplete="list"
        placeholder={label ?? t('add-placeholder')}
        lead={<UserPlus size={14} aria-hidden />}
        value={query}
        maxLength={longestQuery}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const text = event.clipboardData.getData('text');
          if (!/[\n,，;；、]/.test(text.trim())) return;
          event.preventDefault();
          onLines(text);
        }}
      />
      <div className={styles.panel} hidden={!open}>
        {found?.problem && <ErrorNote problem={found.problem} variant="line" />}
        <div id={listId} role="listbox" aria-label={t('add-results')}>
          {rows.map(({ recipient, label: name, labelHits, hint, hintHits, members }, index) => (
            <div key={recipientKey(recipient)} className={styles.row} {...row(index)}>
              {recipient.kind === 'person' ? <Avatar name={name} size="s" /> : <Building2 size={16} aria-hidden />}
              <b>
                <Highlighted text={name} hits={labelHits} />
              </b>
              <small>
                {members !== null && t('common:people', { count: members })}
                {members !== null && hint !== '' && ' · '}
                <Highlighted text={hint} hits={hintHits} />
              </small>
            </div>
          ))}
        </div>
        {settled && rows.length === 0 && (
          <p className={styles.none} role="status">
            {t('add-none', { query: typed })}
          </p>
        )}
      </div>
    </div>
  );
};
