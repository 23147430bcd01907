import type { KeptPerson } from '../../../electron/core/directory/people/directory-record';
import { SearchIndex } from '../../../electron/core/directory/search-index/search-index';
import { bigCompany, keystrokes } from './big-company';
import { quantile, round } from './quantile';

/** Goal for the slowest keys, as a multiple of the plainest search that there is, in the same run. */
const goal = 1.5;
const rounds = 5;

/** The plainest search: goes through the text of each person. It knows neither pinyin nor order. */
const plainSearch = (people: readonly KeptPerson[]) => {
  const texts = people.map((person) =>
    [person.name, person.enName, person.nickname, person.email, ...(person.departments ?? [])].join(' ').toLowerCase(),
  );
  return (query: string): number => texts.reduce((found, text) => found + (text.includes(query) ? 1 : 0), 0);
};

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
  const plain = plainSearch(crowd);
  const times = keystrokes.map((): number[] => []);
  const plainTimes = keystrokes.map((): number[] => []);
  let found = 0;
  const timed = (into: number[] | undefined, search: () => void) => {
    const from = performance.now();
    search();
    into?.push(performance.now() - from);
  };
  // One key after the other in both, so that what else the machine does falls on both.
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, query] of keystrokes.entries()) {
      timed(times[at], () => index.search(query));
      timed(plainTimes[at], () => {
        found += plain(query);
      });
    }
  }
  if (found === 0) throw new Error('the plain search found no one');
  const each = times.map((all) => quantile(all, 0.5));
  const p95 = quantile(each, 0.95);
  const plainP95 = quantile(
    plainTimes.map((all) => quantile(all, 0.5)),
    0.95,
  );
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
    ms: { p50: round(quantile(each, 0.5), 2), p95: round(p95, 2), max: round(Math.max(...each), 2) },
    /** Every single key of every round, without medians. */
    rawP95Ms: round(quantile(times.flat(), 0.95), 2),
    slowest,
    plainMs: { p95: round(plainP95, 2) },
    ratio: round(p95 / plainP95, 3),
    goal,
  };
};
