import type { UserIdType } from '../../contract/model/person';
import type { Call, Desk } from './endpoint';
import { missingScope } from './pass-gateway';
import type { Refusal } from './reply';
import { type KnownCode, missingField, refuseBody, refuseExt, refuseFields } from './reply';

const userIdTypes: readonly string[] = ['open_id', 'union_id', 'user_id'];
const isUserIdType = (value: string): value is UserIdType => userIdTypes.includes(value);

/** A query parameter naming the id type: `open_id` when optional and absent; `user_id` needs its scope. */
export const readIdType = (
  call: Call,
  desk: Desk,
  rule: { name: string; required: boolean; code: KnownCode },
): UserIdType | Refusal => {
  const value = call.query.get(rule.name);
  if (value === null || value === '') return rule.required ? missingField(rule.name) : 'open_id';
  if (!isUserIdType(value)) return refuseExt(rule.code, `invalid ${rule.name}`);
  return userIdAllowed(desk, value) ?? value;
};

/** `user_id` may be used only with its own scope (feishu-api 2.1, 7.2). */
export const userIdAllowed = (desk: Desk, idType: string): Refusal | null => {
  const scope = 'contact:user.employee_id:readonly';
  return idType === 'user_id' && !desk.world.settings.scopes.has(scope) ? missingScope(desk, [scope]) : null;
};

/** A body field that must be a string. */
export const readString = (call: Call, field: string): string | Refusal => {
  const value = call.body[field];
  if (value === undefined || value === null) return missingField(field);
  return typeof value === 'string' ? value : refuseBody(`Invalid parameter type in json: ${field}`);
};

/** A body field that may be left out; undefined then. */
export const readOptionalString = (call: Call, field: string): string | undefined | Refusal =>
  call.body[field] === undefined || call.body[field] === null ? undefined : readString(call, field);

/** A body field that must be a list of strings; undefined when it is left out. */
export const readStrings = (call: Call, field: string): readonly string[] | undefined | Refusal => {
  const value = call.body[field];
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
    ? value
    : refuseBody(`Invalid parameter type in json: ${field}`);
};

/** `true`/`false` in a query; anything else is a violation. */
export const readFlag = (call: Call, name: string): boolean | Refusal => {
  const value = call.query.get(name);
  if (value === null) return false;
  if (value === 'true' || value === 'false') return value === 'true';
  return refuseFields({ field: name, value, description: `${name} is not a bool` });
};
