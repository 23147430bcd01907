import { describe, expect, it } from 'vitest';
import type { AdviceKey } from '../advice/problem';
import { problem } from '../advice/problem';
import type { BoardLadder, BoardPerson } from '../model/board';
import type { Outcome } from '../model/channel';
import { needsAttention } from './needs-attention';

const person = (change: Partial<BoardPerson>): Parameters<typeof needsAttention>[0] => ({
  id: 'ou_lilei',
  outcome: 'accepted',
  problem: null,
  message: 'sent',
  readAt: null,
  ack: null,
  absence: null,
  ...change,
});
const notCalled = (advice: AdviceKey, change: Partial<BoardPerson> = {}) =>
  person({ outcome: 'not-called', problem: problem(advice), ...change });
const ladder = (state: BoardLadder['state']) => ({ state });

const ack = { at: 5, by: 'reply', word: '马上看', declined: false, takenBack: false } as const;

describe('a person has to act', () => {
  it('for no person who answered that they have it, and for one who declined as for any other', () => {
    expect(needsAttention(person({ outcome: 'refused', ack }), null)).toBe(false);
    expect(needsAttention(person({ outcome: 'refused', ack: { ...ack, declined: true } }), null)).toBe(true);
  });

  it.each<[Outcome, boolean]>([
    ['pending', false],
    ['accepted', false],
    ['not-in-chat', true],
    ['unreachable', true],
    ['too-many-unread', true],
    ['quota', true],
    ['refused', true],
    ['unknown', true],
    ['not-called', true],
  ])('for the outcome %s: %s, and never once it has been read', (outcome, needed) => {
    expect(needsAttention(person({ outcome }), null)).toBe(needed);
    expect(needsAttention(person({ outcome, readAt: 5 }), null)).toBe(false);
  });

  it.each<AdviceKey>([
    'expired',
    'offline',
    'message-not-sent',
    'storage-failed',
    'ceiling-person',
    'receipts-unknown',
  ])('for a person who was not called because of %s', (advice) => {
    expect(needsAttention(notCalled(advice), null)).toBe(true);
  });

  it.each<AdviceKey>(['undone', 'stopped-before-call', 'read-meanwhile'])(
    'but not for a person who was not called because of %s',
    (advice) => {
      expect(needsAttention(notCalled(advice), null)).toBe(false);
    },
  );

  it('only if no ladder will call them', () => {
    expect(needsAttention(notCalled('expired'), ladder('armed'))).toBe(false);
    expect(needsAttention(notCalled('expired'), ladder('held'))).toBe(false);
    expect(needsAttention(notCalled('expired'), ladder('ended'))).toBe(true);
    // A ladder does not climb for people without the message, without an id, or out of reach.
    expect(needsAttention(notCalled('message-not-sent', { message: 'failed' }), ladder('armed'))).toBe(true);
    expect(needsAttention(notCalled('expired', { id: null }), ladder('armed'))).toBe(true);
    expect(needsAttention(person({ outcome: 'unreachable' }), ladder('armed'))).toBe(true);
  });
});
