import type { Answer, Problem } from '../../../contract/advice/problem';
import { type ChatId, OpenId } from '../../../contract/model/ids';
import { feishuCode } from '../../feishu/codes';
import type { Heard } from '../../feishu/heard';
import type { ClosedChat } from './directory-record';
import type { PeopleReader } from './people-reader';

const closedBy = { 'chat-gone': 'disbanded', 'bot-removed': 'bot-removed', 'bot-added': null } as const;

/**
 * Takes one thing that Feishu told by itself; false: it is about neither chats nor people.
 *
 * @param forget forgets what is kept about a chat; `members`: also who was last known to be in it
 */
export const takeHeard = (
  event: Heard,
  reader: PeopleReader,
  forget: (chatId: ChatId, what: 'answers' | 'members') => void,
): boolean => {
  switch (event.kind) {
    case 'person-gone': {
      const openId = OpenId.safeParse(event.ids[0]).data;
      if (openId) reader.learn({ kind: 'left', openId, at: event.at });
      return openId !== undefined;
    }
    case 'members-changed': {
      forget(event.chatId, 'members');
      const joined = event.joined.flatMap(({ id, name }) => {
        const openId = OpenId.safeParse(id).data;
        return openId && name !== '' ? [{ openId, name }] : [];
      });
      reader.moveMembers(event.chatId, { joined, left: new Set(event.left) });
      return true;
    }
    case 'chat-gone':
    case 'bot-removed':
    case 'bot-added':
      forget(event.chatId, 'answers');
      reader.noteChat(event.chatId, closedBy[event.kind]);
      return true;
    default:
      return false;
  }
};

/** What a refusal says about a chat; undefined: nothing. */
const closedByCode = ({ code }: Problem): ClosedChat | undefined => {
  if (code === feishuCode.chatDissolved) return 'disbanded';
  return code === feishuCode.botNotInChat || code === feishuCode.botNotInGroup ? 'bot-removed' : undefined;
};

/** Notes what an answer says about a chat beside its value. */
export const noteChatBy = (reader: PeopleReader, chatId: ChatId, answer: Answer<unknown>): void => {
  const why = answer.ok ? null : closedByCode(answer.problem);
  if (why !== undefined) reader.noteChat(chatId, why);
};
