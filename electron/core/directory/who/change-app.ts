import { type Answer, ok } from '../../../contract/advice/problem';
import type { Draft } from '../../../contract/model/draft';
import type { WorkspaceId } from '../../../contract/model/ids';
import { type Person, personKey } from '../../../contract/model/person';
import type { Store } from '../../ports/store';
import { type Asked, isResolved, reResolvePeople } from './re-resolve-people';

/** What became of the people saved in a workspace when it became another app's: open ids are an app's own. */
export interface AppChange {
  /** How many people of groups can be called by the new app. */
  resolved: number;
  /** Those who cannot, by the group they stay in. */
  unresolved: readonly { group: string; names: readonly string[] }[];
}

export interface ChangeAppDeps {
  store: Store;
  /** What the old app's directory knows of somebody: it may hold the union id or e-mail that leads on. */
  known: (person: Person) => Person | undefined;
  /** The new app's Feishu. */
  feishu: Asked;
}

const peopleOf = ({ to }: Draft): Person[] => to.flatMap((each) => (each.kind === 'person' ? [each.person] : []));

const openIds = /^ou_/;

/**
 * A workspace has become another app's: everybody who is saved in it is found again, as far as that can be (groups,
 * draft, who was buzzed last). Its rooms are the old app's and are forgotten, as is the message a draft is about.
 */
export const changeApp = async (workspaceId: WorkspaceId, deps: ChangeAppDeps): Promise<Answer<AppChange>> => {
  const { store } = deps;
  const groups = store.groups(workspaceId);
  const draft = store.draft(workspaceId);
  const recent = store.recent(workspaceId);
  const recentPeople = recent.flatMap(({ key }): Person[] => {
    const openId = openIds.test(key) ? (key as Person['openId']) : undefined;
    const person = openId && deps.known({ name: key, openId });
    return person ? [person] : [];
  });
  const before = new Map(
    [...groups.flatMap(({ members }) => members), ...peopleOf(draft), ...recentPeople].map((person) => [
      personKey(person),
      person,
    ]),
  );
  const keys = [...before.keys()];
  const after = await reResolvePeople(
    [...before.values()].map((person) => {
      const { unionId, email, userId } = deps.known(person) ?? {};
      return { ...(unionId && { unionId }), ...(email && { email }), ...(userId && { userId }), ...person };
    }),
    deps.feishu,
  );
  const now = new Map(keys.map((key, index) => [key, after[index]]));
  const again = (person: Person): Person => now.get(personKey(person)) ?? person;

  const saved = [
    store.saveGroups(
      workspaceId,
      groups.map((group) => ({ ...group, members: group.members.map(again) })),
    ),
    store.keepDraft({
      ...draft,
      about: null,
      to: draft.to.map((each) => (each.kind === 'person' ? { ...each, person: again(each.person) } : each)),
    }),
    store.saveRecent(
      workspaceId,
      recent.flatMap((each) => {
        if (!openIds.test(each.key)) return [each];
        const person = now.get(each.key);
        return person && isResolved(person) ? [{ ...each, key: personKey(person) }] : [];
      }),
    ),
    store.forgetRooms(workspaceId),
  ];
  const refused = saved.find((answer) => !answer.ok);
  if (refused && !refused.ok) return refused;
  const unresolved = store.groups(workspaceId).flatMap(({ name, members }) => {
    const names = members.filter((person) => !isResolved(person)).map((person) => person.name);
    return names.length > 0 ? [{ group: name, names }] : [];
  });
  const members = new Set(groups.flatMap((group) => group.members.map(personKey)));
  return ok({ resolved: [...members].filter((key) => isResolved(now.get(key) ?? { name: key })).length, unresolved });
};
