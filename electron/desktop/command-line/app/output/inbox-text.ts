import { localTime } from '../../../../contract/local-time';
import type { InboxMessage, InboxState } from '../../../../contract/model/message/inbox';
import { shorten } from '../../../../core/text/shorten';
import type { Speaker } from '../speaker';
import type { AppWord } from './app-words';
import { oneLine } from './board-text';

const states: Readonly<Record<InboxState, AppWord>> = {
  new: 'inboxNew',
  replied: 'inboxReplied',
  dismissed: 'inboxDismissed',
};

/** Longest text of a line of `inbox` (characters). */
const longestLine = 80;

/** A message as `--json` prints it. */
export const inboxJson = ({ messageId, chatId, chatType, from, text, at, state }: InboxMessage) => ({
  messageId,
  chatId,
  chatType,
  from,
  text,
  at: new Date(at).toISOString(),
  state,
});

/** A message as one line, for people to read. */
export const inboxText = (message: InboxMessage, { say, locale, zone }: Speaker): string =>
  [
    message.messageId,
    localTime(message.at, zone(), locale, 'shortMinute'),
    say(states[message.state]),
    oneLine(message.from.name ?? message.from.id),
    ...(message.chatName === null ? [] : [oneLine(message.chatName)]),
    message.recalled ? say('inboxRecalled') : shorten(oneLine(message.text), longestLine),
  ].join('  ');
