import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import styles from './field.module.css';

export interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** A sentence about what is wrong, announced when it appears. */
  error?: string | null;
  /** Gets what connects the control with its label and messages: spread it on the control. */
  children: (control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }) => ReactNode;
}

/** A labelled control with a hint below it, which an error replaces. */
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
