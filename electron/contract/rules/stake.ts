import type { BoardRung } from '../model/board';
import type { Channel } from '../model/channel';
import type { Plan } from '../model/plan';

declare const counted: unique symbol;

/**
 * The worst that one paid gesture may set off: the people called at once, and the SMS and calls that may follow by
 * themselves. Its brand keeps every other module from making one up, so a paid button always bears numbers that main counted.
 */
export interface Stake {
  readonly [counted]: true;
  readonly channel: Channel;
  readonly people: number;
  /** Paid calls of the ladder if no person reads before its last rung. */
  readonly later: { readonly sms: number; readonly phone: number };
}

const counts = (numbers: Omit<Stake, typeof counted>): Stake => numbers as Stake;

/** The stake of confirming this plan; null if it would call no person, so that there is nothing to consent to. */
export const stakeOf = ({
  channel,
  counts: { buzzes },
  ladder,
}: Pick<Plan, 'channel' | 'counts' | 'ladder'>): Stake | null => {
  if (buzzes === 0) return null;
  const callsBy = (paid: 'sms' | 'phone') =>
    (ladder?.costs ?? []).reduce((sum, cost) => (cost.channel === paid ? sum + cost.calls : sum), 0);
  return counts({ channel, people: buzzes, later: { sms: callsBy('sms'), phone: callsBy('phone') } });
};

/** The stake of continuing a ladder that waits at this rung: one rung, whose successors ask again. */
export const stakeOfRung = ({ via, people }: Pick<BoardRung, 'via' | 'people'>): Stake | null =>
  people === 0 ? null : counts({ channel: via, people, later: { sms: 0, phone: 0 } });

/** More people than this are many: a paid plan then names them, and its button is held for longer. */
export const manyPeople = 20;

/** Tells whether this stake concerns so many people that a slip of the hand must not be enough. */
export const isMany = ({ people }: Stake): boolean => people > manyPeople;
