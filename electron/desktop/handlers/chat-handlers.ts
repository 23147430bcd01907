import { failed, ok } from '../../contract/advice/problem';
import type { DifferingGroup, Group } from '../../contract/model/group';
import type { WorkspaceId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import { followDifference } from '../../contract/rules/groups/followed';
import { personKey } from '../../contract/rules/person-key';
import { listMessages } from '../../core/buzz/existing-message/list-messages';
import type { Directory } from '../../core/directory/directory';
import { chatDifference, kindsOf, peopleOfChat } from '../../core/directory/who/chat-people';
import type { OpenWorkspaces } from '../../core/open-workspaces';
import type { Store } from '../../core/ports/store';
import type { Handlers } from '../ipc/ipc-host';

export interface LinkedChatHandlersDeps {
  store: Pick<Store, 'groups'>;
  open: Pick<OpenWorkspaces, 'directory'>;
  currentWorkspaceId: () => WorkspaceId;
}

/** Numbers of people by which a group differs from its linked chat, as far as that is known without a call. */
const chatNumbers = async (
  { linkedChat, members }: Group,
  directory: Directory,
): Promise<Pick<DifferingGroup, 'missing' | 'extra'>> => {
  const none = { missing: 0, extra: 0 };
  if (!linkedChat) return none;
  const lists = await Promise.all(kindsOf(members).map((kind) => directory.seenMembers(linkedChat.chatId, kind)));
  const seen = lists.flatMap((list) => (list ? [list] : []));
  if (seen.length < lists.length) return none;
  const { missing, extra } = chatDifference(members, peopleOfChat(seen));
  return { missing: missing.length, extra: extra.length };
};

/** Numbers of people by which a group differs from the departments it follows, as the contacts were last read. */
const followNumbers = (
  { follows = [], members }: Group,
  directory: Directory,
): Pick<DifferingGroup, 'came' | 'left'> => {
  const now = follows.length > 0 ? directory.followedNow(follows.map(({ departmentId }) => departmentId)) : null;
  if (!now) return { came: 0, left: 0 };
  const { came, left } = followDifference(members, follows, now);
  return { came: came.length, left: left.length };
};

/** The linked chat and the members of a group that are gone, as far as that is known without a call. */
const lostOf = ({ linkedChat, members }: Group, directory: Directory): Pick<DifferingGroup, 'closed' | 'gone'> => ({
  closed: linkedChat && directory.closedChat(linkedChat.chatId),
  gone: members.filter((person) => directory.knownPerson(person)?.status === 'resigned').map(personKey),
});

/**
 * Differences between groups and their linked chats, and the departments they follow. One group asks Feishu; the list of all goes by
 * what is in memory, and has the contacts read if that is due and a group follows a department.
 */
export const linkedChatHandlers = ({
  store,
  open,
  currentWorkspaceId,
}: LinkedChatHandlersDeps): Pick<Handlers, 'compareChat' | 'listDifferences'> => ({
  compareChat: async ({ chatId, members }) => {
    const directory = open.directory(currentWorkspaceId());
    if (!directory.ok) return directory;
    const found = (await directory.value.resolve(members)).people;
    const lists = await Promise.all(kindsOf(found).map((kind) => directory.value.listMembers(chatId, kind, true)));
    const refused = lists.find((list) => !list.ok);
    if (refused) return refused;
    const people = peopleOfChat(lists.flatMap((list) => (list.ok ? [list.value] : [])));
    const { missing, extra } = chatDifference(found, people);
    // Given back as the window wrote them: it may not have heard yet which person an e-mail belongs to.
    const written = new Map(found.map((person, index) => [person, members[index] ?? person]));
    return ok({ missing, extra: extra.map((person) => written.get(person) ?? person) });
  },

  listDifferences: async () => {
    const workspaceId = currentWorkspaceId();
    const directory = open.directory(workspaceId);
    if (!directory.ok) return directory;
    const groups = store.groups(workspaceId);
    await directory.value.ready();
    if (groups.some(({ follows = [] }) => follows.length > 0)) {
      void directory.value.look();
    }
    const differing = groups.map(async (group): Promise<readonly DifferingGroup[]> => {
      const numbers = { ...(await chatNumbers(group, directory.value)), ...followNumbers(group, directory.value) };
      const lost = lostOf(group, directory.value);
      const isSame = Object.values(numbers).every((count) => count === 0) && !lost.closed && lost.gone.length === 0;
      return isSame ? [] : [{ id: group.id, ...numbers, ...lost }];
    });
    return ok((await Promise.all(differing)).flat());
  },
});

export interface MessageHandlersDeps {
  open: Pick<OpenWorkspaces, 'feishu' | 'directory'>;
  currentWorkspaceId: () => WorkspaceId;
  locale: () => Locale;
}

/** Existing messages of the current workspace, to be buzzed or replied to. */
export const messageHandlers = ({
  open,
  currentWorkspaceId,
  locale,
}: MessageHandlersDeps): Pick<Handlers, 'listMessages' | 'listReaders'> => ({
  listMessages: async (search) => {
    const id = currentWorkspaceId();
    const feishu = open.feishu(id);
    const directory = open.directory(id);
    if (!feishu.ok) return feishu;
    if (!directory.ok) return directory;
    return listMessages(search, { feishu: feishu.value, directory: directory.value, locale: locale() });
  },

  listReaders: async ({ messageId }) => {
    const feishu = open.feishu(currentWorkspaceId());
    if (!feishu.ok) return feishu;
    const readers = await feishu.value.readReceipts({ messageId, idType: 'open_id' });
    return readers.ok ? ok(readers.value.map((reader) => reader.id)) : failed(readers.failure.problem);
  },
});
