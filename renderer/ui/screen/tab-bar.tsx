import { type KeyboardEvent, useRef } from 'react';
import { useFocusWhenLost } from '../../keys/focus';
import { rovingIndex } from '../../keys/key-rules';
import styles from '../form/segmented.module.css';

export interface TabBarProps<Value extends string> {
  /** Accessible name of the list of tabs. */
  label: string;
  tabs: readonly { value: Value; label: string }[];
  value: Value;
  /** `byPointer`: it was not opened by a key on the tab, which keeps the focus then. */
  onChange: (value: Value, byPointer: boolean) => void;
  /** The id of the tab panel; the tabs' own ids are `<panelId>-<value>`, for its `aria-labelledby`. */
  panelId: string;
}

/** The row of tabs. Arrows move the focus; Enter, Space or a click opens the tab. */
export const TabBar = <Value extends string>({ label, tabs, value, onChange, panelId }: TabBarProps<Value>) => {
  const list = useRef<HTMLDivElement>(null);
  const current = useRef<HTMLButtonElement>(null);
  useFocusWhenLost(current);
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = rovingIndex(event.key, index, tabs.length);
    if (next === null) return;
    event.preventDefault();
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label={label} className={styles.group}>
      {tabs.map((tab, index) => (
        <button
          key={tab.value}
          ref={tab.value === value ? current : undefined}
          type="button"
          role="tab"
          id={`${panelId}-${tab.value}`}
          aria-selected={tab.value === value}
          aria-controls={tab.value === value ? panelId : undefined}
          tabIndex={tab.value === value ? 0 : -1}
          className={styles.item}
          onClick={(event) => onChange(tab.value, event.detail > 0)}
          onKeyDown={(event) => onKeyDown(event, index)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
};
