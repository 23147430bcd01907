import type { ReactNode } from 'react';
import { useRadios } from '../../keys/focus';
import styles from './segmented.module.css';

export interface SegmentedProps<Value extends string> {
  /** Accessible name of the group. */
  label: string;
  options: readonly { value: Value; label: ReactNode }[];
  value: Value;
  onChange: (value: Value) => void;
  id?: string;
}

/** A choice of two to four options that are all in sight: a radio group. */
export const Segmented = <Value extends string>({ label, options, value, onChange, id }: SegmentedProps<Value>) => {
  const { group, radio } = useRadios(
    options.map((option) => option.value),
    value,
    onChange,
  );
  return (
    <div ref={group} role="radiogroup" id={id} aria-label={label} className={styles.group}>
      {options.map((option, index) => (
        <button key={option.value} {...radio(index)} className={styles.item}>
          {option.label}
        </button>
      ))}
    </div>
  );
};
