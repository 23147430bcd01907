import { X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { classNames } from '../class-names';
import styles from './chip.module.css';

export interface ChipProps {
  /** `group` is a saved group or a chat, `bad` will not be reached, `warn` deserves a look. */
  tone?: 'plain' | 'group' | 'bad' | 'warn';
  lead?: ReactNode;
  children: ReactNode;
  /** With both, a small cross removes it; the label is the cross's accessible name. */
  onRemove?: () => void;
  removeLabel?: string;
  removeRef?: Ref<HTMLButtonElement>;
  title?: string;
}

/** A small rounded thing that stands for a person, a group or a chat. */
export const Chip = ({ tone = 'plain', lead, children, onRemove, removeLabel, removeRef, title }: ChipProps) => (
  <span className={classNames(styles.chip, styles[tone])} title={title}>
    {lead}
    <span className={styles.text}>{children}</span>
    {onRemove && (
      <button
        type="button"
        ref={removeRef}
        className={styles.remove}
        aria-label={removeLabel}
        tabIndex={-1}
        onClick={onRemove}
      >
        <X size={12} aria-hidden />
      </button>
    )}
  </span>
);
