import type { ReactNode } from 'react';
import styles from './placeholder.module.css';

/** Stands in place of an empty list: says why it is empty and what to do. */
export const EmptyState = ({
  icon,
  title,
  heading = false,
  text,
  action,
}: {
  icon: ReactNode;
  title: string;
  /** True when the title is the heading of the screen. */
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

/** A gray bar in place of text that is still loading. Sizes are CSS lengths. */
export const Skeleton = ({ width = '100%', height = '1em' }: { width?: string; height?: string }) => (
  <span className={styles.skeleton} style={{ width, height }} aria-hidden />
);
