import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger } from '../../electron/storage/ledger/open-ledger';
import { bundleSizes } from './bundle-sizes';
import { atRest } from './in-app/at-rest';
import type { BenchDesktop, BenchHomes } from './in-app/electron-run';
import { hotkeyToPaint } from './in-app/hotkey-to-paint';
import { searchPainted } from './in-app/search-painted';
import { startUp } from './in-app/start-up';
import { type FanOut, fanOut, fanOutGoal, servePractice } from './in-node/fan-out';
import { importSpeed } from './in-node/import-speed';
import { ledgerGrowth } from './in-node/ledger-growth';
import { listening, weighListening } from './in-node/listening';
import { readingPeople } from './in-node/reading-people';
import { relay } from './in-node/relay';
import { searchSpeed } from './in-node/search-speed';

const say = (what: string) => process.stderr.write(`${what}\n`);

/** The result of one measurement, with the names of its missed goals. */
interface Measurement {
  result: unknown;
  missed: readonly string[];
}

let root: string | null = null;
const folderFor = (name: string) => {
  root ??= mkdtempSync(join(tmpdir(), 'buzz-bench-'));
  const folder = join(root, name);
  mkdirSync(folder);
  return folder;
};
const ledgerIn = (name: string) => {
  const { ledger, problem } = openLedger(folderFor(name), Date.now());
  if (problem) throw new Error(`no ledger: ${problem.advice}`);
  return ledger;
};
/** Names of the values over their goals. */
const over = (goals: Readonly<Record<string, readonly [value: number, goal: number]>>) =>
  Object.entries(goals).flatMap(([name, [value, goal]]) => (value <= goal ? [] : [name]));

const measureFanOut = async (): Promise<Measurement> => {
  const fans = [];
  const missed: string[] = [];
  // In real use the app has been running for a while, and its code is compiled.
  say('warming up');
  const warm = ledgerIn('fan-out-warm');
  await fanOut(50, warm);
  warm.close();
  for (const people of [200, 1_000]) {
    const runs: FanOut[] = [];
    for (let run = 1; run <= 3; run += 1) {
      say(`buzzing ${people} people, ${run} of 3`);
      const ledger = ledgerIn(`fan-out-${people}-${run}`);
      runs.push(await fanOut(people, ledger));
      ledger.close();
    }
    const ratios = runs.map((each) => each.ratio).sort((a, b) => a - b);
    const median = ratios[1] ?? Number.POSITIVE_INFINITY;
    const tooMany = runs.reduce((sum, each) => sum + each.tooMany, 0);
    fans.push({ people, goal: fanOutGoal, median, ratios, tooMany, floorMs: runs[0]?.floorMs });
    if (median > fanOutGoal || tooMany > 0) missed.push(`fan-out of ${people}`);
  }
  return { result: fans, missed };
};

const measureLedger = async (): Promise<Measurement> => {
  say('filling a ledger with 100,000 buzzes');
  const ledger = ledgerIn('growth');
  const growth = await ledgerGrowth(ledger, 100_000, say);
  ledger.close();
  const missed = over({
    'newest page': [growth.newestPage.ms, growth.newestPage.goalMs],
    search: [growth.searches.slowestMs, growth.searches.goalMs],
    append: [growth.append.ratio, growth.append.goal],
  });
  return { result: growth, missed };
};

/** Electron and a virtual desktop, as `build/bench.mjs` has prepared them. */
const desktop = (): BenchDesktop => JSON.parse(process.env.BENCH_DESKTOP ?? '') as BenchDesktop;
/** Data folders for the apps; ours have the welcome behind them. */
const homesFor = (name: string): BenchHomes => {
  const welcomed = (app: string) => {
    const home = folderFor(`${name}-${app}`);
    const settings = { version: 1, data: { settings: { welcomed: true }, workspaces: [] } };
    writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
    return home;
  };
  const before = desktop().before ? { before: welcomed('before') } : {};
  return { bare: folderFor(`${name}-bare`), ...before, ours: welcomed('ours') };
};

