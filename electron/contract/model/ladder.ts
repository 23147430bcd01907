import { z } from 'zod';
import { ladderLimits } from '../limits';
import { tidied } from '../plain-text';
import { Channel } from './channel';
import { GroupId, LadderId } from './ids';

const within = ({ min, max }: { min: number; max: number }) => z.number().min(min).max(max);

/** One rung: `afterMinutes` after the confirmation it calls the people who are still waited for, over this channel. */
export const LadderStep = z
  .strictObject({
    afterMinutes: within(ladderLimits.afterMinutes),
    channel: Channel,
    /** 即时提醒 (reminder): pins the bot's chat at the top of their list instead of calling, for free. `channel` is `app`. */
    reminder: z.literal(true).optional(),
    /** 替补 (backup): calls the members of this group instead of the people who are waited for. */
    backup: GroupId.optional(),
  })
  .refine(({ reminder, channel }) => reminder === undefined || channel === 'app')
  // A chat is pinned for people who have the message.
  .refine(({ reminder, backup }) => reminder === undefined || backup === undefined);
export type LadderStep = z.infer<typeof LadderStep>;

/** A place where ladders climb: `here`: on the computer that buzzes; `relay`: in the relay, to which they are handed over. */
export const Climbs = z.enum(['here', 'relay']);
export type Climbs = z.infer<typeof Climbs>;

const rise = (steps: readonly LadderStep[]): boolean =>
  steps.every((step, index) => index === 0 || step.afterMinutes > (steps[index - 1]?.afterMinutes ?? 0));

/**
 * 升级阶梯 (ladder): a named policy for people who have not read or not answered. Its steps rise in time. A buzz keeps a copy of its ladder:
 * changing the policy later changes no running ladder.
 */
export const Ladder = z
  .strictObject({
    id: LadderId,
    name: z.string().overwrite(tidied).min(1).max(ladderLimits.name),
    /** One that calls people in turn may have none: each is buzzed once, then the next. */
    steps: z.array(LadderStep).max(ladderLimits.steps),
    /** Repeats the last step this many times; 0: not at all. There is always an end. */
    repeat: z.strictObject({
      times: z.int().min(0).max(ladderLimits.times),
      everyMinutes: within(ladderLimits.everyMinutes),
    }),
    /** A step that is later than this (sleep, a changed clock) is shown as missed and not carried out. */
    graceMinutes: within(ladderLimits.graceMinutes),
    /** Without receipts: `hold-paid`: in-app rungs go on, SMS and phone wait for the person. `climb`: all rungs go on. */
    withoutReceipts: z.enum(['hold-paid', 'climb']),
    /** What a person is waited for to do. An answer always ends it for them; policies of before ended with reading. */
    until: z.enum(['read', 'acknowledged']).default('read'),
    /** `one`: the first answer ends it for all (一人接手即可). */
    enough: z.enum(['everyone', 'one']).default('everyone'),
    /** Where `one` is enough: the others are told who took it; left out: as Settings have it. */
    tellOthers: z.boolean().optional(),
    /**
     * 轮流: calls one person after another, each for so many minutes, until one answers; null: all at once. The minutes of its
     * steps count from the beginning of a person's turn, those of steps that call a backup from the end of the last one.
     * `repeat.times` goes round again.
     */
    inTurn: z
      .strictObject({ minutes: within(ladderLimits.turnMinutes) })
      .nullable()
      .default(null),
    /** Where it climbs: on this computer, or in the relay, which does not sleep. Policies of before climb here. */
    climbs: Climbs.default('here'),
  })
  .refine(({ steps, inTurn }) => steps.length > 0 || inTurn !== null)
  // A chat that is pinned already cannot be pinned any more.
  .refine(({ steps }) => steps.filter(({ reminder }) => reminder).length <= 1)
  .refine(({ inTurn, until, enough }) => inTurn === null || (until === 'acknowledged' && enough === 'one'))
  .refine(({ steps, inTurn }) => {
    if (inTurn === null) return rise(steps);
    const own = steps.filter(({ backup }) => backup === undefined);
    const firstBackup = steps.findIndex(({ backup }) => backup !== undefined);
    const backupsLast = firstBackup < 0 || firstBackup === own.length;
    const inTime = own.every(({ afterMinutes }) => afterMinutes < inTurn.minutes);
    return backupsLast && inTime && rise(own) && rise(steps.slice(own.length));
  });
export type Ladder = z.infer<typeof Ladder>;
