import { Check } from 'lucide-react';
import { cloneElement, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { rovingIndex, typedIndex } from '../../keys/key-rules';
import { classNames } from '../class-names';
import { useFloating } from './floating';
import floating from './floating.module.css';
import styles from './menu.module.css';

export type MenuItem =
  | {
      kind: 'item';
      key: string;
      label: string;
      icon?: ReactNode;
      /** Smaller, after the label. */
      hint?: ReactNode;
      danger?: boolean;
      disabled?: boolean;
      onSelect: () => void;
    }
  | {
      kind: 'choice';
      key: string;
      label: string;
      icon?: ReactNode;
      hint?: ReactNode;
      checked: boolean;
      onSelect: () => void;
    }
  | { kind: 'heading'; key: string; label: string }
  | { kind: 'separator'; key: string };

interface MenuProps {
  /** A button. */
  trigger: ReactElement<Record<string, unknown>>;
  items: readonly MenuItem[];
  align?: 'start' | 'end';
}

const Row = ({ item, onPick }: { item: MenuItem; onPick: (select: () => void) => void }) => {
  switch (item.kind) {
    case 'separator':
      return <hr className={styles.separator} />;
    case 'heading':
      return (
        <div className={styles.heading} role="presentation">
          {item.label}
        </div>
      );
    case 'choice':
      return (
        <button
          type="button"
          role="menuitemcheckbox"
          aria-checked={item.checked}
          tabIndex={-1}
          className={styles.item}
          onClick={() => onPick(item.onSelect)}
        >
          <span className={styles.mark}>{item.checked && <Check size={14} aria-hidden />}</span>
          {item.icon}
          <span className={styles.label}>{item.label}</span>
          {item.hint}
        </button>
      );
    case 'item':
      return (
        <button
          type="button"
          role="menuitem"
          tabIndex={-1}
          disabled={item.disabled}
          className={classNames(styles.item, item.danger && styles.danger)}
          onClick={() => onPick(item.onSelect)}
        >
          {item.icon}
          <span className={styles.label}>{item.label}</span>
          {item.hint}
        </button>
      );
  }
};

/** A menu that opens at its trigger and is used by mouse, arrows and typed letters. */
export const Menu = ({ trigger, items, align = 'start' }: MenuProps) => {
  const { ref, id, anchor, placed, open, onToggle, show, hide } = useFloating<HTMLDivElement>();
  const entries = () => [...(ref.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]:not(:disabled)') ?? [])];

  const onKeyDown = (event: KeyboardEvent) => {
    const all = entries();
    const at = all.findIndex((entry) => entry.matches(':focus'));
    const next = menuKey(
      event.key,
      at,
      all.map((entry) => entry.textContent ?? ''),
    );
    if (event.key === 'Tab') hide();
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    all[next]?.focus();
  };

  return (
    <>
      {cloneElement(trigger, {
        popoverTarget: id,
        style: anchor,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        'data-state': open ? 'open' : undefined,
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown' || event.altKey || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          show();
        },
      })}
      <div
        ref={ref}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        data-floating={open ? 'open' : undefined}
        className={classNames(
          floating.floating,
          align === 'end' ? floating.bottomEnd : floating.bottomStart,
          styles.menu,
        )}
        style={placed}
        onToggle={(event) => {
          onToggle(event);
          if (event.newState === 'open') entries()[0]?.focus();
        }}
        onKeyDown={onKeyDown}
      >
        {items.map((item) => (
          <Row
            key={item.key}
            item={item}
            onPick={(select) => {
              hide();
              select();
            }}
          />
        ))}
      </div>
    </>
  );
};

/** The entry that a key leads to in a menu: arrows, Home and End, or the next one that begins with the typed letter. */
export const menuKey = (key: string, at: number, labels: readonly string[]): number | null => {
  if (key === 'ArrowLeft' || key === 'ArrowRight') return null;
  const roving = rovingIndex(key, at, labels.length);
  if (roving !== null) return roving;
  return key === ' ' ? null : typedIndex(key, at, labels);
};
