import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import styles from './field.module.css';

export interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** What is wrong, as a sentence that is announced when it appears. */
  error?: string | null;
  /** Draws the control. Spread the given attributes on it: they connect it with its label and messages. */
  children: (control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }) => ReactNode;
}

/** A labeled control with a hint below it, which an error replaces. */
export const Field = ({ label, hint, error, children }: FieldProps) => {
  const id = useId();
  const noteId = `${id}-note`;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {children({ id, 'aria-describedby': error || hint ? noteId : undefined, 'aria-invalid': Boolean(error) })}
      <div id={noteId} className={styles.note} aria-live="polite">
        {error ? (
          <span className={styles.error}>
            <CircleAlert size={13} aria-hidden />
            {error}
          </span>
        ) : (
          hint
        )}
      </div>
    </div>
  );
};
