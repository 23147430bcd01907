import { type ComponentProps, Fragment, type ReactNode } from 'react';
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

/** Part of a sentence, with each number and what it counts in one piece. */
const Clause = ({ text }: { text: string }) => {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const found of text.matchAll(counted)) {
    const piece = found[0].trimEnd();
    parts.push(text.slice(at, found.index), <span key={found.index}>{piece}</span>);
    at = found.index + piece.length;
  }
  parts.push(text.slice(at));
  return <span className={styles.clause}>{parts}</span>;
};

/** A sentence that breaks at its commas first, and neither within a number nor between it and what it counts. */
export const Unbroken = ({ children }: { children: string }) =>
  children.split(/(?<=[，；,;])/).map((clause, index) => (
    <Fragment key={clause}>
      {index > 0 && clause.startsWith(' ') && ' '}
      <Clause text={clause.trimStart()} />
    </Fragment>
  ));

/** Text that is read out but not drawn. */
export const VisuallyHidden = (props: ComponentProps<'span'>) => <span {...props} className={styles.hidden} />;
