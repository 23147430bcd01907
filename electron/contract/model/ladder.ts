import { z } from 'zod';
import { ladderLimits } from '../limits';
import { Channel } from './channel';
import { LadderId } from './ids';

const within = ({ min, max }: { min: number; max: number }) => z.number().min(min).max(max);

/** One rung: so many minutes after the buzz was confirmed, over this channel, those who have not read. */
export const LadderStep = z.strictObject({ afterMinutes: within(ladderLimits.afterMinutes), channel: Channel });
export type LadderStep = z.infer<typeof LadderStep>;

/**
 * 升级阶梯, a named policy: what happens, and when, for those who have not read. Its steps rise in time. A buzz freezes
 * the policy it starts with; changing it later changes no running ladder.
 */
export const Ladder = z
  .strictObject({
    id: LadderId,
    name: z.string().trim().min(1).max(ladderLimits.name),
    steps: z.array(LadderStep).min(1).max(ladderLimits.steps),
    /** The last step again, so many times, so far apart; `times: 0` is not at all. There is always an end. */
    repeat: z.strictObject({
      times: z.int().min(0).max(ladderLimits.times),
      everyMinutes: within(ladderLimits.everyMinutes),
    }),
    /** A step later than this (sleep, a changed clock) is shown as missed and not carried out. */
    graceMinutes: within(ladderLimits.graceMinutes),
    /** When nobody can say who has read: in-app goes on and SMS and phone wait for the person, or everything goes on. */
    withoutReceipts: z.enum(['hold-paid', 'climb']),
  })
  .refine(({ steps }) =>
    steps.every((step, index) => index === 0 || step.afterMinutes > (steps[index - 1]?.afterMinutes ?? 0)),
  );
export type Ladder = z.infer<typeof Ladder>;
