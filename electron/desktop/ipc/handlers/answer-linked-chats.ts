import { ok } from '../../../contract/advice/problem';
import { chatDifference } from '../../../core/directory/who/chat-difference';
import { kindsOf, peopleOfChat } from '../../../core/directory/who/people-of-chat';
import type { Program } from '../../program';
import type { Handlers } from '../ipc-host';

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
