import type { OpenId, UnionId, UserId } from '../../contract/model/ids';
import type { UserIdType } from '../../contract/model/person';
import type { Result } from './failure';

/** One page of a list. `next` asks for the following page; null at the end. */
export interface ListPage<T> {
  items: readonly T[];
  next: string | null;
}

/** A department or person that the app may see in the company's contacts (feishu-api 5.3). */
export interface RangeItem {
  kind: 'department' | 'user';
  id: string;
}

/** A department. A field is null when the app lacks its scope: Feishu leaves it out without an error. */
export interface Department {
  id: string;
  name: string | null;
  parentId: string | null;
}

/** State of a person's account in the company (feishu-api 5). */
export type AccountStanding = 'active' | 'resigned' | 'frozen' | 'unjoined';

/**
 * A person in the contacts. A field is undefined when the app lacks its scope (Feishu leaves it out without an error),
 * and '' when it is empty. Mobiles are not among them (`readMobile`).
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

/**
 * The company's contacts, a page at a time, so that reading can stop anywhere and go on there. These calls do not count
 * against the monthly quota (feishu-api 1.7).
 */
export interface FeishuContacts {
  /** `tellsPeople`: false when Feishu does not say which people the range names one by one. */
  readContactRange(input: { after: string | null }): Promise<Result<ListPage<RangeItem> & { tellsPeople: boolean }>>;
  /** Up to 50 departments by id. */
  readDepartments(input: { ids: readonly string[] }): Promise<Result<readonly Department[]>>;
  /** Departments below one, at any depth. */
  readDepartmentsBelow(input: { id: string; after: string | null }): Promise<Result<ListPage<Department>>>;
  /** Direct members of a department, without those of departments below it. */
  readDepartmentPeople(input: { id: string; after: string | null }): Promise<Result<ListPage<ContactUser>>>;
  /**
   * Up to 50 people by id. Feishu leaves out people outside the app's range; unknown ids fail the call and are named.
   */
  readPeopleById(input: { idType: UserIdType; ids: readonly string[] }): Promise<Result<readonly ContactUser[]>>;
}
