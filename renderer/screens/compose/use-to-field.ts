import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Recipient } from '../../../electron/contract/draft';
import type { Group } from '../../../electron/contract/group';
import { useBridge } from '../../bridge';
import { useAdvice } from '../../i18n/advice';
import { toast } from '../../ui/toast';
import { namesSeveral } from './split-lines';
import { toKey } from './to-key';
import { useSuggestions } from './use-suggestions';

export interface ToFieldState {
  to: readonly Recipient[];
  typed: string;
  onType: (typed: string) => void;
  onAdd: (recipients: readonly Recipient[]) => void;
  onRemove: (recipient: Recipient) => void;
  /** On to the message. */
  onDone: () => void;
  quick: boolean;
  /** The group used last, offered until something is picked (quick buzz). */
  ghost: Group | null;
}

/** How To behaves: when its list is open, what keys and pasted text do. What it looks like is to-field.tsx. */
export const useToField = ({ to, typed, onType, onAdd, onRemove, onDone, quick, ghost }: ToFieldState) => {
  const bridge = useBridge();
  const advice = useAdvice();
  /** Puts the focus on the last chip; set by ChipRow. */
  const focusLast = useRef<() => void>(() => undefined);
  const [focused, setFocused] = useState(false);
  const [opened, setOpened] = useState(false);
  const [closed, setClosed] = useState(false);
  const [active, setActive] = useState(-1);
  const [reading, setReading] = useState(false);
  /** Enter or Tab was faster than the rows: done when they are there. */
  const [waiting, setWaiting] = useState<{ leave: boolean } | null>(null);

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
    setWaiting(null);
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
    reading,
    /** How many rows there are for exactly what is typed; null while they are on their way. */
    results: fresh && !empty ? rows.length : null,
    add,
    input: {
      value: typed,
      onChange: (event: { target: { value: string } }) => type(event.target.value),
      onKeyDown,
      onPaste,
      onFocus: () => setFocused(true),
      onBlur: () => {
        setFocused(false);
        setOpened(false);
        setClosed(false);
        setWaiting(null);
      },
    },
  };
};
