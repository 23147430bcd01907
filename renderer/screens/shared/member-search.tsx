import { UserPlus } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { longestQuery } from '../../../electron/contract/limits';
import type { Suggestion } from '../../../electron/contract/model/directory';
import type { Person } from '../../../electron/contract/model/person';
import { personKey } from '../../../electron/contract/rules/person-key';
import { useTranslation } from '../../i18n/use-translation';
import { isIme } from '../../keys/key-rules';
import { useSuggestions } from '../../state/directory';
import { ErrorNote } from '../../ui/feedback/error-note';
import { TextInput } from '../../ui/form/text-input';
import { Avatar } from '../../ui/text/avatar';
import { Highlighted } from '../../ui/text/text-spans';
import styles from './member-search.module.css';
import { useMarkedRow } from './use-marked-row';

type PersonSuggestion = Suggestion & { recipient: { kind: 'person'; person: Person } };
const isPerson = (row: Suggestion): row is PersonSuggestion => row.recipient.kind === 'person';

interface MemberSearchProps {
  /** Label of the field; by default it asks for a member of a group. */
  label?: string;
  onPick: (person: Person) => void;
  /** Gets several pasted lines, or a line that no row matches. */
  onLines: (text: string) => void;
}

/** Finds people by name, pinyin or e-mail. Enter adds the marked one; several pasted lines are read at once. */
export const MemberSearch = ({ label, onPick, onLines }: MemberSearchProps) => {
  const { t } = useTranslation('groups');
  const [query, setQuery] = useState('');
  /** True when Enter came before the rows, which it then waits for. */
  const [waiting, setWaiting] = useState(false);
  const typed = query.trim();
  const found = useSuggestions(query, typed !== '');
  const rows = typed === '' ? [] : (found?.rows.filter(isPerson).slice(0, 8) ?? []);
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
  const pick = (suggestion: PersonSuggestion) => {
    onPick(suggestion.recipient.person);
    change('');
  };
  const take = (suggestion: PersonSuggestion | undefined) => {
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
          {rows.map(({ recipient, label: name, labelHits, hint, hintHits }, index) => (
            <div key={personKey(recipient.person)} className={styles.row} {...row(index)}>
              <Avatar name={name} size="s" />
              <b>
                <Highlighted text={name} hits={labelHits} />
              </b>
              <small>
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
