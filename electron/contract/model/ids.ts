import { z } from 'zod';

/**
 * Ids of Feishu (a prefix and an opaque tail, feishu-api 7.2) and our own.
 * Branded so that a chat's id cannot be passed where a person's id is meant.
 */
export const OpenId = z
  .string()
  .regex(/^ou_[A-Za-z0-9]{1,64}$/)
  .brand<'OpenId'>();
export type OpenId = z.infer<typeof OpenId>;

export const UnionId = z
  .string()
  .regex(/^on_[A-Za-z0-9]{1,64}$/)
  .brand<'UnionId'>();
export type UnionId = z.infer<typeof UnionId>;

/** A company's own id of a person. Admins may choose it, so only its length and a few characters are checked. */
export const UserId = z
  .string()
  .regex(/^[^\s/:?#]{1,64}$/)
  .brand<'UserId'>();
export type UserId = z.infer<typeof UserId>;

export const ChatId = z
  .string()
  .regex(/^oc_[A-Za-z0-9]{1,64}$/)
  .brand<'ChatId'>();
export type ChatId = z.infer<typeof ChatId>;

export const DepartmentId = z
  .string()
  .regex(/^od-[A-Za-z0-9-]{1,64}$/)
  .brand<'DepartmentId'>();
export type DepartmentId = z.infer<typeof DepartmentId>;

export const MessageId = z
  .string()
  .regex(/^om_[A-Za-z0-9_-]{1,64}$/)
  .brand<'MessageId'>();
export type MessageId = z.infer<typeof MessageId>;

export const AppId = z
  .string()
  .regex(/^cli_[A-Za-z0-9]{1,64}$/)
  .brand<'AppId'>();
export type AppId = z.infer<typeof AppId>;

/** Ids that this program makes: a kind, an underscore, 1 to 40 letters or digits. */
const own = <Brand extends string>(prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[A-Za-z0-9]{1,40}$`))
    .brand<Brand>();

export const WorkspaceId = own<'WorkspaceId'>('ws');
export type WorkspaceId = z.infer<typeof WorkspaceId>;
export const GroupId = own<'GroupId'>('grp');
export type GroupId = z.infer<typeof GroupId>;
export const PlanId = own<'PlanId'>('plan');
export type PlanId = z.infer<typeof PlanId>;
export const LadderId = own<'LadderId'>('ldr');
export type LadderId = z.infer<typeof LadderId>;
export const TemplateId = own<'TemplateId'>('tpl');
export type TemplateId = z.infer<typeof TemplateId>;
export const BuzzId = own<'BuzzId'>('bz');
export type BuzzId = z.infer<typeof BuzzId>;
