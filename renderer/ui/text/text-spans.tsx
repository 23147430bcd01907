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

/** A number with the word that it counts, up to the next space or mark: "6 people", "37 条短信". */
const counted = /\d[\d.,:]*\s?[^\s\d，、；：。·,;:]*/g;

/** A sentence that breaks neither within a number nor between it and what it counts, however narrow its place. */
export const Unbroken = ({ children }: { children: string }) => {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const found of children.matchAll(counted)) {
    parts.push(children.slice(at, found.index), <span key={found.index}>{found[0].trimEnd()}</span>);
    at = found.index + found[0].trimEnd().length;
  }
  parts.push(children.slice(at));
  return <span className={styles.unbroken}>{parts}</span>;
};

/** Text that is read out but not drawn. */
export const VisuallyHidden = (props: ComponentProps<'span'>) => <span {...props} className={styles.hidden} />;
