import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger } from '../../electron/storage/ledger/open-ledger';
import { type FanOut, fanOut, fanOutGoal } from './fan-out';
import { ledgerGrowth } from './ledger-growth';
import { servePractice } from './practice-process';

const say = (what: string) => process.stderr.write(`${what}\n`);

/** `npm run bench [fan-out|ledger]`: numbers as JSON on stdout, progress on stderr; fails when a goal is missed. */
const run = async (): Promise<void> => {
  const asked = process.argv.slice(2);
  const wants = (name: string) => asked.length === 0 || asked.includes(name);
  const root = mkdtempSync(join(tmpdir(), 'buzz-bench-'));
  const ledgerIn = (name: string) => {
    const folder = join(root, name);
    mkdirSync(folder);
    const { ledger, problem } = openLedger(folder, Date.now());
    if (problem) throw new Error(`no ledger: ${problem.advice}`);
    return ledger;
  };
  const missed: string[] = [];
  const results: Record<string, unknown> = {};
  try {
    if (wants('fan-out')) {
      const fans = [];
      // The app has been running for a while when it is needed: its code is compiled.
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
      results.fanOut = fans;
    }
    if (wants('ledger')) {
      say('filling a ledger with 100,000 buzzes');
      const ledger = ledgerIn('growth');
      const growth = await ledgerGrowth(ledger, 100_000, say);
      ledger.close();
      results.ledger = growth;
      if (growth.newestPage.ms > growth.newestPage.goalMs) missed.push('newest page');
      if (growth.searches.slowestMs > growth.searches.goalMs) missed.push('search');
      if (growth.append.ratio > growth.append.goal) missed.push('append');
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  process.stdout.write(`${JSON.stringify({ ...results, missed }, null, 2)}\n`);
  if (missed.length > 0) process.exitCode = 1;
};

const [role, people] = process.argv.slice(2);
await (role === 'serve' ? servePractice(Number(people)) : run());