/** Every measurement by its name on the command line, in the order of running. */
const rows: Readonly<Record<string, () => Promise<Measurement>>> = {
  sizes: async () => {
    const sizes = bundleSizes(desktop().root);
    const goals = Object.entries(sizes).map(([name, { bytes, goal }]) => [name, [bytes, goal]] as const);
    return { result: sizes, missed: over(Object.fromEntries(goals)) };
  },
  'fan-out': measureFanOut,
  ledger: measureLedger,
  listening: async () => {
    const result = await listening(folderFor, say);
    const { calls, thousand, board, weight } = result;
    const missed = over({
      'calls alone': [calls.alone, calls.goalAlone],
      'calls with a listener': [calls.heard, calls.goalHeard],
      'a thousand events': [thousand.ms, thousand.goalMs],
      'events lost': [thousand.lost, thousand.goalLost],
      'event to board': [board.beyondMs, board.goalMs],
      'weight of listening': [weight.mb, weight.goalMb],
    });
    return { result, missed };
  },
  relay: async () => {
    const result = await relay(ledgerIn, say);
    const missed = result ? over({ 'fan-out through the relay': [result.fanOut.ratio, result.fanOut.goal] }) : [];
    return { result, missed };
  },
  search: async () => {
    const result = await searchSpeed(50_000, say);
    return { result, missed: over({ 'search index': [result.ratio, result.goal] }) };
  },
  people: async () => {
    say('reading 50,000 people');
    const result = await readingPeople(50_000, { root: desktop().root, folder: folderFor('people') });
    const { readingMs, fromDiskMs, goalMs } = result;
    const missed = over({ 'reading people': [readingMs.p99, goalMs], 'people from disk': [fromDiskMs.p99, goalMs] });
    return { result, missed };
  },
  import: async () => {
    const result = await importSpeed(5_000);
    return { result, missed: over({ import: [result.ms, result.goalMs] }) };
  },
  start: async () => {
    const result = await startUp(desktop(), homesFor('start'), say);
    const { tray, popup } = result;
    return { result, missed: over({ tray: [tray.ratio, tray.goal], popup: [popup.ratio, popup.goal] }) };
  },
  hotkey: async () => {
    const result = await hotkeyToPaint(desktop(), homesFor('hotkey'), say);
    return { result, missed: over({ hotkey: [result.ratio, result.goal] }) };
  },
  'search-painted': async () => {
    const result = await searchPainted(desktop(), homesFor('search').ours, 50_000, say);
    return { result, missed: over({ 'search painted': [result.ratio, result.goal] }) };
  },
  rest: async () => {
    const result = await atRest(desktop(), homesFor('rest'), say);
    const { memory, idle } = result;
    const missed = over({
      memory: [memory.ratio, memory.goal],
      'idle processor time': [idle.oursMs, idle.goalMs],
      'pending timers': [idle.timers, idle.goalTimers],
    });
    return { result, missed };
  },
};

/** Runs all measurements, or the named ones: JSON on stdout, progress on stderr, exit code 1 when a goal is missed. */
const run = async (): Promise<void> => {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !(name in rows));
  if (unknown.length > 0) throw new Error(`There are ${Object.keys(rows).join(', ')}; not ${unknown.join(', ')}.`);
  const results: Record<string, unknown> = {};
  const missed: string[] = [];
  try {
    for (const [name, measure] of Object.entries(rows)) {
      if (asked.length > 0 && !asked.includes(name)) continue;
      const row = await measure();
      results[name] = row.result;
      missed.push(...row.missed);
    }
  } finally {
    if (root) rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
  process.stdout.write(`${JSON.stringify({ ...results, missed }, null, 2)}\n`);
  if (missed.length > 0) process.exitCode = 1;
};

const [role, given] = process.argv.slice(2);
/** What this file does in a process that it has started itself. */
const roles: Readonly<Record<string, () => Promise<void>>> = {
  serve: () => servePractice(Number(given)),
  weigh: () => weighListening(given ?? ''),
};
await (roles[role ?? ''] ?? run)();
