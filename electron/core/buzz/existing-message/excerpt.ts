import { longestExcerpt } from '../../../contract/limits';
import type { Locale } from '../../../contract/model/settings';
import type { OldMessage } from '../../feishu/feishu';
import { messageText } from '../../feishu/message-text';
import { inOneLine, shorten } from '../../text/shorten';

const zhCN = {
  image: '图片',
  file: '文件',
  audio: '语音',
  media: '视频',
  sticker: '表情',
  interactive: '卡片',
  merge_forward: '合并转发',
  share_chat: '群名片',
  share_user: '个人名片',
  location: '位置',
  folder: '文件夹',
  todo: '任务',
  vote: '投票',
  hongbao: '红包',
  video_chat: '视频会议',
  calendar: '日程',
  other: '其他消息',
};
type Kind = keyof typeof zhCN;

const kinds: Readonly<Record<Locale, Readonly<Record<Kind, string>>>> = {
  'zh-CN': zhCN,
  'en-US': {
    image: 'Picture',
    file: 'File',
    audio: 'Voice message',
    media: 'Video',
    sticker: 'Sticker',
    interactive: 'Card',
    merge_forward: 'Forwarded messages',
    share_chat: 'Group card',
    share_user: 'Contact card',
    location: 'Location',
    folder: 'Folder',
    todo: 'Task',
    vote: 'Poll',
    hongbao: 'Red packet',
    video_chat: 'Video meeting',
    calendar: 'Calendar event',
    other: 'Other message',
  },
};

const kindOf = (type: string): Kind => {
  if (Object.hasOwn(zhCN, type)) return type as Kind;
  return type.includes('calendar') ? 'calendar' : 'other';
};

/** What a message without text is, in brackets, by Feishu's kind of it (feishu-api 3.1). */
export const kindInBrackets = (type: string, locale: Locale): string => `[${kinds[locale][kindOf(type)]}]`;

/** A message in one line: its text, shortened; a message without text is named in brackets by its type. */
export const excerptOf = (message: OldMessage, locale: Locale): string => {
  const text = inOneLine(messageText(message));
  if (text === '') return kindInBrackets(message.type, locale);
  return shorten(text, longestExcerpt);
};
