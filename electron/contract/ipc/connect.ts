import { z } from 'zod';
import { WorkspaceId } from '../model/ids';
import type { Workspace } from '../model/workspace';
import { Brand } from '../model/workspace';
import type { CheckLine } from './check-view';

/**
 * What the connect window sends, once, to main. Loose on purpose: a malformed App ID or address must come back as
 * a sentence beside its field. `appSecret` travels only this way, never back.
 */
export const ConnectForm = z.strictObject({
  workspaceId: WorkspaceId.nullable(),
  name: z.string().max(60),
  brand: Brand,
  baseUrl: z.string().max(300),
  appId: z.string().max(100),
  /** Empty when an existing workspace keeps the secret it has. */
  appSecret: z.string().max(200),
});
export type ConnectForm = z.infer<typeof ConnectForm>;

/** What to do without a keyring; null means there is one, or nothing was chosen yet. */
export const SecretChoice = z.enum(['session', 'unprotected']).nullable();
export type SecretChoice = z.infer<typeof SecretChoice>;

/** What the doctor asks at a time, so that its lines come in one after the other. */
export const CheckPart = z.enum(['connection', 'availability', 'scopes']);
export type CheckPart = z.infer<typeof CheckPart>;

/** The bot behind a tested connection. */
export interface BotView {
  name: string;
  /** Feishu's `activate_status`; 2 is enabled. */
  status: number;
}

/** What the connect window needs to paint: the workspace being changed, if any, and what the system can keep. */
export interface ConnectStartup {
  workspace: Workspace | null;
  secretConfigured: boolean;
  /** What is saved in the workspace being changed: another App ID gives up its people's ids. */
  saved: { groups: number; people: number };
  keyring: boolean;
  /** What the doctor asks, in its order. */
  checks: readonly CheckLine[];
}
