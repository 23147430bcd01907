import type { ReactNode } from 'react';

/** Text with the parts that matched drawn as `em`. Pairs are [from, to), in order. */
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
