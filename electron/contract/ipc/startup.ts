import type { AdviceWords, Problem } from '../advice/problem';
import type { Zone } from '../local-time';
import type { PaidChannel } from '../model/channel';
import type { Draft } from '../model/draft';
import type { Group } from '../model/group';
import type { BuzzId, WorkspaceId } from '../model/ids';
import type { Person } from '../model/person';
import type { Locale, Settings } from '../model/settings';
import type { WorkspaceView } from '../model/workspace';

/** The parts of Settings, in their order. */
export type SettingsPart =
  | 'workspaces'
  | 'general'
  | 'hotkey'
  | 'window'
  | 'ladders'
  | 'relay'
  | 'templates'
  | 'answers'
  | 'limits'
  | 'data'
  | 'about';

/** A place in the popup that main can open. */
export type View =
  /**
   * `groupId`: put into To if it is empty. `byHotkey`: its hotkey was pressed, perhaps by accident. `repeat`: the draft
   * becomes the one that repeats this buzz.
   */
  | { screen: 'compose'; groupId?: Group['id']; byHotkey?: boolean; repeat?: BuzzId }
  /** First start: choose between practice and connecting. */
  | { screen: 'welcome' }
  /** A first buzz in the current workspace, to oneself: to this person, if they are known. */
  | { screen: 'test-buzz'; person?: Person }
  /** `select`: with its first row selected, for the arrow keys. */
  | { screen: 'groups' | 'activity' | 'inbox'; select?: boolean }
  /** `section`: scrolled into view. */
  | { screen: 'settings'; section?: SettingsPart }
  /** `raise`: prepares buzzing the unread over this channel, and waits for the gesture. */
  | { screen: 'board'; id: BuzzId; raise?: PaidChannel };

/** Way the popup was opened: at the tray icon, or by the hotkey (wide, upper third of the screen, focus in To). */
export interface Shown {
  how: 'tray' | 'quick';
  /** null: the popup stays where it is. */
  view: View | null;
}

/** The hotkey in force, with the problem of one that is not, or the reason why this one may not arrive. */
export interface HotkeyState {
  accelerator: string;
  problem: Problem | null;
  /** Up to three free hotkeys to offer instead; empty without a problem. */
  free: readonly string[];
}

/** News that belong to no screen: a damaged settings file, a taken hotkey. */
export interface Notice {
  id: string;
  problem: Problem;
}

/** Everything the popup needs to paint its first frame. */
export interface Startup {
  version: string;
  platform: 'linux' | 'darwin' | 'win32';
  locale: Locale;
  /** The computer's zone, once it has changed; null: the one that the page started in. */
  zone: Zone | null;
  /** Sentences for problems, in that language. */
  advice: AdviceWords;
  /** Words of the screens, in that language. */
  words: PageWords;
  settings: Settings;
  hotkey: HotkeyState;
  workspaces: readonly WorkspaceView[];
  currentWorkspaceId: WorkspaceId;
  groups: readonly Group[];
  draft: Draft;
  /** Name in the line of a message that says who asks: the setting, or the system user's name. */
  askerName: string;
  /** Group buzzed last in this workspace, which quick buzz offers; null before the first buzz. */
  lastGroupId: Group['id'] | null;
  notices: readonly Notice[];
  shown: Shown;
  /** True if the popup is on the screen. */
  seen: boolean;
  pinned: boolean;
}

/** Everything a board's own window needs to paint its first frame. */
export interface BoardWindowStartup
  extends Pick<Startup, 'platform' | 'locale' | 'zone' | 'advice' | 'words' | 'seen'> {
  id: BuzzId;
  /** All workspaces, which have their colors by one another. */
  workspaces: readonly Pick<WorkspaceView, 'id' | 'name' | 'practice'>[];
  /** The message in one line, as the title of the window. */
  text: string;
  settings: Pick<Settings, 'theme' | 'reduceMotion' | 'zoom'>;
}

/**
 * Words of the screens in one language, by namespace and key. Main hands a window those of its language, as it does
 * with the advice: both tables would take an eighth of the page's size budget.
 */
export type PageWords = Readonly<Record<string, Readonly<Record<string, string>>>>;
