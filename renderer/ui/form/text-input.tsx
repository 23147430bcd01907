import { Search, X } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { longestQuery } from '../../../electron/contract/limits';
import { isIme } from '../../keys/key-rules';
import { classNames } from '../class-names';
import { IconButton } from './button';
import styles from './text-input.module.css';

interface TextInputProps extends ComponentProps<'input'> {
  /** Drawn inside, before the text (a magnifier) and after it (a reveal button). */
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

export interface SearchBoxProps {
  label: string;
  clearLabel: string;
  value: string;
  onChange: (text: string) => void;
}

/** Filters a list below it. Esc and the cross clear it; in an empty box Esc goes on to the window. */
export const SearchBox = ({ label, clearLabel, value, onChange }: SearchBoxProps) => (
  <TextInput
    className={styles.search}
    type="search"
    aria-label={label}
    placeholder={label}
    maxLength={longestQuery}
    value={value}
    lead={<Search size={14} aria-hidden />}
    tail={
      value !== '' && (
        <IconButton size="s" label={clearLabel} icon={<X size={13} aria-hidden />} onClick={() => onChange('')} />
      )
    }
    onChange={(event) => onChange(event.target.value)}
    onKeyDown={(event) => {
      if (event.key !== 'Escape' || value === '' || isIme(event.nativeEvent)) return;
      event.stopPropagation();
      onChange('');
    }}
  />
);
