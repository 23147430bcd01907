import { z } from 'zod';
import { OpenId, UnionId, UserId } from '../../../contract/model/ids';
import { tidied } from '../../../contract/plain-text';
import type { Call } from '../client/call';
import { longestId } from '../client/cut-text';
import type { FeishuApp } from '../feishu';
import type { ContactUser, Department, FeishuContacts, RangeItem } from '../feishu-contacts';
import { AccountStatus, standingOf } from './account-standing';
import { askPage, mostItems, pageFields } from './paging';

const text = z.string().optional().catch(undefined);

/** A `user` object (feishu-api 5). Every field but the ids needs a scope, and is absent without it. */
const UserItem = z.looseObject({
  open_id: OpenId.optional().catch(undefined),
  union_id: UnionId.optional().catch(undefined),
  user_id: UserId.optional().catch(undefined),
  name: text,
  en_name: text,
  nickname: text,
  email: text,
  department_ids: z.array(z.string()).optional().catch(undefined),
  status: AccountStatus,
});
type UserItem = z.output<typeof UserItem>;

const trimmed = (value: string | undefined, most: number) => value && tidied(value).slice(0, most);

/** The people in a list who have an open id. */
const usersOf = (items: readonly UserItem[]): ContactUser[] =>
  items.flatMap((item) =>
    item.open_id
      ? [
          {
            openId: item.open_id,
            unionId: item.union_id,
            userId: item.user_id,
            name: trimmed(item.name, 200),
            enName: trimmed(item.en_name, 200),
            nickname: trimmed(item.nickname, 200),
            email: trimmed(item.email, 254),
            departmentIds: item.department_ids,
            standing: standingOf(item.status),
          },
        ]
      : [],
  );

/** A department in a list. Its name and its parent need scopes of their own (feishu-api 5.3). */
const DepartmentItem = z.looseObject({
  open_department_id: z.string().min(1).max(longestId),
  name: z.string().nullish(),
  parent_department_id: z.string().max(longestId).nullish(),
  status: z.looseObject({ is_deleted: z.boolean().nullish() }).nullish(),
});

/** The departments in a list that are not deleted. */
const departmentsOf = (items: readonly z.output<typeof DepartmentItem>[]): Department[] =>
  items
    .filter(({ status }) => !status?.is_deleted)
    .map((item) => ({
      id: item.open_department_id,
      name: tidied(item.name ?? '').slice(0, 200) || null,
      parentId: item.parent_department_id || null,
    }));

const DepartmentPeopleAnswer = z.looseObject({
  data: z.looseObject({ ...pageFields, items: z.array(UserItem).max(mostItems).nullish() }),
});

/** `GET /contact/v3/users/find_by_department` (feishu-api 5.2): direct members only. */
export const readDepartmentPeople =
  (call: Call, host: string): FeishuContacts['readDepartmentPeople'] =>
  ({ id, after }) =>
    askPage(call, {
      api: 'department-people',
      method: 'GET',
      path: 'contact/v3/users/find_by_department',
      query: {
        user_id_type: 'open_id',
        department_id_type: 'open_department_id',
        department_id: id,
        page_size: '50',
      },
      schema: DepartmentPeopleAnswer,
      host,
      after,
      itemsOf: ({ items }) => usersOf(items ?? []),
    });

const DepartmentsBelowAnswer = z.looseObject({
  data: z.looseObject({ ...pageFields, items: z.array(DepartmentItem).max(mostItems).nullish() }),
});

/** `GET /contact/v3/departments/:department_id/children` (feishu-api 5.3), all levels at once. */
export const readDepartmentsBelow =
  (call: Call, host: string): FeishuContacts['readDepartmentsBelow'] =>
  ({ id, after }) =>
    askPage(call, {
      api: 'departments-below',
      method: 'GET',
      path: `contact/v3/departments/${encodeURIComponent(id)}/children`,
      query: {
        user_id_type: 'open_id',
        department_id_type: 'open_department_id',
        fetch_child: 'true',
        page_size: '50',
      },
      schema: DepartmentsBelowAnswer,
      host,
      after,
      itemsOf: ({ items }) => departmentsOf(items ?? []),
    });

