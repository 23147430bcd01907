import type { Startup } from '../../../electron/contract/ipc/startup';
import type { DirectoryView, Suggestion } from '../../../electron/contract/model/directory';
import type { WorkspaceId } from '../../../electron/contract/model/ids';
import { fakeChats, fakePeople } from './fake-world';

/** Contacts that were read completely this morning. */
export const fakeDirectory = (workspaceId: WorkspaceId, change: Partial<DirectoryView> = {}): DirectoryView => ({
  workspaceId,
  people: 62,
  at: new Date(2026, 4, 22, 9, 12).getTime(),
  reading: null,
  unfinished: false,
  problems: [],
  ...change,
});

const hitsIn = (text: string, query: string): [number, number][] => {
  const at = text.toLowerCase().indexOf(query.toLowerCase());
  return query !== '' && at >= 0 ? [[at, at + query.length]] : [];
};

/** Position of `query` in the pinyin, without spaces, as whole syllables or as initials. */
const pinyinHits = (pinyin: string, query: string): [number, number][] => {
  const wanted = query.toLowerCase();
  const letters = [...pinyin].flatMap((letter, index) => (letter === ' ' ? [] : [index]));
  const initials = letters.filter((index) => index === 0 || pinyin[index - 1] === ' ');
  for (const positions of [letters, initials]) {
    const at = positions
      .map((index) => pinyin[index])
      .join('')
      .indexOf(wanted);
    if (wanted !== '' && at >= 0) return positions.slice(at, at + wanted.length).map((index) => [index, index + 1]);
  }
  return [];
};

/** Suggestions of the fake bridge for a query: groups, people and chats. */
export const fakeSearch = (startup: Startup, query: string): readonly Suggestion[] => {
  const groups = startup.groups.map(
    (group): Suggestion => ({
      recipient: { kind: 'group', groupId: group.id },
      label: group.name,
      members: group.members.length,
      hint: '',
      labelHits: hitsIn(group.name, query),
      hintHits: [],
    }),
  );
  const people = fakePeople.map(([person, pinyin]): Suggestion => {
    return {
      recipient: { kind: 'person', person },
      label: person.name,
      members: null,
      hint: `${pinyin} · ${person.department ?? ''}`,
      labelHits: hitsIn(person.name, query),
      hintHits: pinyinHits(pinyin, query),
    };
  });
  const chats = fakeChats.map(
    (chat): Suggestion => ({
      recipient: { kind: 'chat', chatId: chat.chatId, name: chat.name },
      label: chat.name,
      members: chat.memberCount,
      hint: '',
      labelHits: hitsIn(chat.name, query),
      hintHits: [],
    }),
  );
  const all = [...groups, ...people, ...chats];
  return query === '' ? groups : all.filter((row) => row.labelHits.length + row.hintHits.length > 0);
};
