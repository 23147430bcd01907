import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** What a list says when there is nothing in it, and what to do about that. */
export const EmptyState = ({
  icon,
  title,
  level,
  text,
  action,
}: {
  icon: ReactNode;
  title: string;
  /** 1 where the title is the screen's own. */
  level?: 1;
  text?: string;
  action?: ReactNode;
}) => (
  <div className={styles.empty}>
    <span className={styles.icon} aria-hidden>
      {icon}
    </span>
    <p className={styles.title} role={level && 'heading'} aria-level={level}>
      {title}
    </p>
    {text && <p className={styles.text}>{text}</p>}
    {action}
  </div>
);
