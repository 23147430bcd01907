import { z } from 'zod';
import type { Problem } from '../advice/problem';
import { connectLimits } from '../limits';
import { AppId, WorkspaceId } from '../model/ids';
import { Brand, type Workspace } from '../model/workspace';

/**
 * What the connect window sends, once, to main. Loose on purpose: a malformed App ID or address must come back as
 * a sentence beside its field. `appSecret` travels only this way, never back.
 */
export const ConnectForm = z.strictObject({
  workspaceId: WorkspaceId.nullable(),
  name: z.string().max(connectLimits.name),
  brand: Brand,
  baseUrl: z.string().max(connectLimits.baseUrl),
  appId: z.string().max(connectLimits.appId),
  /** Empty when an existing workspace keeps the secret it has. */
  appSecret: z.string().max(connectLimits.appSecret),
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

/** What a button beside a check does: goes to the page, tries the other brand, or copies what has to be typed there. */
export type CheckFix =
  | { kind: 'open'; label: string; link: ConsoleLink }
  | { kind: 'brand'; label: string; brand: Brand }
  | { kind: 'copy'; label: string; text: string };

/** A line of the doctor before it is asked: what it is called. */
export interface CheckLine {
  id: string;
  label: string;
  /** The scope's name in the console, for a line that is about one. */
  scope: string | null;
}

/** A line of the doctor with what was found, its words in the window's language. */
export interface CheckView extends CheckLine {
  /** `skipped`: what comes before it failed. */
  state: 'ok' | 'warn' | 'fail' | 'skipped';
  problem: Problem | null;
  /** What else helps to understand or mend it. */
  note: string | null;
  fixes: readonly CheckFix[];
}

/** A page of one app in its brand's developer console. An own base URL has no console that we know of. */
export const ConsoleLink = z.strictObject({
  page: z.enum(['credentials', 'bot', 'scopes', 'release', 'ip-allowlist']),
  brand: Brand.exclude(['custom']),
  appId: AppId,
  /** Those the permission page should have ready; empty for every other page. */
  scopes: z.array(z.string().regex(/^[a-z][a-z0-9:._]{1,80}$/)).max(50),
});
export type ConsoleLink = z.infer<typeof ConsoleLink>;
