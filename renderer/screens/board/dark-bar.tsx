import type { ReactNode } from 'react';
import styles from './dark-bar.module.css';

export interface DarkBarProps {
  children: ReactNode;
  action: string;
  onAction: () => void;
}

/** The page's colours turned round: what should not be missed, and the one thing to do about it. */
export const DarkBar = ({ children, action, onAction }: DarkBarProps) => (
  <div className={styles.bar}>
    <span className={styles.words}>{children}</span>
    <button type="button" className={styles.show} onClick={onAction}>
      {action}
    </button>
  </div>
);
