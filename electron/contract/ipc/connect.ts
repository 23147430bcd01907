import { z } from 'zod';
import type { Problem } from '../advice/problem';
import { connectLimits } from '../limits';
import { AppId, WorkspaceId } from '../model/ids';
import { Brand, type Workspace } from '../model/workspace';

/**
 * The form of the connect window, as it reaches main. Loose on purpose: a malformed App ID or address has to come back as
 * a sentence beside its field. `appSecret` travels to main only, never back.
 */
export const ConnectForm = z.strictObject({
  workspaceId: WorkspaceId.nullable(),
  name: z.string().max(connectLimits.name),
  brand: Brand,
  baseUrl: z.string().max(connectLimits.baseUrl),
  appId: z.string().max(connectLimits.appId),
  /** Empty if an existing workspace keeps its secret. */
  appSecret: z.string().max(connectLimits.appSecret),
});
export type ConnectForm = z.infer<typeof ConnectForm>;

/** Choice of the person for a system without a keyring; null: there is a keyring, or nothing was chosen yet. */
export const SecretChoice = z.enum(['session', 'unprotected']).nullable();
export type SecretChoice = z.infer<typeof SecretChoice>;

/** Part of the doctor that one request runs, so that its lines appear one after the other. */
export const CheckPart = z.enum(['connection', 'availability', 'listening', 'scopes']);
export type CheckPart = z.infer<typeof CheckPart>;

/** The bot behind a tested connection. */
export interface BotView {
  name: string;
  /** Feishu's `activate_status`; 2 is enabled. */
  status: number;
}

/** A link to be scanned: its QR code as one SVG path of dark modules in a square of `size`. */
export interface ScanCode {
  size: number;
  path: string;
  /** Time at which the code dies (ms since the epoch). */
  until: number;
}

/** A workspace that a scan has connected, without its secret. */
export interface ScannedView {
  workspace: Workspace;
  /** True for an app that was connected before. */
  updated: boolean;
  /** The company of the person who scanned; null: the app is not told. */
  company: { name: string; personal: boolean } | null;
}

/**
 * What has become of a scan. `unreachable`: no answer comes, and the app goes on asking. `keyring`: the app is there, its secret is
 * in memory, and waits for `keepScanned`. `created`: an app that exists although it could not be connected.
 */
export type ScanNews =
  | { kind: 'unreachable' | 'reachable' | 'lark' }
  | { kind: 'keyring'; problem: Problem }
  | { kind: 'connected'; scanned: ScannedView }
  | { kind: 'failed'; problem: Problem; created: AppId | null };

/** What the connect window begins with for a known workspace: the doctor, or the code that grants scopes. */
export const ConnectView = z.enum(['check', 'grant']);
export type ConnectView = z.infer<typeof ConnectView>;

/** Everything the connect window needs to paint its first frame; `workspace` is null for a new one. */
export interface ConnectStartup {
  workspace: Workspace | null;
  /** null: the scan for a new workspace, the form for a known one. */
  view: ConnectView | null;
  /** Scopes that a scan of the view `grant` asks for besides. */
  also: readonly string[];
  secretConfigured: boolean;
  /** Numbers of saved groups and people in this workspace: with another App ID their ids are lost. */
  saved: { groups: number; people: number };
  /** True if the system can keep a secret. */
  keyring: boolean;
  /** The reason why it cannot, and what helps; null: it can. */
  keyringProblem: Problem | null;
  /** The doctor's checks, in their order. */
  checks: readonly CheckLine[];
}

/** Name of a scope, as Feishu writes them. */
const ScopeName = z.string().regex(/^[a-z][a-z0-9:._]{1,80}$/);

/** Scopes that few need, to be granted beside those that all features use. */
export const AlsoScopes = z.array(ScopeName).max(50);

/**
 * A button beside a check: has scopes granted by a scan, opens a console page, tries the other brand, copies a text for the
 * console, begins to listen, or waits for an event to see that listening works.
 */
export type CheckFix =
  | { kind: 'scan'; label: string; scopes: readonly string[] }
  | { kind: 'open'; label: string; link: ConsoleLink }
  | { kind: 'brand'; label: string; brand: Brand }
  | { kind: 'copy'; label: string; text: string }
  | { kind: 'listen' | 'verify'; label: string };

/** A line of the doctor before its check has run. */
export interface CheckLine {
  id: string;
  label: string;
  /** Name of the scope in the console; null: the check is not about a scope. */
  scope: string | null;
}

/** A line of the doctor with its result, in the window's language. */
export interface CheckView extends CheckLine {
  /** `optional`: not granted, and few need it. `skipped`: an earlier check failed. */
  state: 'ok' | 'warn' | 'fail' | 'optional' | 'skipped';
  /** True for what an admin has to allow: a version, the availability, a scope that was asked for. */
  waits: boolean;
  problem: Problem | null;
  /** More that helps to understand or fix it. */
  note: string | null;
  fixes: readonly CheckFix[];
}

/** A page of one app in its brand's developer console. The console of a private deployment is not known. */
export const ConsoleLink = z.strictObject({
  page: z.enum(['credentials', 'bot', 'scopes', 'events', 'release', 'ip-allowlist']),
  brand: Brand.exclude(['custom']),
  appId: AppId,
  /** Scopes that the permission page offers for adding; empty for every other page. */
  scopes: z.array(ScopeName).max(50),
});
export type ConsoleLink = z.infer<typeof ConsoleLink>;
