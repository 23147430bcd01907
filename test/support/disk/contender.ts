import { appendFileSync } from 'node:fs';
import { claimData, type DataOwner } from '../../../electron/storage/data-owner';

// A process that contends with others for a data folder (`contend.ts`): told by its parent when to claim, it claims at that
// very moment. While it owns the folder it stands for a program that sends.

/** The parent's word: a moment to claim at (ms since the epoch), or to give up what is owned. */
export type ContenderOrder = { home: string; at: number; diary: string } | 'release';
/** The answer to a moment. */
export type ContenderAnswer = 'owned' | 'taken' | 'unproven' | 'released';

let owner: DataOwner | null = null;

process.on('message', (order: ContenderOrder) => {
  const answer = (said: ContenderAnswer) => process.send?.(said);
  if (order === 'release') {
    owner?.release();
    owner = null;
    answer('released');
    return;
  }
  while (Date.now() < order.at);
  const claimed = claimData(order.home);
  if (claimed.kind === 'owned') {
    owner = claimed.owner;
    appendFileSync(order.diary, `${process.pid}\n`);
  }
  answer(claimed.kind);
});
