import { failed, ok } from '../../contract/advice/problem';
import { listMessages } from '../../core/buzz/existing-message/list-messages';
import { chatDifference, kindsOf, peopleOfChat } from '../../core/directory/who/chat-people';
import type { Handlers } from '../ipc/ipc-host';
import type { Program } from '../program';

/** How groups and their linked chats differ: asked anew for one, from memory for all. Nothing is asked on its own. */
export const answerLinkedChats = ({
  store,
  open,
  currentWorkspaceId,
}: Program): Pick<Handlers, 'compareChat' | 'listDifferences'> => ({
  compareChat: async ({ chatId, members }) => {
    const directory = open.directory(currentWorkspaceId());
    if (!directory.ok) return directory;
    const found = (await directory.value.resolve(members)).people;
    const lists = await Promise.all(kindsOf(found).map((kind) => directory.value.members(chatId, kind, true)));
    const refused = lists.find((list) => !list.ok);
    if (refused) return refused;
    const people = peopleOfChat(lists.flatMap((list) => (list.ok ? [list.value] : [])));
    const { missing, extra } = chatDifference(found, people);
    // As the window knows them: it may not have heard yet what an e-mail has become.
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

type Messages = Pick<Handlers, 'listMessages' | 'listReaders'>;

/** Messages that are there already, to be buzzed or replied to, in the workspace being looked at. */
export const answerMessages = (program: Program): Messages => ({
  listMessages: async (asked) => {
    const id = program.currentWorkspaceId();
    const feishu = program.open.feishu(id);
    const directory = program.open.directory(id);
    if (!feishu.ok) return feishu;
    if (!directory.ok) return directory;
    return listMessages(asked, { feishu: feishu.value, directory: directory.value, locale: program.locale() });
  },

  listReaders: async ({ messageId }) => {
    const feishu = program.open.feishu(program.currentWorkspaceId());
    if (!feishu.ok) return feishu;
    const readers = await feishu.value.readReceipts({ messageId, idType: 'open_id' });
    return readers.ok ? ok(readers.value.map((reader) => reader.id)) : failed(readers.failure.problem);
  },
});
