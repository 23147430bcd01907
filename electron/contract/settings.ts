import { z } from 'zod';
import { GroupId, WorkspaceId } from './ids';
import { practiceId } from './workspace';

export const Language = z.enum(['system', 'zh-CN', 'en-US']);
export type Language = z.infer<typeof Language>;

export const Theme = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof Theme>;

/** The two languages every string exists in. */
export type Locale = Exclude<Language, 'system'>;

/** An Electron accelerator such as `CommandOrControl+Alt+Shift+B`. */
export const Accelerator = z
  .string()
  .max(80)
  .regex(/^[A-Za-z0-9+\-=[\]\\;',./`]*$/);

/** Ceilings on paid calls made from this computer (design F7; all changeable). */
export const Ceilings = z.strictObject({
  callsPerPersonPerHour: z.int().min(1).max(60),
  callsPerHour: z.int().min(1).max(1000),
  smsPerMonth: z.int().min(0).max(100_000),
  phonePerMonth: z.int().min(0).max(100_000),
});
export type Ceilings = z.infer<typeof Ceilings>;

export const Settings = z.strictObject({
  hotkey: Accelerator,
  language: Language,
  theme: Theme,
  /** Who asks, as the message says: "— 李雷 发起的加急". Empty: the line is left to the system user's name. */
  asker: z.string().max(40),
  ceilings: Ceilings,
  currentWorkspaceId: WorkspaceId,
  /** Per workspace, the group buzzed last: quick buzz offers it first. */
  lastGroups: z.record(WorkspaceId, GroupId),
});
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = {
  hotkey: 'CommandOrControl+Alt+Shift+B',
  language: 'system',
  theme: 'system',
  asker: '',
  ceilings: { callsPerPersonPerHour: 3, callsPerHour: 60, smsPerMonth: 50, phonePerMonth: 50 },
  currentWorkspaceId: practiceId,
  lastGroups: {},
};
