import { isPaid } from '../../contract/channel';
import { problem } from '../../contract/problem';
import type { BuzzRecord } from './record';
import { expiryMs, type LaterEntry } from './run';

/**
 * What a restart makes of a buzz that was cut off (design, section 4): an announced SMS or call without an answer is
 * `unknown` and stays so; an in-app call is free to go again; what is past its expiry is not called. Pure: answers with
 * the entries to write; whoever is still `pending` afterwards is to be dispatched.
 */
export const settle = (record: BuzzRecord, now: number): LaterEntry[] => {
  const entries: LaterEntry[] = [];
  const inCall = new Set<string>();
  const late = (step: number, limit: number) => now - (record.stepAt[step] ?? record.confirmed.at) > limit;

  for (const { call, step, channel, people } of record.openCalls.values()) {
    const lost = isPaid(channel) || late(step, expiryMs[channel]);
    for (const key of people) inCall.add(`${step} ${key}`);
    entries.push({
      kind: 'call-failed',
      at: now,
      call,
      step,
      channel,
      people: [...people],
      problem: problem(isPaid(channel) ? 'lost-paid' : 'lost-answer'),
      final: lost ? 'unknown' : null,
    });
  }

  for (const person of record.people.values()) {
    for (const [step, { outcome, via }] of person.steps) {
      if (outcome !== 'pending' || inCall.has(`${step} ${person.key}`)) continue;
      const message = person.message === null ? undefined : record.messages.get(person.message);
      const sent = message?.status === 'sent';
      if (record.stopped || late(step, sent ? expiryMs[via] : expiryMs.message)) {
        const mayBeThere = message?.status === 'sending';
        entries.push({
          kind: 'passed-over',
          at: now,
          step,
          channel: via,
          people: [person.key],
          outcome: mayBeThere ? 'unknown' : 'not-called',
          problem: problem(mayBeThere ? 'lost-answer' : record.stopped ? 'stopped-before-call' : 'expired'),
        });
      }
    }
  }
  return entries;
};
