import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './settings.module.css';

export interface SectionProps {
  title: string;
  hint?: string;
  /** True when Settings were opened for this part: it is brought into view. */
  shown?: boolean;
  children: ReactNode;
}

/** A titled part of the settings. */
export const Section = ({ title, hint, shown = false, children }: SectionProps) => {
  const id = useId();
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!shown) return;
    section.current?.scrollIntoView();
    section.current?.focus({ preventScroll: true });
  }, [shown]);
  return (
    <section ref={section} tabIndex={-1} className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        {title}
      </h2>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children}
    </section>
  );
};
