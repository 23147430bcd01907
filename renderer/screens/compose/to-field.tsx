import { Zap } from 'lucide-react';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useId,
  useRef,
  useState,
} from 'react';
import type { Recipient } from '../../../electron/contract/draft';
import type { Group } from '../../../electron/contract/group';
import type { PlannedPerson } from '../../../electron/contract/plan';
import type { Suggestion } from '../../../electron/contract/search';
import { useApp } from '../../app/use-app';
import { useBridge } from '../../bridge';
import { useAdvice } from '../../i18n/advice';
import { useTranslation } from '../../i18n/use-translation';
import { GroupIcon } from '../../ui/icon';
import { Kbd } from '../../ui/kbd';
import { toast } from '../../ui/toast';
import { VisuallyHidden } from '../../ui/visually-hidden';
import { ChipRow } from './chip-row';
import { recipientKey } from './recipient';
import { namesSeveral } from './split-lines';
import { SuggestionList } from './suggestion-list';
import styles from './to-field.module.css';
import { toKey } from './to-key';
import { useSuggestions } from './use-suggestions';

export interface ToFieldProps {
  to: readonly Recipient[];
  planned: readonly PlannedPerson[];
  typed: string;
  onType: (typed: string) => void;
  onAdd: (recipients: readonly Recipient[]) => void;
  onRemove: (recipient: Recipient) => void;
  /** On to the message. */
  onDone: () => void;
  quick: boolean;
  /** The group used last, offered until something is picked (quick buzz). */
  ghost: Group | null;
  /** At the end of the quick line: the workspace. */
  tail?: ReactNode;
  inputRef: RefObject<HTMLInputElement | null>;
}

const rowKey = (row: Suggestion) => recipientKey(row.recipient);

/** To: chips, a field that filters groups, people and chats, and the list of what it found. */
export const ToField = (props: ToFieldProps) => {
  const { to, planned, typed, onType, onAdd, onRemove, onDone, quick, ghost, tail, inputRef } = props;
  const { t } = useTranslation('compose');
  const bridge = useBridge();
  const advice = useAdvice();
  const groups = useApp((state) => state.groups);
  const platform = useApp((state) => state.platform);
  const inputId = useId();
  const listId = useId();
  const focusLast = useRef<() => void>(() => undefined);
  const [focused, setFocused] = useState(false);
  const [opened, setOpened] = useState(false);
  const [closed, setClosed] = useState(false);
  const [active, setActive] = useState(-1);
  const [reading, setReading] = useState(false);

  const empty = typed.trim() === '';
  // Quick buzz offers its groups at once; the popup, where favourites stand below, waits to be asked.
  const wanted = focused && !closed && (!empty || opened || (quick && to.length === 0));
  const found = useSuggestions(typed, wanted);
  const open = wanted && found !== null;
  const rows = open ? found.rows : [];
  const fresh = open && found.query === typed.trim();
  const at = Math.min(active, rows.length - 1);

  const type = (next: string) => {
    onType(next);
    setClosed(false);
    setActive(next.trim() === '' ? -1 : 0);
    if (next.trim() === '') setOpened(false);
  };
  const add = (recipients: readonly Recipient[]) => {
    onAdd(recipients);
    type('');
    setOpened(false);
  };
  const read = async (text: string) => {
    setReading(true);
    const answer = await bridge.readLines({ text });
    setReading(false);
    if (answer.ok) add(answer.value.map(({ person }) => ({ kind: 'person', person })));
    else toast(advice(answer.problem));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    const move = toKey(event.nativeEvent, {
      typed,
      atStart: selectionStart === 0 && selectionEnd === 0,
      chips: to.length,
      open,
      rows: rows.length,
      active: at,
      ghost: ghost !== null,
    });
    if (move.kind === 'pass') return;
    event.preventDefault();
    if (move.kind === 'close') event.stopPropagation();
    switch (move.kind) {
      case 'open':
        setClosed(false);
        setOpened(true);
        return setActive(0);
      case 'active':
        return setActive(move.index);
      case 'pick': {
        // Faster than the list: what is picked must answer what is typed.
        const row = fresh ? rows[at] : undefined;
        if (row) add([row.recipient]);
        if (row && move.leave) onDone();
        return;
      }
      case 'ghost':
        if (ghost) add([{ kind: 'group', groupId: ghost.id }]);
        return onDone();
      case 'read':
        return void read(typed);
      case 'leave':
        return onDone();
      case 'close':
        setOpened(false);
        return setClosed(true);
      case 'remove-last': {
        const last = to.at(-1);
        if (last) onRemove(last);
        return;
      }
      case 'into-chips':
        return focusLast.current();
    }
  };

  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text/plain');
    if (!namesSeveral(text)) return;
    event.preventDefault();
    void read(typed.trim() === '' ? text : `${typed}\n${text}`);
  };

  const placeholder = ghost && empty ? '' : t(to.length === 0 ? 'to-placeholder' : 'to-more');
  return (
    <div className={styles.field} data-quick={quick || undefined} data-open={open || undefined}>
      <label className={styles.label} htmlFor={inputId}>
        {t('to')}
      </label>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click beside the chips is a click into the field */}
      <div
        className={styles.box}
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
          onRemove={onRemove}
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
          aria-activedescendant={open && at >= 0 ? `${listId}-${at}` : undefined}
          aria-busy={reading}
          aria-description={ghost && empty ? t('to-ghost', { name: ghost.name }) : undefined}
          autoComplete="off"
          spellCheck={false}
          className={styles.input}
          placeholder={reading ? t('to-reading') : placeholder}
          value={typed}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onFocus={() => setFocused(true)}
          onBlur={() => {
            setFocused(false);
            setOpened(false);
            setClosed(false);
          }}
        />
        {tail}
      </div>
      {open && (
        <div className={styles.list}>
          <SuggestionList
            id={listId}
            found={found}
            typed={typed}
            groups={groups}
            active={at}
            chosen={new Set(to.map(recipientKey))}
            keyOf={rowKey}
            onHover={setActive}
            onPick={(row) => add([row.recipient])}
          />
        </div>
      )}
      <VisuallyHidden role="status">{fresh && !empty ? t('to-results', { count: rows.length }) : ''}</VisuallyHidden>
    </div>
  );
};
