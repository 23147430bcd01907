import type { Draft } from '../../../contract/model/draft';
import type { ChatId } from '../../../contract/model/ids';
import type { UserIdType } from '../../../contract/model/person';
import type { Locale } from '../../../contract/model/settings';
import { callableId } from '../../../contract/rules/person-key';
import type { Directory } from '../../directory/directory';
import { addLimit } from '../../feishu/endpoints/chats';
import type { Room } from '../../ports/store';
import { isClosedChat } from '../send/outcome-of';

/** The room a draft would use: one that is remembered for these recipients, or a new one. */
export interface DraftRoom {
  key: string;
  name: string;
  /** null: it is to be made. */
  chatId: ChatId | null;
  /** The remembered room, when it can no longer be used. */
  instead: ChatId | null;
  toAdd: number;
  /** API calls before the message: making it, and adding people by fifties of one id type. */
  calls: number;
}

/** The part of a person that decides about a room. */
interface Member {
  key: string;
  idType: UserIdType | null;
  id: string | null;
}

const roomName = (title: string, locale: Locale): string =>
  locale === 'zh-CN' ? `加急 · ${title}` : `Buzz · ${title}`;

/**
 * A room belongs to one saved group, or else to exactly these people: a digest that cannot collide, as a message in
 * the wrong room would be read by the wrong people.
 */
const keyOf = (to: Draft['to'], people: readonly Member[]): string => {
  const [only, ...others] = to;
  if (only?.kind === 'group' && others.length === 0) return only.groupId;
  const allKeys = people
    .map((person) => person.key)
    .sort()
    .join('\n');
  return `set_${process.getBuiltinModule('node:crypto').createHash('sha256').update(allKeys).digest('hex')}`;
};

/** Number of calls that make a room, if need be, and add these people to it (feishu-api 4.6). */
export const roomCalls = (missing: readonly Pick<Member, 'idType'>[], isNew: boolean): number =>
  (['open_id', 'union_id', 'user_id'] as const).reduce(
    (sum, idType) => sum + Math.ceil(missing.filter((person) => person.idType === idType).length / addLimit),
    isNew ? 1 : 0,
  );

/** Tells whether a remembered room can still be used. Without an answer it counts as usable: sending will show. */
const isUsable = async (chatId: ChatId, directory: Directory): Promise<boolean> => {
  const chat = await directory.findChat(chatId);
  return chat.ok ? chat.value.canBuzz : !isClosedChat(chat.problem);
};

const missingFrom = async <T extends Member>(
  chatId: ChatId,
  people: readonly T[],
  directory: Directory,
): Promise<readonly T[]> => {
  const inside = new Set<string>();
  for (const idType of new Set(people.flatMap((person) => person.idType ?? []))) {
    const members = await directory.listMembers(chatId, idType);
    if (members.ok) for (const member of members.value) inside.add(callableId(member)?.id ?? '');
  }
  return people.filter((person) => person.id === null || !inside.has(person.id));
};

/** Finds the room for a draft, and counts the people to be added to it. */
export const findRoom = async (
  draft: Draft,
  title: string,
  people: readonly (Member & { preflight: unknown })[],
  deps: { rooms: readonly Room[]; directory: Directory; locale: Locale },
): Promise<DraftRoom> => {
  const key = keyOf(draft.to, people);
  const known = deps.rooms.find((room) => room.key === key);
  const chatId = known && (await isUsable(known.chatId, deps.directory)) ? known.chatId : null;
  const callable = people.filter((person) => person.preflight === null);
  const missing = chatId === null ? callable : await missingFrom(chatId, callable, deps.directory);
  return {
    key,
    name: roomName(title, deps.locale),
    chatId,
    instead: chatId === null ? (known?.chatId ?? null) : null,
    toAdd: missing.length,
    calls: callable.length === 0 ? 0 : roomCalls(missing, chatId === null),
  };
};
