import type { AdviceWords, Problem } from '../advice/problem';
import type { PaidChannel } from '../model/channel';
import type { Draft } from '../model/draft';
import type { Group } from '../model/group';
import type { BuzzId, WorkspaceId } from '../model/ids';
import type { Locale, Settings } from '../model/settings';
import type { WorkspaceView } from '../model/workspace';

/** Where the popup should go when it is shown. */
export type View =
  /** With a group: it is put into an empty To. */
  | { screen: 'compose'; groupId?: Group['id'] }
  /** The first start: to practise, or to connect. */
  | { screen: 'welcome' }
  /** A first buzz in the current workspace, to oneself. */
  | { screen: 'test-buzz' }
  | { screen: 'groups' }
  | { screen: 'activity' }
  /** With a section: it is brought into view. */
  | { screen: 'settings'; section?: 'ladders' | 'templates' }
  /** With a channel: buzzing the unread over it is made ready, and waits for its gesture. */
  | { screen: 'board'; id: BuzzId; raise?: PaidChannel };

/** How the popup came up: at the tray icon, or by the hotkey (wide, upper third, focus in To). */
export interface Shown {
  how: 'tray' | 'quick';
  /** null: stay where you are. */
  view: View | null;
}

/** The hotkey in force, and why it is not, if so. */
export interface HotkeyState {
  accelerator: string;
  problem: Problem | null;
  /** With a problem: up to three shortcuts that could be had just now. */
  free: readonly string[];
}

/** Something the person must learn that belongs to no screen: a damaged settings file, a taken hotkey. */
export interface Notice {
  id: string;
  problem: Problem;
}

/** Everything the popup needs to paint its first frame. */
export interface Startup {
  version: string;
  platform: 'linux' | 'darwin' | 'win32';
  locale: Locale;
  /** The sentences for problems, in that language. */
  advice: AdviceWords;
  /** What the screens say, in that language. */
  words: PageWords;
  settings: Settings;
  hotkey: HotkeyState;
  workspaces: readonly WorkspaceView[];
  currentWorkspaceId: WorkspaceId;
  groups: readonly Group[];
  draft: Draft;
  /** The name the asking line will carry: the setting, or the system user's name. */
  askerName: string;
  /** The group used last in this workspace, offered as a ghost by quick buzz; null before the first buzz. */
  lastGroupId: Group['id'] | null;
  notices: readonly Notice[];
  shown: Shown;
  /** Whether the popup is on the screen. */
  seen: boolean;
  pinned: boolean;
}

/** Everything a board's own window needs to paint its first frame. */
export interface BoardWindowStartup extends Pick<Startup, 'platform' | 'locale' | 'advice' | 'words' | 'seen'> {
  id: BuzzId;
  /** What was said, in one line: the window is called by it. */
  text: string;
  settings: Pick<Settings, 'theme' | 'reduceMotion' | 'zoom'>;
}

/**
 * What the screens say, in one language, by namespace and key. Main hands a window those of its language, as it does
 * with the advice: the tables of both would be an eighth of what the page may weigh.
 */
export type PageWords = Readonly<Record<string, Readonly<Record<string, string>>>>;
