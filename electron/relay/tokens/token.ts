import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { WorkspaceId } from '../../contract/model/ids';
import { HookId, Right, tokenShape } from '../../contract/relay';

/** A token as the relay keeps it. Of its secret there is only a hash: SHA-256 is enough, as it is random. */
export const StoredToken = z.strictObject({
  id: z.string().regex(/^[a-z0-9]{12}$/),
  name: z.string().max(100),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Rights by workspace. */
  grants: z.record(WorkspaceId, z.array(Right)),
  /** The webhooks that its right `hook` is for; left out: all of these workspaces. */
  hooks: z.array(HookId).optional(),
  /** Most buzzes an hour; null: the workspace's ceilings alone. */
  buzzesPerHour: z.int().min(0).nullable(),
  /** Most people an hour who may be reached by SMS and phone; null: the workspace's ceilings alone. */
  paidPerHour: z.int().min(0).nullable(),
  createdAt: z.number(),
});
export type StoredToken = z.infer<typeof StoredToken>;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Makes a token: what is kept of it, and its text, which is shown once. */
export const makeToken = (given: Omit<StoredToken, 'id' | 'hash'>): { stored: StoredToken; text: string } => {
  const id = randomBytes(8).readBigUInt64BE().toString(36).padStart(13, '0').slice(-12);
  const secret = randomBytes(32).toString('base64url');
  return { stored: { ...given, id, hash: hashOf(secret) }, text: `fbr_${id}_${secret}` };
};

const nothing = hashOf('');

/** The token of this text among those that are kept; null: none. Takes as long for a wrong secret as for an unknown id. */
export const findToken = (text: string, tokens: readonly StoredToken[]): StoredToken | null => {
  const [, id, secret] = tokenShape.exec(text) ?? [];
  if (id === undefined || secret === undefined) return null;
  const token = tokens.find((each) => each.id === id);
  const same = timingSafeEqual(Buffer.from(token?.hash ?? nothing), Buffer.from(hashOf(secret)));
  return token && same ? token : null;
};

export const hasRight = (token: StoredToken, workspaceId: WorkspaceId, right: Right): boolean =>
  token.grants[workspaceId]?.includes(right) ?? false;

/** Tells whether a token may call a webhook of a workspace. */
export const mayCallHook = (token: StoredToken, workspaceId: WorkspaceId, hook: HookId): boolean =>
  hasRight(token, workspaceId, 'hook') && (token.hooks?.includes(hook) ?? true);

/** The workspaces in which a token has a right. */
export const workspacesWith = (token: StoredToken, right: Right): ReadonlySet<WorkspaceId> =>
  new Set(Object.entries(token.grants).flatMap(([id, rights]) => (rights.includes(right) ? [id as WorkspaceId] : [])));
