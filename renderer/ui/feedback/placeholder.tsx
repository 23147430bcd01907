import type { ReactNode } from 'react';
import styles from './placeholder.module.css';

/** What a list says when there is nothing in it, and what to do about that. */
export const EmptyState = ({
  icon,
  title,
  heading = false,
  text,
  action,
}: {
  icon: ReactNode;
  title: string;
  /** The title is the screen's own. */
  heading?: boolean;
  text?: string;
  action?: ReactNode;
}) => (
  <div className={styles.empty}>
    <span className={styles.icon} aria-hidden>
      {icon}
    </span>
    {heading ? <h1 className={styles.title}>{title}</h1> : <p className={styles.title}>{title}</p>}
    {text && <p className={styles.text}>{text}</p>}
    {action}
  </div>
);

/** A grey bar that holds the place of text still on its way. Sizes are CSS lengths. */
export const Skeleton = ({ width = '100%', height = '1em' }: { width?: string; height?: string }) => (
  <span className={styles.skeleton} style={{ width, height }} aria-hidden />
);
