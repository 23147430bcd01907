import { UserPlus } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { longestQuery } from '../../../electron/contract/limits';
import type { Suggestion } from '../../../electron/contract/model/directory';
import type { Person } from '../../../electron/contract/model/person';
import { personKey } from '../../../electron/contract/rules/person-key';
import { useTranslation } from '../../i18n/use-translation';
import { isIme } from '../../keys/whose-key';
import { useSuggestions } from '../../state/directory';
import { ErrorNote } from '../../ui/feedback/error-note';
import { TextInput } from '../../ui/form/text-input';
import { useRealMoves } from '../../ui/overlay/floating';
import { Avatar } from '../../ui/text/avatar';
import { Highlighted } from '../../ui/text/highlighted';
import styles from './member-search.module.css';

type PersonRow = Suggestion & { recipient: { kind: 'person'; person: Person } };
const isPerson = (row: Suggestion): row is PersonRow => row.recipient.kind === 'person';

export interface MemberSearchProps {
  /** What is asked for, where it is not a group's member. */
  label?: string;
  onPick: (person: Person) => void;
  /** Several pasted lines, or a line that no row answers to. */
  onLines: (text: string) => void;
}

/** Finds people by name, pinyin, e-mail …; Enter adds the marked one, several pasted lines are read at once. */
export const MemberSearch = ({ label, onPick, onLines }: MemberSearchProps) => {
  const { t } = useTranslation('groups');
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  /** Enter was faster than the rows: done when they are there. */
  const [waiting, setWaiting] = useState(false);
  const listId = useId();
  const typed = query.trim();
  const found = useSuggestions(query, typed !== '');
  const rows = typed === '' ? [] : (found?.rows.filter(isPerson).slice(0, 8) ?? []);
  const settled = found !== null && found.query === typed;
  const open = typed !== '' && found !== null;
  const moved = useRealMoves(open);

  const change = (next: string) => {
    setQuery(next);
    setActive(0);
    setWaiting(false);
  };
  const pick = (row: PersonRow) => {
    onPick(row.recipient.person);
    change('');
  };
  const take = (row: PersonRow | undefined) => {
    if (row) return pick(row);
    onLines(typed);
    change('');
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once, when the rows that were waited for are there
  useEffect(() => {
    if (waiting && settled) take(rows[0]);
  }, [waiting, settled]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isIme(event.nativeEvent)) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = active + (event.key === 'ArrowDown' ? 1 : -1);
      setActive(Math.max(0, Math.min(next, rows.length - 1)));
    } else if (event.key === 'Enter') {
      // Never the form's Save: with nothing typed Enter does nothing.
      event.preventDefault();
      if (typed === '') return;
      if (settled) take(rows[active]);
      else setWaiting(true);
    } else if (event.key === 'Escape' && typed !== '') {
      event.stopPropagation();
      change('');
    }
  };
  return (
    <div className={styles.search}>
      <TextInput
        role="combobox"
        aria-label={label ?? t('add-member')}
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={rows[active] ? `${listId}-${active}` : undefined}
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
          {rows.map((row, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys arrive at the field, which keeps the focus
            <div
              key={personKey(row.recipient.person)}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={styles.row}
              onMouseMove={(event) => {
                if (moved(event)) setActive(index);
              }}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(row)}
            >
              <Avatar name={row.label} size="s" />
              <b>
                <Highlighted text={row.label} hits={row.labelHits} />
              </b>
              <small>
                <Highlighted text={row.hint} hits={row.hintHits} />
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
