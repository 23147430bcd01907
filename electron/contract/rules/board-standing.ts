import type { BoardLadder, BoardPerson, BoardStep } from '../model/board';
import type { Channel } from '../model/channel';
import { hasAcknowledged } from './answered';
import { needsAttention } from './needs-attention';

const loudness: Record<Channel, number> = { app: 0, sms: 1, phone: 2 };

/** Tells whether a channel disturbs a person more than another one: in-app, SMS, phone. */
export const isLouder = (channel: Channel, than: Channel): boolean => loudness[channel] > loudness[than];

/** Where a person stands on the board: a person has to act for them, they have not read it, they have, or they answered. */
export type Standing = 'needs-you' | 'unread' | 'read' | 'acknowledged';

/** Every standing, in the order of the board. */
export const standings: readonly Standing[] = ['needs-you', 'unread', 'read', 'acknowledged'];

export const standingOf = (
  person: Pick<BoardPerson, 'id' | 'outcome' | 'problem' | 'message' | 'readAt' | 'ack' | 'absence'>,
  ladder: Pick<BoardLadder, 'state'> | null,
): Standing => {
  if (hasAcknowledged(person)) return 'acknowledged';
  if (person.readAt !== null) return 'read';
  return needsAttention(person, ladder) ? 'needs-you' : 'unread';
};

/** The loudest call to a person that Feishu accepted, the newest of equals; null: it accepted none. */
export const loudestAccepted = ({ steps }: Pick<BoardPerson, 'steps'>): BoardStep | null =>
  steps.reduce<BoardStep | null>((best, step) => {
    if (step.outcome !== 'accepted') return best;
    return best === null || !isLouder(best.via, step.via) ? step : best;
  }, null);

/** A channel over which a call to a person went out; `sure: false`: no answer came, so it may have. */
export interface ChannelOut {
  via: Channel;
  sure: boolean;
}

/** Every channel over which a call to a person went out or may have, quiet ones first. */
export const channelsOut = ({ steps }: Pick<BoardPerson, 'steps'>): readonly ChannelOut[] =>
  (['app', 'sms', 'phone'] as const).flatMap((via): ChannelOut[] => {
    const outcomes = steps.filter((step) => step.via === via).map((step) => step.outcome);
    if (outcomes.includes('accepted')) return [{ via, sure: true }];
    return outcomes.includes('unknown') ? [{ via, sure: false }] : [];
  });
