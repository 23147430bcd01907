import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { longestQuery } from '../../../../electron/contract/limits';
import type { Suggestion } from '../../../../electron/contract/model/directory';
import type { Recipient } from '../../../../electron/contract/model/draft';
import type { Group } from '../../../../electron/contract/model/group';
import { personKey } from '../../../../electron/contract/rules/person-key';
import { useBridge } from '../../../bridge';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useSuggestions } from '../../../state/directory';
import { toast } from '../../../ui/feedback/toast';
import { useComposer, useComposerState } from '../draft/composer';
import { toKey } from './to-key';

export interface ToFieldState {
  to: readonly Recipient[];
  /** Called at every key: the note about the last press of Buzz no longer applies. */
  onType: () => void;
  onAdd: (recipients: readonly Recipient[]) => void;
  /** Replaces some recipients by others, or removes them. */
  onReplace: (old: readonly Recipient[], by: readonly Recipient[]) => void;
  /** Moves the focus on to the message. */
  onDone: () => void;
  quick: boolean;
  /** The group that quick buzz offers until something is picked. */
  ghost: Group | null;
}

/** The behavior of To: when its list is open, and what keys and pasted text do. to-field.tsx draws it. */
export const useToField = ({ to, onType, onAdd, onReplace, onDone, quick, ghost }: ToFieldState) => {
  const bridge = useBridge();
  const composer = useComposer();
  const { typed, fixing, reading } = useComposerState();
  const advice = useAdvice();
  const { t } = useTranslation('compose');
  /** Focuses the last chip; set by ChipRow. */
  const focusLast = useRef<() => void>(() => undefined);
  const [focused, setFocused] = useState(false);
  const [opened, setOpened] = useState(false);
  const [closed, setClosed] = useState(false);
  const [active, setActive] = useState(-1);
  /** Enter or Tab that was faster than the rows, to be carried out when they are there. */
  const [waiting, setWaiting] = useState<{ leave: boolean } | null>(null);

  const empty = typed.trim() === '';
  // Quick buzz opens its list at once; the popup, which has favorites below, waits for a key.
  const wanted =
    focused && !closed && (!empty || opened || (quick && to.length === 0)) && typed.trim().length <= longestQuery;
  const found = useSuggestions(typed, wanted);
  const open = wanted && found !== null;
  const rows = open ? found.rows : [];
  const fresh = open && found.query === typed.trim();
  // The list that quick buzz opens by itself has its first row selected: the group that is offered, which Tab takes.
  const isOffered = ({ recipient }: Suggestion) => recipient.kind === 'group' && recipient.groupId === ghost?.id;
  const first = quick && empty && to.length === 0 ? (ghost ? rows.findIndex(isOffered) : 0) : -1;
  const at = Math.min(active < 0 ? first : active, rows.length - 1);

  const setFixing = (recipient: Recipient | null) => composer.type({ fixing: recipient });
  const type = (next: string) => {
    onType();
    composer.type({ typed: next });
    setWaiting(null);
    setClosed(false);
    setActive(next.trim() === '' ? -1 : 0);
    if (next.trim() === '') setOpened(false);
  };
  const put = (recipients: readonly Recipient[], mended: Recipient | null) => {
    if (mended) onReplace([mended], recipients);
    else onAdd(recipients);
  };
  const add = (recipients: readonly Recipient[]) => {
    put(recipients, fixing);
    setFixing(null);
    type('');
  };
  const remove = (recipients: readonly Recipient[]) => onReplace(recipients, []);
  const fix = (recipient: Recipient) => {
    type(recipient.kind === 'person' ? recipient.person.name : '');
    setFixing(recipient);
  };
  const read = async (text: string) => {
    // Clears the field while the text is read, so that it does not mix with text typed meanwhile.
    type('');
    setFixing(null);
    const answer = await composer.readLines(text);
    if (!answer?.ok) {
      // The lines could not be read, so their text goes back into the field.
      const { typed: since } = composer.current();
      const lines = text.split(/[\r\n]+/).map((line) => line.trim());
      composer.type({ typed: [...lines, since].filter(Boolean).join(', ') });
      if (since === '') setFixing(fixing);
      return void (answer && toast(advice(answer.problem)));
    }
    const waiting = answer.value.filter(({ problem }) => problem?.advice === 'contacts-being-read').length;
    const namesakes = answer.value.filter(({ problem }) => problem?.advice === 'person-ambiguous').length;
    const lost = answer.value.filter(({ problem }) => problem !== null).length - waiting - namesakes;
    put(
      answer.value.map(({ person }) => ({ kind: 'person', person })),
      fixing,
    );
    if (answer.value.length > 1) {
      // Two lines may be one person.
      const people = new Set(answer.value.flatMap(({ person, problem }) => (problem ? [] : personKey(person))));
      const found = t('to-read', { count: people.size });
      const others = [
        waiting && t('to-wait', { count: waiting }),
        namesakes && t('to-namesakes', { count: namesakes }),
        lost && t('to-lost', { count: lost }),
      ];
      toast([found, ...others].filter(Boolean).join(' · '));
    }
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    const move = toKey(event.nativeEvent, {
      typed,
      atStart: selectionStart === 0 && selectionEnd === 0,
      chips: to.length,
      open,
      stale: wanted && !fresh,
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
        const row = rows[at];
        if (row) add([row.recipient]);
        if (move.leave) onDone();
        return;
      }
      case 'wait':
        return setWaiting({ leave: move.leave });
      case 'ghost':
        if (ghost) add([{ kind: 'group', groupId: ghost.id }]);
        return onDone();
      case 'read':
        return void read(typed);
      case 'leave':
        return onDone();
      case 'close':
        // The recipient that was being corrected stays as it was.
        if (fixing) return add([fixing]);
        setOpened(false);
        return setClosed(true);
      case 'remove-last': {
        const last = to.at(-1);
        if (last) remove([last]);
        return;
      }
      case 'into-chips':
        return focusLast.current();
    }
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once, when the rows that were waited for are there
  useEffect(() => {
    if (!waiting || !fresh) return;
    setWaiting(null);
    const row = rows[0];
    if (row) add([row.recipient]);
    else if (!waiting.leave) void read(typed);
    if (waiting.leave) onDone();
  }, [waiting, fresh]);

  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text/plain');
    if (!namesSeveral(text)) return;
    event.preventDefault();
    void read(typed.trim() === '' ? text : `${typed}\n${text}`);
  };

  return {
    focusLast,
    empty,
    open,
    found: open ? found : null,
    active: at,
    setActive,
    reading: reading > 0,
    typed,
    /** Number of rows for exactly the typed text; null until they are there. */
    results: fresh && !empty ? rows.length : null,
    add,
    replace: onReplace,
    remove,
    fix,
    input: {
      value: typed,
      onChange: (event: { target: { value: string } }) => type(event.target.value),
      onKeyDown,
      onPaste,
      onFocus: () => {
        setFocused(true);
        // Makes main load the names before the first key.
        void bridge.searchRecipients({ query: '' });
      },
      onBlur: () => {
        setFocused(false);
        // The field was left without a correction, so the recipient stays.
        if (empty) setFixing(null);
        setOpened(false);
        setClosed(false);
        setWaiting(null);
      },
    },
  };
};

/** True when pasted text names more than one recipient: lines, or items separated by commas or semicolons. */
const namesSeveral = (text: string): boolean =>
  text
    .trim()
    .split(/[\n\r,;，；、\t]+/)
    .filter((part) => part.trim() !== '').length > 1;