const DepartmentsAnswer = z.looseObject({
  data: z.looseObject({ items: z.array(DepartmentItem).max(mostItems).nullish() }),
});

/** `GET /contact/v3/departments/batch` (feishu-api 5.3): a range names departments by id alone. */
export const readDepartments =
  (call: Call): FeishuContacts['readDepartments'] =>
  async ({ ids }) => {
    const answer = await call({
      api: 'departments',
      method: 'GET',
      path: 'contact/v3/departments/batch',
      query: { department_ids: ids, department_id_type: 'open_department_id', user_id_type: 'open_id' },
      schema: DepartmentsAnswer,
    });
    return answer.ok ? { ok: true, value: departmentsOf(answer.value.data.items ?? []), logId: answer.logId } : answer;
  };

const PeopleByIdAnswer = z.looseObject({ data: z.looseObject({ items: z.array(UserItem).max(mostItems).nullish() }) });

/** `GET /contact/v3/users/batch` (feishu-api 5.2). */
export const readPeopleById =
  (call: Call): FeishuContacts['readPeopleById'] =>
  async ({ idType, ids }) => {
    const answer = await call({
      api: 'people-by-id',
      method: 'GET',
      path: 'contact/v3/users/batch',
      query: { user_ids: ids, user_id_type: idType, department_id_type: 'open_department_id' },
      schema: PeopleByIdAnswer,
      personIds: ids,
    });
    return answer.ok ? { ok: true, value: usersOf(answer.value.data.items ?? []), logId: answer.logId } : answer;
  };

const MobileAnswer = z.looseObject({
  data: z.looseObject({ items: z.array(z.looseObject({ mobile: text })).nullish() }),
});

/** `GET /contact/v3/users/batch` (feishu-api 5.2) for one field of one person, which needs a scope of its own. */
export const readMobile =
  (call: Call): FeishuApp['readMobile'] =>
  async ({ idType, id }) => {
    const answer = await call({
      api: 'people-by-id',
      method: 'GET',
      path: 'contact/v3/users/batch',
      query: { user_ids: [id], user_id_type: idType, department_id_type: 'open_department_id' },
      schema: MobileAnswer,
      personIds: [id],
    });
    if (!answer.ok) return answer;
    return { ok: true, value: trimmed(answer.value.data.items?.[0]?.mobile, 40) || null, logId: answer.logId };
  };

const ids = z.array(z.string().max(longestId)).max(mostItems).nullish();
const RangePageAnswer = z.looseObject({ data: z.looseObject({ ...pageFields, department_ids: ids, user_ids: ids }) });

/**
 * `GET /contact/v3/scopes` (feishu-api 5.3): the departments and people the app may see; when it may see all, the first
 * departments and the people in none. User groups are left out: no call here lists their members.
 */
export const readContactRange =
  (call: Call, host: string): FeishuContacts['readContactRange'] =>
  async ({ after }) => {
    let tellsPeople = false;
    const page = await askPage(call, {
      api: 'contact-range',
      method: 'GET',
      path: 'contact/v3/scopes',
      query: { user_id_type: 'open_id', department_id_type: 'open_department_id', page_size: '100' },
      schema: RangePageAnswer,
      host,
      after,
      itemsOf: ({ user_ids: users, department_ids: departments }): RangeItem[] => {
        // Absent without its scope, and not merely empty (feishu-api 5.3).
        tellsPeople = users !== undefined;
        return [
          ...(users ?? []).map((id) => ({ kind: 'user' as const, id })),
          ...(departments ?? []).map((id) => ({ kind: 'department' as const, id })),
        ];
      },
    });
    return page.ok ? { ...page, value: { ...page.value, tellsPeople } } : page;
  };
