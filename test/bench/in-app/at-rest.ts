import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { round } from '../in-node/quantile';
import { type BenchApp, type BenchDesktop, type BenchHomes, startRun } from './electron-run';

const settleMs = 60_000;
const idleMs = 60_000;

/** Proportional set size of all processes (MB): shared pages count once. */
const pssOf = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    try {
      return sum + Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      return sum;
    }
  }, 0) / 1024;

/** Processor time of all processes (ms): fields 14 and 15 of `stat`, in ticks of 10 ms. */
const cpuOf = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return sum + (Number(fields[11]) + Number(fields[12])) * 10;
    } catch {
      return sum;
    }
  }, 0);

const measure = async (desktop: BenchDesktop, app: BenchApp, home: string) => {
  const run = startRun(desktop, app, home);
  try {
    await run.next('watching');
    await wait(settleMs);
    const memoryMb = pssOf(run.pids());
    const before = cpuOf(run.pids());
    await wait(idleMs);
    const cpuMs = cpuOf(run.pids()) - before;
    return { memoryMb, cpuMs, timers: await run.timers(), processes: run.pids().length };
  } finally {
    await run.end();
  }
};

/**
 * Measures memory 60 s after the start and processor time in the next minute, popup hidden, against a bare app; with a
 * folder for an older build, ours against that one as well.
 */
export const atRest = async (desktop: BenchDesktop, homes: BenchHomes, say: (what: string) => void) => {
  say('the bare app rests for two minutes');
  const bare = await measure(desktop, 'bare', homes.bare);
  say('ours rests for two minutes');
  const ours = await measure(desktop, 'ours', homes.ours);
  if (homes.before) say('the older build rests for two minutes');
  const before = homes.before ? await measure(desktop, 'before', homes.before) : null;
  return {
    memory: {
      bareMb: round(bare.memoryMb),
      oursMb: round(ours.memoryMb),
      ratio: round(ours.memoryMb / bare.memoryMb, 3),
      goal: 1.2,
      processes: { bare: bare.processes, ours: ours.processes },
      ...(before ? { before: { mb: round(before.memoryMb), ratio: round(ours.memoryMb / before.memoryMb, 3) } } : {}),
    },
    idle: { bareMs: bare.cpuMs, oursMs: ours.cpuMs, goalMs: bare.cpuMs + 100, timers: ours.timers, goalTimers: 0 },
  };
};
