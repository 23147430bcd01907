import type { BuzzId } from '../../../contract/model/ids';
import type { Heard } from '../../feishu/heard';
import type { Clock } from '../../ports/clock';
import type { BuzzRecord, RecordMessage } from '../record/buzz-record';
import type { Answered, NewEntry } from '../record/entry';
import type { Ledger } from '../record/ledger';
import type { Records } from '../record/records';
import { buzzesOutside, changeOf, isOutside } from './hear-outside';
import { personBy, reactionFact } from './match-answers';
import { buzzesOfText, factsOfText } from './texts';

export interface HearDeps {
  records: Records;
  ledger: Pick<Ledger, 'buzzesOf' | 'armed' | 'unsettled' | 'list'>;
  clock: Clock;
  /** The buzz has changed in a way its ladder must see. */
  onChanged: (id: BuzzId) => void;
}

const answers = (
  found: readonly Answered[],
  taken: Extract<NewEntry, { kind: 'answers' }>['taken'] = [],
): NewEntry => ({
  kind: 'answers',
  found: [...found],
  taken,
  asked: null,
  putAt: null,
  problem: null,
});

const messageOf = (record: BuzzRecord, messageId: string): RecordMessage | undefined =>
  [...record.messages.values()].find((message) => message.messageId === messageId);

/** What an event says about one buzz, as entries; none: nothing that is new, or nothing about its people. */
const entriesOf = (record: BuzzRecord, event: Heard, now: number): readonly NewEntry[] => {
  if (isOutside(event)) {
    const change = changeOf(record, event, now);
    return change ? [{ kind: 'outside', ...change }] : [];
  }
  switch (event.kind) {
    case 'read': {
      const read = event.messageIds.flatMap((id) => {
        const message = messageOf(record, id);
        const person = message && personBy(record, message, event.reader);
        return person && person.readAt === null ? [{ key: person.key, at: event.at }] : [];
      });
      return read.length > 0 ? [{ kind: 'receipts', read, problem: null, asked: null }] : [];
    }
    case 'reacted': {
      const message = messageOf(record, event.messageId);
      const fact = message && reactionFact(record, message, event);
      const known = fact && record.people.get(fact.key)?.answers.reactions.has(`${event.at} ${event.emoji}`);
      return fact && !known ? [answers([fact])] : [];
    }
    case 'reaction-taken': {
      const message = messageOf(record, event.messageId);
      const person = message && !event.byApp ? personBy(record, message, event.by) : null;
      if (!person || (person.answers.takenUpTo.get(event.emoji) ?? 0) >= event.at) return [];
      return [answers([], [{ key: person.key, emoji: event.emoji, upTo: event.at }])];
    }
    case 'wrote': {
      const found = factsOfText(record, event).filter(
        (fact) => !record.people.get(fact.key)?.answers.said.has(`${fact.at} ${fact.text}`),
      );
      return found.length > 0 ? [answers(found)] : [];
    }
    case 'recalled': {
      const message = messageOf(record, event.messageId);
      if (message?.status !== 'sent') return [];
      return [{ kind: 'recalled', message: message.ref, problem: null, elsewhere: true }];
    }
  }
};

/** The buzzes that an event may be about. */
const buzzesOf = (ledger: HearDeps['ledger'], event: Heard): readonly BuzzId[] => {
  if (isOutside(event)) return buzzesOutside(ledger, event);
  switch (event.kind) {
    case 'read':
      return [...new Set(event.messageIds.flatMap((messageId) => ledger.buzzesOf({ messageId })))];
    case 'reacted':
    case 'reaction-taken':
    case 'recalled':
      return ledger.buzzesOf({ messageId: event.messageId });
    case 'wrote':
      return buzzesOfText(ledger, event);
  }
};

/**
 * Takes what Feishu told by itself, at once. What is known already changes nothing, so events may come twice, late and in any
 * order. Resolves when all of it is written, or will be as soon as the disk takes it.
 */
export const hearEvents = async (deps: HearDeps, events: readonly Heard[]): Promise<void> => {
  const { records, clock, ledger, onChanged } = deps;
  const writing = events.flatMap((event) =>
    buzzesOf(ledger, event).flatMap((id) => {
      const record = records.get(id);
      if (!record) return [];
      const release = records.hold(id);
      const written = entriesOf(record, event, clock.now()).map((entry) =>
        records.report(record, { ...entry, at: clock.now() }),
      );
      if (written.length > 0) onChanged(id);
      return [Promise.all(written).finally(release)];
    }),
  );
  await Promise.all(writing);
};
