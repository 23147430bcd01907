import type { ComponentProps, ReactNode } from 'react';
import styles from './text-spans.module.css';

/** Text with its matches drawn as `em`. Each hit is a pair [from, to), in order. */
export const Highlighted = ({ text, hits }: { text: string; hits: readonly (readonly [number, number])[] }) => {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [from, to] of hits) {
    if (from < at || to > text.length) continue;
    parts.push(text.slice(at, from), <em key={from}>{text.slice(from, to)}</em>);
    at = to;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
};

/** Text that is read out but not drawn. */
export const VisuallyHidden = (props: ComponentProps<'span'>) => <span {...props} className={styles.hidden} />;
