import type { ReactNode } from 'react';
import styles from './dark-bars.module.css';

export interface DarkBarProps {
  children: ReactNode;
  action: string;
  /** Keys that do the same, as `aria-keyshortcuts` has them. */
  keys?: string;
  onAction: () => void;
}

/** The page's colours turned round: what should not be missed, and the one thing to do about it. */
export const DarkBar = ({ children, action, keys, onAction }: DarkBarProps) => (
  <div className={styles.bar}>
    <span className={styles.words}>{children}</span>
    <button type="button" className={styles.show} aria-keyshortcuts={keys} onClick={onAction}>
      {action}
    </button>
  </div>
);
