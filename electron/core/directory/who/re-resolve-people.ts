import type { OpenId } from '../../../contract/model/ids';
import { callableId, type Person } from '../../../contract/model/person';
import type { FeishuApp } from '../../feishu/feishu';
import type { ContactUser } from '../../feishu/feishu-contacts';

/** What is asked of the new app's Feishu. */
export type Asked = Pick<FeishuApp, 'peopleById' | 'lookUp'>;

/** Feishu takes so many ids at once (feishu-api 5.2). */
const perCall = 50;

interface Answers {
  found: Map<string, ContactUser>;
  /** Ids nobody has in this app's company. */
  unknown: Set<string>;
}

/** Asks for people by id; ids that are refused by name are left out, and the others asked for again. */
const ask = async (feishu: Asked, idType: 'union_id' | 'user_id', ids: readonly string[]): Promise<Answers> => {
  const found = new Map<string, ContactUser>();
  const unknown = new Set<string>();
  for (let from = 0; from < ids.length; from += perCall) {
    let batch = ids.slice(from, from + perCall);
    while (batch.length > 0) {
      const got = await feishu.peopleById({ idType, ids: batch });
      if (got.ok) {
        for (const user of got.value) {
          const id = idType === 'union_id' ? user.unionId : user.userId;
          if (id) found.set(id, user);
        }
        break;
      }
      const named = new Set(got.failure.namedIds);
      if (named.size === 0) return { found, unknown };
      for (const id of named) unknown.add(id);
      batch = batch.filter((id) => !named.has(id));
    }
  }
  return { found, unknown };
};

/**
 * The same people for another app. Open ids are an app's own and are given up; union ids lead on where both apps are of
 * one developer, e-mails in the same company (feishu-api 7.2). A user id says nothing by itself: in another company it may
 * be somebody else's, so it stays only with whoever bears the same name. Nobody is dropped: who is not found again keeps
 * their name and e-mail.
 */
export const reResolvePeople = async (people: readonly Person[], feishu: Asked): Promise<readonly Person[]> => {
  const unionIds = [...new Set(people.flatMap(({ unionId }) => unionId ?? []))];
  const byUnion = await ask(feishu, 'union_id', unionIds);
  const emails = people.flatMap(({ unionId, email }) =>
    email && !(unionId && byUnion.found.has(unionId)) ? [email] : [],
  );
  const looked = emails.length > 0 ? await feishu.lookUp({ emails: [...new Set(emails)], mobiles: [] }) : null;
  const byEmail = new Map<string, OpenId>();
  if (looked?.ok) for (const { query, openId } of looked.value) if (openId) byEmail.set(query, openId);
  const userIds = [...new Set(people.flatMap(({ userId }) => userId ?? []))];
  const byUser = await ask(feishu, 'user_id', userIds);

  return people.map(({ openId: _, unionId, userId, ...rest }) => {
    const sameUser = userId ? byUser.found.get(userId) : undefined;
    const named = sameUser?.name === rest.name ? sameUser : undefined;
    const user = (unionId ? byUnion.found.get(unionId) : undefined) ?? named;
    const openId = user?.openId ?? (rest.email ? byEmail.get(rest.email) : undefined);
    return {
      ...rest,
      ...(openId ? { openId } : {}),
      // Where nobody could be asked, a union id may still be good: Feishu takes it as it is.
      ...(unionId && !byUnion.unknown.has(unionId) ? { unionId } : {}),
      ...(userId && (named || user?.userId === userId) ? { userId } : {}),
    };
  });
};

/** Whether somebody can still be called. */
export const isResolved = (person: Person): boolean => callableId(person) !== null;
