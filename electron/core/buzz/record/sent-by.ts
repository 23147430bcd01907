import type { BuzzRecord, RecordMessage } from './record';

/** The messages that are there because of this buzz. One that was there before is not its to take back. */
export const sentBy = (record: BuzzRecord): readonly RecordMessage[] =>
  record.confirmed.about?.kind === 'message'
    ? []
    : [...record.messages.values()].filter((message) => message.status === 'sent');
