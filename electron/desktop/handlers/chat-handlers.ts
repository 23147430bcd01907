import { failed, ok } from '../../contract/advice/problem';
import type { WorkspaceId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import { listMessages } from '../../core/buzz/existing-message/list-messages';
import { chatDifference, kindsOf, peopleOfChat } from '../../core/directory/who/chat-people';
import type { OpenWorkspaces } from '../../core/open-workspaces';
import type { Store } from '../../core/ports/store';
import type { Handlers } from '../ipc/ipc-host';

export interface LinkedChatHandlersDeps {
  store: Pick<Store, 'groups'>;
  open: Pick<OpenWorkspaces, 'directory'>;
  currentWorkspaceId: () => WorkspaceId;
}

/** Differences between groups and their linked chats. One group asks Feishu; the list of all goes by what is in memory. */
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
    const differing = store.groups(workspaceId).map(async ({ id, linkedChat, members }) => {
      if (!linkedChat) return [];
      const lists = await Promise.all(
        kindsOf(members).map((kind) => directory.value.seenMembers(linkedChat.chatId, kind)),
      );
      const seen = lists.flatMap((list) => (list ? [list] : []));
      if (seen.length < lists.length) return [];
      const { missing, extra } = chatDifference(members, peopleOfChat(seen));
      return missing.length + extra.length > 0 ? [{ id, missing: missing.length, extra: extra.length }] : [];
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
