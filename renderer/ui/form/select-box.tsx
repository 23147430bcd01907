import { Check, ChevronDown } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { typedIndex } from '../../keys/key-rules';
import { classNames } from '../class-names';
import { useFloating, useRealMoves } from '../overlay/floating';
import floating from '../overlay/floating.module.css';
import styles from './select-box.module.css';

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
  hint?: string;
  icon?: ReactNode;
}

interface SelectBoxProps<Value extends string> {
  /** Accessible name. */
  label: string;
  options: readonly SelectOption<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  /** Shown in the closed box instead of the chosen option's label. */
  shown?: ReactNode;
  /** Drawn before the value in a muted color, for example "Delivery". */
  prefix?: string;
  id?: string;
  'aria-describedby'?: string | undefined;
  className?: string;
}

/**
 * A choice of a few options in a list that opens: the select-only combobox of the ARIA authoring practices. The focus stays
 * on the box; the list is only drawn.
 */
export const SelectBox = <Value extends string>(props: SelectBoxProps<Value>) => {
  const { label, options, value, onChange, shown, prefix, className } = props;
  const list = useFloating<HTMLDivElement>();
  const { open, id: listId } = list;
  const [active, setActive] = useState(0);
  const moved = useRealMoves(open);
  const chosen = options.findIndex((option) => option.value === value);

  const show = (next: boolean) => {
    if (!next) return list.hide();
    setActive(Math.max(chosen, 0));
    list.show();
  };
  const pick = (index: number) => {
    const option = options[index];
    show(false);
    if (option) onChange(option.value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const labels = options.map((option) => option.label);
    const move = selectKey(
      { key: event.key, alt: event.altKey, ctrl: event.ctrlKey || event.metaKey },
      { open, active, labels },
    );
    if (move.kind === 'pass') return;
    if (move.kind !== 'leave') event.preventDefault();
    if (move.kind === 'close') event.stopPropagation();
    if (move.kind === 'open') show(true);
    else if (move.kind === 'active') setActive(move.index);
    else if (move.kind === 'close') show(false);
    else pick(active);
  };

  return (
    <>
      <button
        type="button"
        role="combobox"
        id={props.id}
        aria-label={label}
        aria-describedby={props['aria-describedby']}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-controls={listId}
        aria-activedescendant={open ? `${listId}-${active}` : undefined}
        className={classNames(styles.box, className)}
        style={list.anchor}
        onClick={() => show(!open)}
        onKeyDown={onKeyDown}
        onBlur={() => show(false)}
      >
        {prefix && <span className={styles.prefix}>{prefix}</span>}
        <span className={styles.value}>{shown ?? options[chosen]?.label}</span>
        <ChevronDown size={14} aria-hidden />
      </button>
      <div
        ref={list.ref}
        id={listId}
        popover="manual"
        role="listbox"
        aria-label={label}
        data-floating={open ? 'open' : undefined}
        className={classNames(floating.floating, floating.bottomStart, styles.list)}
        style={list.placed}
        onToggle={list.onToggle}
      >
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys arrive at the combobox, which keeps the focus
          <div
            key={option.value}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={option.value === value}
            data-active={index === active || undefined}
            className={styles.option}
            // The box keeps the focus; a blur would close the list before the click arrives.
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={(event) => {
              if (moved(event)) setActive(index);
            }}
            onClick={() => pick(index)}
          >
            {option.icon}
            <span className={styles.text}>
              {option.label}
              {option.hint && <small>{option.hint}</small>}
            </span>
            {option.value === value && <Check size={14} aria-hidden />}
          </div>
        ))}
      </div>
    </>
  );
};

type SelectMove =
  | { kind: 'pass' }
  | { kind: 'open' }
  | { kind: 'close' }
  | { kind: 'active'; index: number }
  | { kind: 'pick' }
  /** Takes the active option and lets the focus move on (Tab). */
  | { kind: 'leave' };

/** Maps a key to its move in a select-only combobox, as the ARIA authoring practices have it. */
export const selectKey = (
  pressed: { key: string; alt: boolean; ctrl: boolean },
  state: { open: boolean; active: number; labels: readonly string[] },
): SelectMove => {
  const { key } = pressed;
  const { open, active, labels } = state;
  const last = labels.length - 1;
  if (pressed.ctrl) return { kind: 'pass' };
  if (!open) {
    const opens = key === 'ArrowDown' || key === 'ArrowUp' || key === 'Enter' || key === ' ';
    return opens ? { kind: 'open' } : { kind: 'pass' };
  }
  if (pressed.alt && key === 'ArrowUp') return { kind: 'pick' };
  if (pressed.alt) return { kind: 'pass' };
  switch (key) {
    case 'ArrowDown':
      return { kind: 'active', index: Math.min(active + 1, last) };
    case 'ArrowUp':
      return { kind: 'active', index: Math.max(active - 1, 0) };
    case 'Home':
      return { kind: 'active', index: 0 };
    case 'End':
      return { kind: 'active', index: last };
    case 'Enter':
    case ' ':
      return { kind: 'pick' };
    case 'Tab':
      return { kind: 'leave' };
    case 'Escape':
      return { kind: 'close' };
    default: {
      const hit = typedIndex(key, active, labels);
      return hit === null ? { kind: 'pass' } : { kind: 'active', index: hit };
    }
  }
};
