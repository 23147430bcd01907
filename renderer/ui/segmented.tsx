import { ToggleGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './segmented.module.css';

export interface SegmentedProps<Value extends string> {
  /** Accessible name of the group. */
  label: string;
  options: readonly { value: Value; label: ReactNode }[];
  value: Value;
  onChange: (value: Value) => void;
  id?: string;
}

/** One of two to four, all in sight. A radio group. */
export const Segmented = <Value extends string>({ label, options, value, onChange, id }: SegmentedProps<Value>) => (
  <ToggleGroup.Root
    type="single"
    id={id}
    aria-label={label}
    className={styles.group}
    value={value}
    onValueChange={(next) => {
      const option = options.find((each) => each.value === next);
      if (option) onChange(option.value);
    }}
  >
    {options.map((option) => (
      <ToggleGroup.Item key={option.value} value={option.value} className={styles.item}>
        {option.label}
      </ToggleGroup.Item>
    ))}
  </ToggleGroup.Root>
);
