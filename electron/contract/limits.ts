/*
 * The numbers that the schemas, the forms of the renderer and main share. Free of zod, because the renderer loads this
 * file. Lengths of texts are in UTF-16 units, as zod and `maxLength` count them.
 */

/** Sizes the popup can be drawn in; 1 is the size the system draws everything in. */
export const zoomSteps = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;
export type Zoom = (typeof zoomSteps)[number];

/** Longest texts of a person. */
export const personLimits = { name: 200, email: 254, mobile: 32, department: 200 } as const;

/** Longest name of a group. */
export const longestGroupName = 60;
/** Most groups of a workspace: more are no list that a person picks from. */
export const mostGroups = 2000;
/** Most members of a group. */
export const mostMembers = 5000;
/** Most departments that a group follows. */
export const mostFollowed = 20;
/** Largest file of groups (bytes): twenty thousand people in long lines. */
export const mostGroupsFileBytes = 5_000_000;

/** Most lines, rows or cards of a file of groups. */
export const mostRows = 100_000;

/** Longest name of a chat that is kept with a draft or a group. */
export const longestChatName = 200;
export const longestDepartmentName = 200;
/** Longest excerpt of an existing message, enough to recognize it by. */
export const longestExcerpt = 200;

/** Longest title of a buzz that is kept with a draft: two names, and how many more. */
export const longestTitle = 500;
/** Most recipients of a draft. */
export const mostRecipients = 1000;
/** Longest text of a draft, and longest pasted list. Feishu takes far less; the plan says so in words. */
export const longestText = 200_000;
/**
 * Pictures of a draft: `most` of them, each of at most `bytes`, its longer side at most `pixels` (those of a GIF fewer). The
 * last three are Feishu's (feishu-api 3.11).
 */
export const pictureLimits = { most: 5, bytes: 10 * 1024 * 1024, pixels: 12_000, gifPixels: 2000 } as const;
/** Largest picture that a person may give, to be scaled down (bytes). */
export const mostGivenPicture = 40 * 1024 * 1024;
/** Longest text typed into a search field. */
export const longestQuery = 200;

/** Limits of a saved ladder, its times in minutes; `ladders`: how many there can be. */
export const ladderLimits = {
  ladders: 50,
  name: 40,
  steps: 6,
  times: 10,
  afterMinutes: { min: 0.5, max: 1440 },
  everyMinutes: { min: 1, max: 240 },
  graceMinutes: { min: 1, max: 120 },
  turnMinutes: { min: 1, max: 240 },
  /** Most turns of one buzz, all rounds together. */
  turns: 60,
} as const;

/** Limits of a template; `templates`: how many there can be. */
export const templateLimits = { name: 40, text: 2000, templates: 50 } as const;

/** Shortcut of the window until the person chooses another, as Electron writes it. */
export const defaultHotkey = 'CommandOrControl+Alt+Shift+B';

/** Longest name of the person who asks, in the last line of messages. */
export const longestAsker = 40;
/** Most damaged files whose dismissed notices are remembered. */
export const mostSeenDamage = 200;
/** Time in which a paid call can be taken back (s). */
export const undoRange = { min: 0, max: 60 } as const;
/** Time for which buzzes are kept (days). */
export const keepDaysRange = { min: 1, max: 3650 } as const;
/** Ranges of the ceilings on paid calls. */
export const ceilingRanges = {
  callsPerPersonPerHour: { min: 1, max: 60 },
  callsPerHour: { min: 1, max: 1000 },
  smsPerMonth: { min: 0, max: 100_000 },
  phonePerMonth: { min: 0, max: 100_000 },
} as const;

/** Limits of answers: bubbles, texts of people (longer ones are cut), and how many of each are kept for a person. */
export const answerLimits = { bubbles: 3, bubble: 40, word: 200, reply: 1000, replies: 30, reactions: 30 } as const;

/** Most workspaces of a relay. */
export const mostServed = 200;

/** Longest values in the form that connects a workspace. */
export const connectLimits = { name: 60, baseUrl: 300, appId: 100, appSecret: 200 } as const;
