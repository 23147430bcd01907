import { SearchIndex } from '../../../electron/core/directory/search-index/search-index';
import { bigCompany, keystrokes } from './big-company';
import { quantile, round } from './quantile';

const goalMs = 5;
const rounds = 5;

/** Times between two pauses for other work while names are read (ms). The first one includes loading the dictionary. */
const stepsOf = () => {
  let since = performance.now();
  const steps: number[] = [];
  return {
    pause: async () => {
      steps.push(performance.now() - since);
      await new Promise<void>((resolve) => setImmediate(resolve));
      since = performance.now();
    },
    ms: () => steps,
  };
};

/** Measures keystroke → rows in the index. A key's time is the median of some rounds: other programs run as well. */
export const searchSpeed = async (people: number, say: (what: string) => void) => {
  const crowd = bigCompany(people);
  const steps = stepsOf();
  const index = new SearchIndex({ now: () => performance.now(), pause: steps.pause });
  say(`reading ${people} names`);
  const began = performance.now();
  index.use({ groups: [], people: crowd, chats: [] }, []);
  await index.ready;
  const buildMs = performance.now() - began;

  say(`typing ${keystrokes.length} keys, ${rounds} times`);
  const times = keystrokes.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, query] of keystrokes.entries()) {
      const from = performance.now();
      index.search(query);
      times[at]?.push(performance.now() - from);
    }
  }
  const each = times.map((all) => quantile(all, 0.5));
  const slowest = keystrokes[each.indexOf(Math.max(...each))];
  return {
    people,
    buildMs: round(buildMs),
    stepMs: {
      first: round(steps.ms()[0] ?? 0),
      p95: round(quantile(steps.ms(), 0.95)),
      max: round(Math.max(...steps.ms().slice(1))),
    },
    keys: keystrokes.length,
    ms: { p50: round(quantile(each, 0.5), 2), p95: round(quantile(each, 0.95), 2), max: round(Math.max(...each), 2) },
    /** Every single key of every round, without medians. */
    rawP95Ms: round(quantile(times.flat(), 0.95), 2),
    slowest,
    goalMs,
  };
};
