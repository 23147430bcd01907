import { z } from 'zod';
import {
  answerLimits,
  ceilingRanges,
  defaultHotkey,
  keepDaysRange,
  ladderLimits,
  longestAsker,
  mostSeenDamage,
  mostServed,
  templateLimits,
  undoRange,
  zoomSteps,
} from '../limits';
import { tidied } from '../plain-text';
import { Bubble } from './answer';
import { AppId, GroupId, LadderId, TemplateId, WorkspaceId } from './ids';
import { Ladder } from './ladder';
import { BaseUrl, practiceId } from './workspace';

/** An Electron accelerator such as `CommandOrControl+Alt+Shift+B`. */
export const Accelerator = z
  .string()
  .max(80)
  .regex(/^[A-Za-z0-9+\-=[\]\\;',./`]*$/);

/**
 * 模板 (template): a named message text. `{{time}}`, `{{me}}`, `{{clipboard}}` and
 * `{{picture}}` (a picture in the clipboard) are filled in when a person inserts it, and nowhere else: never in text from
 * links, the command line or a file.
 */
export const Template = z.strictObject({
  id: TemplateId,
  name: z.string().overwrite(tidied).min(1).max(templateLimits.name),
  text: z.string().min(1).max(templateLimits.text),
});
export type Template = z.infer<typeof Template>;

/** A filled in template. `cut`: the clipboard held more than was taken over. */
export interface FilledTemplate {
  text: string;
  cut: boolean;
  /** Bytes of the picture from the clipboard; `missing`: the clipboard holds none; null: the template names none. */
  picture: Uint8Array | 'missing' | null;
}

export const Language = z.enum(['system', 'zh-CN', 'en-US']);
export type Language = z.infer<typeof Language>;

/** `contrast`: light or dark like the system, with stronger lines and words. */
export const Theme = z.enum(['system', 'light', 'dark', 'contrast']);
export type Theme = z.infer<typeof Theme>;

/** The two languages of the app. */
export type Locale = Exclude<Language, 'system'>;

const within = ({ min, max }: { min: number; max: number }) => z.int().min(min).max(max);

const minuteOfDay = z.int().min(0).max(1439);

/** Ceilings on paid calls made from this computer. A person can change all of them. */
export const Ceilings = z.strictObject({
  callsPerPersonPerHour: within(ceilingRanges.callsPerPersonPerHour),
  callsPerHour: within(ceilingRanges.callsPerHour),
  smsPerMonth: within(ceilingRanges.smsPerMonth),
  phonePerMonth: within(ceilingRanges.phonePerMonth),
});
export type Ceilings = z.infer<typeof Ceilings>;

/** `share`: also where other computers hear the events of the same app. */
export const ListenMode = z.enum(['alone', 'share']);
export type ListenMode = z.infer<typeof ListenMode>;

/** Whether messages ask for an answer by themselves. `auto`: with a ladder or a paid channel. */
export const Asking = z.enum(['auto', 'always', 'never']);
export type Asking = z.infer<typeof Asking>;

/** 中继 (relay) that ladders may be handed to. Its token is in the vault. */
export const RelaySetting = z.strictObject({
  address: BaseUrl,
  /** Apps whose ladders it takes, as it said last; `paid`: also those with paid steps. */
  takes: z.array(z.strictObject({ appId: AppId, baseUrl: BaseUrl, paid: z.boolean() })).max(mostServed),
});
export type RelaySetting = z.infer<typeof RelaySetting>;

export const Settings = z.strictObject({
  ladders: z.array(Ladder).max(ladderLimits.ladders),
  /** In the person's order. */
  templates: z.array(Template).max(templateLimits.templates),
  /** Answers to tap under direct messages, the first of which acknowledges. */
  bubbles: z.array(Bubble).max(answerLimits.bubbles),
  asking: Asking,
  /** Ends messages that ask for an answer with a line that says how to give one. */
  answerLine: z.boolean(),
  /** Ticks the reply by which a person acknowledges with a reaction of the bot, where the app may. */
  tickReplies: z.boolean(),
  /** When one answer is enough: tells the others, by one quiet reply, who took it. */
  tellOthers: z.boolean(),
  /** Time in which a paid call can be taken back (s). The message does not wait. */
  undoSeconds: within(undoRange),
  /** Time for which buzzes are kept (days); null: forever. */
  keepDays: within(keepDaysRange).nullable(),
  hotkey: Accelerator,
  language: Language,
  theme: Theme,
  /** Size of everything in the popup. */
  zoom: z.literal(zoomSteps),
  /** Switches animations off, even if the system does not ask for that. */
  reduceMotion: z.boolean(),
  /** Hides the popup when another window gets the focus. */
  hideOnBlur: z.boolean(),
  /** Hides the popup after an in-app buzz, instead of showing its board. */
  hideAfterBuzz: z.boolean(),
  /** Looks for newer versions, if this copy can update itself. */
  checkUpdates: z.boolean(),
  /** True once the person chose between practice and connecting. */
  welcomed: z.boolean(),
  /** What each channel looks like to the people called was shown, before anything was paid for. */
  seenPaid: z.boolean(),
  /** Listening was offered after a ladder, and taken or declined: it is offered once. */
  listenOffered: z.boolean(),
  /** Name of the person who asks, for the last line of messages ("— 李雷 发起的加急"). Empty: the system user's name. */
  asker: z.string().max(longestAsker),
  ceilings: Ceilings,
  /** Hours in which paid channels ask once more, in minutes since local midnight; null: never. */
  nightHours: z.strictObject({ from: minuteOfDay, to: minuteOfDay }).nullable(),
  currentWorkspaceId: WorkspaceId,
  /** The real workspace used last, the default of the command line; null: there was none. */
  lastRealWorkspaceId: WorkspaceId.nullable(),
  /** Size of the last board window (px). */
  boardWindow: z.strictObject({ width: z.int().min(1).max(20_000), height: z.int().min(1).max(20_000) }),
  /** The group buzzed last, by workspace; quick buzz offers it. */
  lastGroups: z.record(WorkspaceId, GroupId),
  /** Workspaces whose events this computer hears. */
  listening: z.record(WorkspaceId, ListenMode),
  /** null: there is none, and ladders climb on this computer. */
  relay: RelaySetting.nullable(),
  /** Files of the data folder that were set aside as damaged, and whose notice a person has dismissed. */
  seenDamage: z.array(z.string().max(100)).max(mostSeenDamage),
});
export type Settings = z.infer<typeof Settings>;

/** Name of the ladder that comes with the app, once a person has said in which language they read: what it does. */
export const firstLadderName: Readonly<Record<Locale, string>> = {
  'zh-CN': '3 分钟短信 → 8 分钟电话',
  'en-US': 'SMS 3 min → call 8 min',
};

export const defaultSettings: Settings = {
  ladders: [
    {
      id: LadderId.parse('ldr_standard'),
      name: '3 / 8 min',
      steps: [
        { afterMinutes: 3, channel: 'sms' },
        { afterMinutes: 8, channel: 'phone' },
      ],
      repeat: { times: 0, everyMinutes: 10 },
      graceMinutes: 10,
      withoutReceipts: 'hold-paid',
      // It rings phones: that a message was read on a lock screen is no reason to stop.
      until: 'acknowledged',
      enough: 'everyone',
      inTurn: null,
      climbs: 'here',
    },
  ],
  templates: [],
  bubbles: [
    { 'zh-CN': '收到', 'en-US': 'Got it' },
    { 'zh-CN': '稍后处理', 'en-US': 'Later' },
    { 'zh-CN': '需要帮忙', 'en-US': 'Need help' },
  ],
  asking: 'auto',
  answerLine: true,
  tickReplies: true,
  tellOthers: true,
  undoSeconds: 4,
  keepDays: 180,
  hotkey: defaultHotkey,
  language: 'system',
  theme: 'system',
  zoom: 1,
  checkUpdates: true,
  welcomed: false,
  seenPaid: false,
  listenOffered: false,
  reduceMotion: false,
  hideOnBlur: true,
  hideAfterBuzz: false,
  asker: '',
  ceilings: { callsPerPersonPerHour: 3, callsPerHour: 60, smsPerMonth: 50, phonePerMonth: 50 },
  nightHours: null,
  currentWorkspaceId: practiceId,
  lastRealWorkspaceId: null,
  boardWindow: { width: 480, height: 720 },
  lastGroups: {},
  listening: {},
  relay: null,
  seenDamage: [],
};
