import { tidied } from '../../contract/plain-text';
import { shorten } from '../text/shorten';
import { type MessageContent, messageText } from './message-text';

/** Longest text of a message that is kept (characters). Feishu takes far longer ones. */
const longestKeptText = 4000;
/** Longest content of a message that is looked into (UTF-16 units). */
const longestContent = 32_000;

/** The text of a person's message as it is kept: without invisible characters, and with an end. */
export const keptText = (message: MessageContent): string => {
  // Cut JSON would be none: a text that is too long is read to where it can be, without its mentions.
  if (message.content.length <= longestContent) return shorten(tidied(messageText(message)), longestKeptText);
  const text = messageText({ ...message, mentions: [] });
  return shorten(tidied(text.slice(0, longestContent)), longestKeptText);
};
