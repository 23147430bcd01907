import type { FeishuApp } from '../../feishu/feishu';
import type { ContactUser } from '../../feishu/feishu-contacts';

/** Most ids per call (feishu-api 5.2). */
const perCall = 50;

/** People by the id they were asked for. */
export interface FoundById {
  found: ReadonlyMap<string, ContactUser>;
  /** Ids that no person of this app's company has. */
  unknown: ReadonlySet<string>;
}

/** Asks for people by id; ids that Feishu names as invalid are left out, and the others asked for again. */
export const findById = async (
  feishu: Pick<FeishuApp, 'readPeopleById'>,
  idType: 'union_id' | 'user_id',
  ids: readonly string[],
): Promise<FoundById> => {
  const found = new Map<string, ContactUser>();
  const unknown = new Set<string>();
  for (let from = 0; from < ids.length; from += perCall) {
    let batch = ids.slice(from, from + perCall);
    while (batch.length > 0) {
      const got = await feishu.readPeopleById({ idType, ids: batch });
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
