import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { bundleForNode } from '../../../build/prepare/bundle.mjs';
import type { ContenderAnswer, ContenderOrder } from './contender';

const root = join(import.meta.dirname, '../../..');
const built = join(root, 'dist/contender');

/** Bundles the contenders' program, once per test file. */
export const buildContender = async (): Promise<void> => {
  await bundleForNode('test/support/disk/contender.ts', [], {
    outDir: built,
    emptyOutDir: true,
    rolldownOptions: { output: { entryFileNames: 'contender.js' } },
  });
};

/** A plain Node process that can own a data folder. */
export interface Contender {
  claim(order: Exclude<ContenderOrder, 'release'>): Promise<ContenderAnswer>;
  release(): Promise<ContenderAnswer>;
  /** `kill -9`. */
  kill(): Promise<void>;
}

export const startContender = (): Contender => {
  const child: ChildProcess = fork(join(built, 'contender.js'), { execArgv: [] });
  const tell = async (order: ContenderOrder): Promise<ContenderAnswer> => {
    child.send(order);
    const [answer] = (await once(child, 'message')) as [ContenderAnswer];
    return answer;
  };
  return {
    claim: tell,
    release: () => tell('release'),
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
};
