import type { Syllable } from './pinyin-of';

/** What of a name a query met: spans in the written name and in its pinyin (syllables joined by spaces). Lower is better. */
export interface Match {
  rank: number;
  written: [number, number][];
  said: [number, number][];
}

interface Step {
  syllable: number;
  letters: number;
  whole: boolean;
}

/**
 * Eats the query syllable by syllable: the written character itself, or a beginning of how it is said. `dead` keeps
 * what has been tried in vain, so that names of many equal beginnings cost no more than others.
 */
const eat = (query: string, syllables: readonly Syllable[], from: number, dead: Set<number>): Step[] | null => {
  if (query === '') return [];
  const here = syllables[from];
  const place = from * 1_000 + query.length;
  if (!here || dead.has(place)) return null;
  const steps = here.said === '' ? eat(query, syllables, from + 1, dead) : eatHere(query, here, syllables, from, dead);
  if (!steps) dead.add(place);
  return steps;
};

const eatHere = (
  query: string,
  here: Syllable,
  syllables: readonly Syllable[],
  from: number,
  dead: Set<number>,
): Step[] | null => {
  const written = here.written.toLowerCase();
  if (query.startsWith(written)) {
    const rest = eat(query.slice(written.length), syllables, from + 1, dead);
    if (rest) return [{ syllable: from, letters: here.said.length, whole: true }, ...rest];
  }
  // Longest beginning first, so that "xian" prefers 先 over 西安 when both could be meant.
  for (let length = Math.min(query.length, here.said.length); length > 0; length -= 1) {
    if (!query.startsWith(here.said.slice(0, length))) continue;
    const rest = eat(query.slice(length), syllables, from + 1, dead);
    if (rest) return [{ syllable: from, letters: length, whole: length === here.said.length }, ...rest];
  }
  return null;
};

/** Finds a query (any mix of characters, pinyin and initials) in a name, at any syllable; null when it is not there. */
export const match = (query: string, syllables: readonly Syllable[]): Match | null => {
  const wanted = query.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (wanted === '') return query.trim() === '' ? { rank: 0, written: [], said: [] } : null;
  const dead = new Set<number>();
  for (let from = 0; from < syllables.length; from += 1) {
    if (syllables[from]?.said === '') continue;
    const steps = eat(wanted, syllables, from, dead);
    if (steps) return describe(steps, syllables, from);
  }
  return null;
};

const describe = (steps: readonly Step[], syllables: readonly Syllable[], from: number): Match => {
  const starts: { written: number; said: number }[] = [];
  let written = 0;
  let said = 0;
  for (const syllable of syllables) {
    starts.push({ written, said });
    written += syllable.written.length;
    said += syllable.said === '' ? 0 : syllable.said.length + 1;
  }
  const spans = steps.flatMap(({ syllable, letters }) => {
    const start = starts[syllable];
    const here = syllables[syllable];
    if (!start || !here) return [];
    const latin = here.written.toLowerCase() === here.said;
    const end = start.written + (latin ? letters : here.written.length);
    return [{ written: [start.written, end], said: [start.said, start.said + letters] } as const];
  });
  const partial = steps.filter((step) => !step.whole).length;
  return {
    rank: (from === 0 ? 0 : 10) + partial + Math.max(0, syllables.length - steps.length),
    written: spans.map(({ written: [a, b] }) => [a, b]),
    said: spans.map(({ said: [a, b] }) => [a, b]),
  };
};
