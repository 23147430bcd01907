import { type Answer, ok } from '../../../contract/advice/problem';
import type { Draft } from '../../../contract/model/draft';
import type { Group } from '../../../contract/model/group';
import type { OpenId, WorkspaceId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';
import { callableId, personKey } from '../../../contract/rules/person-key';
import type { FeishuApp } from '../../feishu/feishu';
import type { Store } from '../../ports/store';
import { findById } from './find-by-id';

/** Result of giving a workspace another app. Open ids belong to one app, so its people have to be found again. */
export interface AppChange {
  /** Number of people in groups whom the new app can call. */
  resolved: number;
  /** Names of people whom it cannot call, by their group. */
  unresolved: readonly { group: string; names: readonly string[] }[];
}

export interface ChangeAppDeps {
  store: Store;
  /** The old app's directory: it may know a union id or e-mail by which the person can be found again. */
  knownPerson: (person: Person) => Person | undefined;
  /** The new app's Feishu. */
  feishu: PeopleLookup;
}

const peopleOf = ({ to }: Draft): Person[] => to.flatMap((each) => (each.kind === 'person' ? [each.person] : []));

const openIds = /^ou_/;

/**
 * Finds the saved people of a workspace again after it got another app, as far as possible: in groups, in the draft and among
 * recent recipients. Its rooms belong to the old app and are forgotten, as is the existing message of the draft.
 */
export const changeApp = async (workspaceId: WorkspaceId, deps: ChangeAppDeps): Promise<Answer<AppChange>> => {
  const { store } = deps;
  const groups = store.groups(workspaceId);
  const draft = store.draft(workspaceId);
  const recent = store.recent(workspaceId);
  const recentPeople = recent.flatMap(({ key }): Person[] => {
    const openId = openIds.test(key) ? (key as Person['openId']) : undefined;
    const person = openId && deps.knownPerson({ name: key, openId });
    return person ? [person] : [];
  });
  const followed = groups
    .flatMap(({ follows = [] }) => follows.flatMap(({ people, without }) => [...people, ...without]))
    .map((openId): Person => deps.knownPerson({ name: openId, openId }) ?? { name: openId, openId });
  const before = new Map(
    [...followed, ...groups.flatMap(({ members }) => members), ...peopleOf(draft), ...recentPeople].map((person) => [
      personKey(person),
      person,
    ]),
  );
  const keys = [...before.keys()];
  const after = await reResolvePeople(
    [...before.values()].map((person) => {
      const { unionId, email, userId } = deps.knownPerson(person) ?? {};
      return { ...(unionId && { unionId }), ...(email && { email }), ...(userId && { userId }), ...person };
    }),
    deps.feishu,
  );
  const now = new Map(keys.map((key, index) => [key, after[index]]));
  const again = (person: Person): Person => now.get(personKey(person)) ?? person;
  const idsAgain = (ids: readonly OpenId[]): OpenId[] => [...new Set(ids.flatMap((id) => now.get(id)?.openId ?? []))];
  const followedAgain = ({ follows }: Group): Pick<Group, 'follows'> =>
    follows
      ? {
          follows: follows.map((each) => ({ ...each, people: idsAgain(each.people), without: idsAgain(each.without) })),
        }
      : {};

  const saved = [
    store.saveGroups(
      workspaceId,
      groups.map((group) => ({ ...group, ...followedAgain(group), members: group.members.map(again) })),
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

/** The calls that find people again. */
export type PeopleLookup = Pick<FeishuApp, 'readPeopleById' | 'lookUp'>;

/**
 * Finds the same people for another app. Open ids belong to one app and are dropped. Union ids lead to the person if both
 * apps have one developer, e-mails in the same company (feishu-api 7.2). A user id may be another person's in another
 * company, so it stays only with a person of the same name. People who are not found keep their name and e-mail.
 */
export const reResolvePeople = async (people: readonly Person[], feishu: PeopleLookup): Promise<readonly Person[]> => {
  const unionIds = [...new Set(people.flatMap(({ unionId }) => unionId ?? []))];
  const byUnion = await findById(feishu, 'union_id', unionIds);
  const emails = people.flatMap(({ unionId, email }) =>
    email && !(unionId && byUnion.found.has(unionId)) ? [email] : [],
  );
  const looked = emails.length > 0 ? await feishu.lookUp({ emails: [...new Set(emails)], mobiles: [] }) : null;
  const byEmail = new Map<string, OpenId>();
  if (looked?.ok) for (const { query, openId } of looked.value) if (openId) byEmail.set(query, openId);
  const userIds = [...new Set(people.flatMap(({ userId }) => userId ?? []))];
  const byUser = await findById(feishu, 'user_id', userIds);

  return people.map(({ openId: _, unionId, userId, ...rest }) => {
    const sameUser = userId ? byUser.found.get(userId) : undefined;
    const named = sameUser?.name === rest.name ? sameUser : undefined;
    const user = (unionId ? byUnion.found.get(unionId) : undefined) ?? named;
    const openId = user?.openId ?? (rest.email ? byEmail.get(rest.email) : undefined);
    return {
      ...rest,
      ...(openId ? { openId } : {}),
      // If people could not be asked for, a union id may still be valid: Feishu accepts it as it is.
      ...(unionId && !byUnion.unknown.has(unionId) ? { unionId } : {}),
      ...(userId && (named || user?.userId === userId) ? { userId } : {}),
    };
  });
};

/** Tells whether a person can be called. */
export const isResolved = (person: Person): boolean => callableId(person) !== null;
