import type { ComponentProps, ReactNode } from 'react';
import { classNames } from '../class-names';
import styles from './text-input.module.css';

interface TextInputProps extends ComponentProps<'input'> {
  /** Drawn inside, before the text (a search glass) and after it (a reveal button). */
  lead?: ReactNode;
  tail?: ReactNode;
  mono?: boolean;
}

/** One line of text. */
export const TextInput = ({ lead, tail, mono, className, ...rest }: TextInputProps) => (
  <span className={classNames(styles.box, className)} data-invalid={rest['aria-invalid'] === true || undefined}>
    {lead}
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      {...rest}
      className={classNames(styles.input, mono && styles.mono)}
    />
    {tail}
  </span>
);

/** Several lines of text. */
export const TextArea = (props: ComponentProps<'textarea'>) => <textarea {...props} className={styles.area} />;
