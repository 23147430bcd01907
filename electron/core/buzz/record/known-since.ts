import type { BuzzRecord } from './record';

/** Since when Feishu knows a message of this buzz, ms; never, when it knows none. A restarted practice has forgotten it. */
export const knownSince = ({ confirmed, messages }: BuzzRecord): number => {
  const there = [...messages.values()].filter((message) => message.messageId !== null);
  return there.reduce(
    (since, message) => Math.min(since, message.firstSendingAt ?? confirmed.at),
    Number.POSITIVE_INFINITY,
  );
};
