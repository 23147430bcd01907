import { type ReactNode, useId } from 'react';
import styles from './settings.module.css';

/** A setting that is on or off, with what it does below it. */
export const Tick = (props: {
  label: string;
  hint?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) => {
  const { label, hint, checked, disabled, onChange } = props;
  const id = useId();
  return (
    <div className={styles.tick}>
      <label>
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          aria-describedby={hint ? id : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        {label}
      </label>
      {hint && (
        <p id={id} className={styles.note}>
          {hint}
        </p>
      )}
    </div>
  );
};
