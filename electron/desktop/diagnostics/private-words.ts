import type { Board } from '../../contract/model/board';
import type { Person } from '../../contract/model/person';
import type { Program } from '../program';

/** Shorter ones are in too many other words. */
const shortest = 2;

const ofPerson = ({ name, email, mobile, department }: Person): readonly (string | undefined)[] => [
  name,
  email,
  mobile,
  department,
];

/**
 * Everything this program knows to be somebody's: names of people, groups, chats, workspaces, ladders and templates,
 * addresses, numbers, and what was written. The report is made without them; whatever slipped through is taken out by
 * this list. Longest first, so that no part of one is left over.
 */
export const privateWords = (
  { store, workspaces, askerName }: Pick<Program, 'store' | 'workspaces' | 'askerName'>,
  boards: readonly Board[],
  others: readonly string[],
): readonly string[] => {
  const { ladders, templates, asker } = store.settings();
  const groups = workspaces().flatMap(({ id }) => store.groups(id));
  const words: readonly (string | undefined)[] = [
    ...others,
    asker,
    askerName(),
    ...ladders.map(({ name }) => name),
    ...templates.flatMap(({ name, text }) => [name, ...text.split('\n')]),
    ...workspaces()
      .filter(({ practice }) => !practice)
      .flatMap(({ name, appId, baseUrl, brand }) => [name, appId, brand === 'custom' ? baseUrl : undefined]),
    ...groups.flatMap(({ name, linkedChat, members }) => [name, linkedChat?.name, ...members.flatMap(ofPerson)]),
    ...workspaces().flatMap(({ id }) => store.draft(id).text.split('\n')),
    ...boards.flatMap((board) => [
      board.title,
      board.asker,
      board.chat?.name,
      ...board.text.split('\n'),
      ...board.people.map(({ name }) => name),
    ]),
  ];
  const kept = new Set(words.flatMap((word) => word?.trim() ?? []).filter((word) => [...word].length >= shortest));
  return [...kept].sort((a, b) => b.length - a.length);
};
