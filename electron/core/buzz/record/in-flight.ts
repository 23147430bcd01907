import type { BuzzRecord } from './buzz-record';

/** True while something of this buzz has left, or is about to, and has no answer yet. */
export const isInFlight = ({ openCalls, messages, notes }: BuzzRecord): boolean =>
  openCalls.size > 0 ||
  [...messages.values()].some(({ status }) => status === 'sending') ||
  [...notes.values()].some((note) => [...note.messages.values()].some(({ status }) => status === 'sending'));
