import { setImmediate as turn } from 'node:timers/promises';
import { until } from '../../support/clock/until';
import { startLargeCompany } from '../../support/desk/large-company';
import { quantile, round } from './quantile';

/** Length of a frame (ms): a person notices when main blocks for longer. */
const goalMs = 16;

/** Processor time of each turn of the event loop during some work (ms). */
const turnsOf = async (run: Promise<unknown>): Promise<number[]> => {
  const turns: number[] = [];
  let over = false;
  const end = run.finally(() => {
    over = true;
  });
  let before = process.cpuUsage();
  while (!over) {
    await turn();
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    turns.push((user + system) / 1000);
  }
  await end;
  return turns;
};

/** Reads a company's contacts, then the same from disk, and measures how long that blocks all other work. */
export const readingPeople = async (people: number, places: { root: string; folder: string }) => {
  const company = await startLargeCompany(people, places);
  const row = (turns: readonly number[]) => ({
    turns: turns.length,
    p99: round(quantile(turns, 0.99)),
    max: round(quantile(turns, 1)),
  });
  try {
    const directory = company.open();
    const ended = () => until('reading ends', () => directory.view().reading === null, 300_000);
    const reading = row(await turnsOf(directory.listPeople().then(ended)));
    const again = row(await turnsOf(company.open().ready()));
    return { people, goalMs, readingMs: reading, fromDiskMs: again };
  } finally {
    await company.close();
  }
};
