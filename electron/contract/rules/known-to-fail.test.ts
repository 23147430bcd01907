import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problem } from '../advice/problem';
import type { BoardStep } from '../model/board';
import { Channel, Outcome } from '../model/channel';
import { knownToFail, openChannels } from './known-to-fail';

const step = (via: Channel, outcome: Outcome, advice: Parameters<typeof problem>[0] | null = null): BoardStep => ({
  via,
  outcome,
  problem: advice && problem(advice),
  at: 1,
});
const open = (...steps: BoardStep[]) => openChannels({ steps });

describe('a channel that is known to fail is not open', () => {
  it.each([
    [
      '200 unread buzzes block all of them, as SMS and phone contain the in-app buzz',
      [step('app', 'too-many-unread')],
      [],
    ],
    ['a person out of reach', [step('phone', 'unreachable', 'outside-availability')], []],
    ['the company’s quota leaves the free one', [step('sms', 'quota', 'buzz-quota')], ['app']],
    ['the month’s calls leave none', [step('app', 'quota', 'monthly-quota')], []],
    ['a missing scope closes its own channel', [step('sms', 'refused', 'scope-missing')], ['app', 'phone']],
    ['a chat that lets only owners buzz closes all', [step('app', 'refused', 'buzz-restricted')], []],
    ['a code that is not known closes its own channel', [step('app', 'refused', 'feishu-unknown')], ['sms', 'phone']],
    ['a rate passes', [step('app', 'refused', 'rate-limited')], ['app', 'sms', 'phone']],
    ['a ceiling of this computer leaves the free one', [step('phone', 'not-called', 'ceiling-person')], ['app']],
    ['what may have rung decides nothing', [step('phone', 'unknown', 'lost-paid')], ['app', 'sms', 'phone']],
    [
      'a scope missing before stays missing',
      [step('sms', 'refused', 'scope-missing'), step('app', 'accepted')],
      ['app', 'phone'],
    ],
    [
      'a backlog that was read since is over',
      [step('app', 'too-many-unread'), step('phone', 'accepted')],
      ['app', 'sms', 'phone'],
    ],
    [
      'a ceiling of an hour ago is over',
      [step('phone', 'not-called', 'ceiling-hour'), step('app', 'accepted')],
      ['app', 'sms', 'phone'],
    ],
  ] as const)('%s', (_words, steps, expected) => {
    expect(open(...steps)).toEqual(expected);
  });

  it('in any history: names an attempt that failed, and never one that was accepted', () => {
    const steps = fc.array(
      fc.record({
        via: fc.constantFrom(...Channel.options),
        outcome: fc.constantFrom(...Outcome.options),
        problem: fc.constantFrom(null, problem('scope-missing'), problem('buzz-quota'), problem('ceiling-hour')),
        at: fc.nat(),
      }),
    );
    fc.assert(
      fc.property(steps, fc.constantFrom(...Channel.options), (history, channel) => {
        const failure = knownToFail({ steps: history }, channel);
        expect(failure?.outcome).not.toBe('accepted');
        if (history.at(-1)?.outcome === 'accepted' && history.at(-1)?.via === channel) expect(failure).toBeNull();
      }),
    );
  });
});
