import { z } from 'zod';
import { Channel } from './channel';
import { LadderId } from './ids';

/** One rung: so many minutes after the buzz was confirmed, over this channel, those who have not read. */
export const LadderStep = z.strictObject({ afterMinutes: z.number().min(0.5).max(1440), channel: Channel });
export type LadderStep = z.infer<typeof LadderStep>;

/**
 * 升级阶梯, a named policy: what happens, and when, for those who have not read. Its steps rise in time. A buzz freezes
 * the policy it starts with; changing it later changes no running ladder.
 */
export const Ladder = z
  .strictObject({
    id: LadderId,
    name: z.string().trim().min(1).max(40),
    steps: z.array(LadderStep).min(1).max(6),
    /** The last step again, so many times, so far apart; `times: 0` is not at all. There is always an end. */
    repeat: z.strictObject({ times: z.int().min(0).max(10), everyMinutes: z.number().min(1).max(240) }),
    /** A step later than this (sleep, a changed clock) is shown as missed and not carried out. */
    graceMinutes: z.number().min(1).max(120),
    /** When nobody can say who has read: in-app goes on and SMS and phone wait for the person, or everything goes on. */
    withoutReceipts: z.enum(['hold-paid', 'climb']),
  })
  .refine(({ steps }) =>
    steps.every((step, index) => index === 0 || step.afterMinutes > (steps[index - 1]?.afterMinutes ?? 0)),
  );
export type Ladder = z.infer<typeof Ladder>;
