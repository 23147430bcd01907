import type { Board } from '../../contract/model/board';
import type { Person } from '../../contract/model/person';
import type { WorkspaceView } from '../../contract/model/workspace';
import type { Store } from '../../core/ports/store';

/** Shortest word to take out (characters): shorter ones are part of too many other words. */
const shortest = 2;

const ofPerson = ({ name, email, mobile, department }: Person): readonly (string | undefined)[] => [
  name,
  email,
  mobile,
  department,
];

export interface PrivateWordsDeps {
  store: Pick<Store, 'settings' | 'groups' | 'draft'>;
  workspaces: () => readonly WorkspaceView[];
  askerName: () => string;
}

/**
 * Everything private that this program knows: names of people, groups, chats, workspaces, ladders and templates, addresses,
 * numbers and texts. The report is made without them; this list takes out the ones that slipped through. Longest first, so
 * that no part of a word is left over.
 */
export const privateWords = (
  { store, workspaces, askerName }: PrivateWordsDeps,
  boards: readonly Board[],
  others: readonly string[],
): readonly string[] => {
  const { ladders, templates, asker, relay } = store.settings();
  const groups = workspaces().flatMap(({ id }) => store.groups(id));
  const words: readonly (string | undefined)[] = [
    ...others,
    asker,
    askerName(),
    relay?.address,
    relay ? new URL(relay.address).hostname : undefined,
    ...ladders.map(({ name }) => name),
    ...templates.flatMap(({ name, text }) => [name, ...text.split('\n')]),
    ...workspaces()
      .filter(({ practice }) => !practice)
      .flatMap(({ name, appId, baseUrl, brand }) => [name, appId, brand === 'custom' ? baseUrl : undefined]),
    ...groups.flatMap(({ name, linkedChat, follows = [], members }) => [
      name,
      linkedChat?.name,
      ...follows.map((department) => department.name),
      ...members.flatMap(ofPerson),
    ]),
    ...workspaces().flatMap(({ id }) => store.draft(id).text.split('\n')),
    ...boards.flatMap((board) => [
      board.title,
      board.asker,
      board.chat?.name,
      ...board.text.split('\n'),
      ...board.people.flatMap(({ name, department }) => [name, department ?? undefined]),
    ]),
  ];
  const kept = new Set(words.flatMap((word) => word?.trim() ?? []).filter((word) => [...word].length >= shortest));
  return [...kept].sort((a, b) => b.length - a.length);
};
