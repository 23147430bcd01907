import { longestExcerpt } from '../../../contract/limits';
import type { Locale } from '../../../contract/model/settings';
import type { OldMessage } from '../../feishu/feishu';
import { messageText } from '../../feishu/message-text';
import { inOneLine, shorten } from '../../text/shorten';

type Kind = 'image' | 'file' | 'audio' | 'media' | 'sticker' | 'interactive' | 'forward' | 'other';

const kinds: Readonly<Record<Locale, Readonly<Record<Kind, string>>>> = {
  'zh-CN': {
    image: '图片',
    file: '文件',
    audio: '语音',
    media: '视频',
    sticker: '表情',
    interactive: '卡片',
    forward: '合并转发',
    other: '其他消息',
  },
  'en-US': {
    image: 'Picture',
    file: 'File',
    audio: 'Voice message',
    media: 'Video',
    sticker: 'Sticker',
    interactive: 'Card',
    forward: 'Forwarded messages',
    other: 'Other message',
  },
};

const kindOf = (type: string): Kind => {
  switch (type) {
    case 'image':
    case 'file':
    case 'audio':
    case 'media':
    case 'sticker':
    case 'interactive':
      return type;
    case 'merge_forward':
      return 'forward';
    default:
      return 'other';
  }
};

/** A message in one line: its text, shortened; a message without text is named in brackets by its type. */
export const excerptOf = (message: OldMessage, locale: Locale): string => {
  const text = inOneLine(messageText(message));
  if (text === '') return `[${kinds[locale][kindOf(message.type)]}]`;
  return shorten(text, longestExcerpt);
};
