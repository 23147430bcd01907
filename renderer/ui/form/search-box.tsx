import { Search, X } from 'lucide-react';
import { longestQuery } from '../../../electron/contract/limits';
import { isIme } from '../../keys/key-rules';
import { IconButton } from './button';
import styles from './search-box.module.css';
import { TextInput } from './text-input';

export interface SearchBoxProps {
  label: string;
  clearLabel: string;
  value: string;
  onChange: (text: string) => void;
}

/** Finds in a list below it. With something in it, Esc and the cross empty it; only then Esc goes on. */
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
