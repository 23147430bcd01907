import type { UserIdType } from '../../contract/model/person';
import type { Call, PracticeApp } from './endpoint';
import { missingScope } from './pass-gateway';
import { type KnownCode, missingField, type Refusal, refuseBody, refuseExt, refuseFields } from './refusal';

const userIdTypes: readonly string[] = ['open_id', 'union_id', 'user_id'];
const isUserIdType = (value: string): value is UserIdType => userIdTypes.includes(value);

/** Reads the id type from a query parameter: `open_id` when optional and absent; `user_id` needs its scope. */
export const readIdType = (
  call: Call,
  app: PracticeApp,
  rule: { name: string; required: boolean; code: KnownCode },
): UserIdType => {
  const value = call.query.get(rule.name);
  if (value === null || value === '') {
    if (rule.required) throw missingField(rule.name);
    return 'open_id';
  }
  if (!isUserIdType(value)) throw refuseExt(rule.code, `invalid ${rule.name}`);
  checkUserIdScope(app, value);
  return value;
};

/** Refuses `user_id` without its own scope (feishu-api 2.1, 7.2). */
export const checkUserIdScope = (app: PracticeApp, idType: string): void => {
  const scope = 'contact:user.employee_id:readonly';
  if (idType === 'user_id' && !app.world.settings.scopes.has(scope)) throw missingScope(app, [scope]);
};

/** The refusal of a body field that has another JSON type than it should. */
export const wrongType = (field: string): Refusal => refuseBody(`Invalid parameter type in json: ${field}`);

/** Reads a body field that must be a string. */
export const readString = (call: Call, field: string): string => {
  const value = call.body[field];
  if (value === undefined || value === null) throw missingField(field);
  if (typeof value !== 'string') throw wrongType(field);
  return value;
};

/** Reads a string that may be left out; undefined then. */
export const readOptionalString = (call: Call, field: string): string | undefined =>
  call.body[field] === undefined || call.body[field] === null ? undefined : readString(call, field);

/** Reads a list of strings that may be left out; undefined then. */
export const readStrings = (call: Call, field: string): readonly string[] | undefined => {
  const value = call.body[field];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) throw wrongType(field);
  return value;
};

/** Reads `true` or `false` from the query; false when absent. */
export const readFlag = (call: Call, name: string): boolean => {
  const value = call.query.get(name);
  if (value === null) return false;
  if (value === 'true' || value === 'false') return value === 'true';
  throw refuseFields({ field: name, value, description: `${name} is not a bool` });
};
