import type { OpenId, UnionId, UserId } from '../../contract/model/ids';
import type { UserIdType } from '../../contract/model/person';
import type { Result } from './failure';

/** Part of a list; `next` asks for the rest, null at the end. */
export interface ListPage<T> {
  items: readonly T[];
  next: string | null;
}

/** Whom the app may see in the company's contacts, as far as it is listed by name (feishu-api 5.3). */
export interface RangeItem {
  kind: 'department' | 'user';
  id: string;
}

/** A department. A field whose scope the app lacks is null: Feishu leaves it out without a word. */
export interface Department {
  id: string;
  name: string | null;
  parentId: string | null;
}

/** How somebody stands in the company (feishu-api 5, the `user` object). */
export type AccountStanding = 'active' | 'resigned' | 'frozen' | 'unjoined';

/**
 * Somebody as the contacts tell it. A field whose scope the app lacks is undefined: Feishu leaves it out without a word;
 * one that is merely empty is ''. Mobiles are not read at all.
 */
export interface ContactUser {
  openId: OpenId;
  unionId: UnionId | undefined;
  userId: UserId | undefined;
  name: string | undefined;
  enName: string | undefined;
  nickname: string | undefined;
  email: string | undefined;
  departmentIds: readonly string[] | undefined;
  standing: AccountStanding | undefined;
}

/** The company's contacts, a page at a time, so that reading them can stop anywhere and go on there. Not counted (feishu-api 1.7). */
export interface FeishuContacts {
  readContactRange(input: { after: string | null }): Promise<Result<ListPage<RangeItem>>>;
  /** Up to 50 departments by id. */
  readDepartments(input: { ids: readonly string[] }): Promise<Result<readonly Department[]>>;
  /** All departments below one, whatever their depth. */
  readDepartmentsBelow(input: { id: string; after: string | null }): Promise<Result<ListPage<Department>>>;
  /** Those who are in a department itself, not in those below it. */
  readDepartmentPeople(input: { id: string; after: string | null }): Promise<Result<ListPage<ContactUser>>>;
  /** Up to 50 people by id; who is outside the app's range is left out. Ids that nobody has fail the call, named. */
  readPeopleById(input: { idType: UserIdType; ids: readonly string[] }): Promise<Result<readonly ContactUser[]>>;
}
