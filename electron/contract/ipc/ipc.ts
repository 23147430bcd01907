import { z } from 'zod';
import type { Answer, Problem } from '../advice/problem';
import { longestAsker, longestQuery, longestText, mostGroupsFileBytes, mostMembers, mostRecipients } from '../limits';
import type { ActivityRow, Board } from '../model/board';
import { Channel, Outcome } from '../model/channel';
import type { Chat, MessagePage } from '../model/chat';
import type { DirectoryView, ReadLine, Suggestions } from '../model/directory';
import { Draft } from '../model/draft';
import { type ChatDifference, type DifferingGroup, Group, type ImportPreview } from '../model/group';
import { BuzzId, ChatId, GroupId, MessageId, PlanId, TemplateId, WorkspaceId } from '../model/ids';
import { type Person, UserIdType } from '../model/person';
import type { Plan, PlannedPerson } from '../model/plan';
import type { FilledTemplate } from '../model/settings';
import { Accelerator, Ceilings, Language, Settings, Theme } from '../model/settings';
import { linkNames } from '../rules/addresses';
import type { CheckView } from './connect';
import { CheckPart, ConnectForm, type ConnectStartup, ConsoleLink, SecretChoice } from './connect';
import type { AboutProgram, DesktopFacts, LaunchAtLogin } from './desktop-facts';
import type { EventName, RequestName } from './ipc-names';
import type { BoardWindowStartup, HotkeyState, Notice, Shown, Startup } from './startup';

/** Which windows may make a request: the popup, a board's own, the connect window. */
export type WindowKind = 'popup' | 'board' | 'connect';

interface Request<Input extends z.ZodType, Output> {
  /** Its schema, made with the first question: to make all of them takes longer than any page should wait. */
  input: () => Input;
  from: readonly WindowKind[];
  /** Type only; never read at run time. */
  output?: Output;
}

/** A request that windows of these kinds may make: `by('popup')<Output>()(input)`, as TypeScript infers all or nothing. */
const by =
  (...from: readonly WindowKind[]) =>
  <Output>() =>
  <Input extends z.ZodType>(make: () => Input): Request<Input, Output> => {
    let input: Input | undefined;
    return {
      input: () => {
        input ??= make();
        return input;
      },
      from,
    };
  };

const popup = by('popup');
const board = by('board');
const connect = by('connect');
/** What can be done on a board, wherever it is shown. */
const onBoard = by('popup', 'board');
const popupOrConnect = by('popup', 'connect');
const everyWindow = by('popup', 'board', 'connect');

const nothing = () => z.undefined();
const search = () => ({
  /** Words to be found in text, title or people; empty: everything. */
  query: z.string().max(longestQuery),
  /** Only buzzes in which somebody has this outcome; null: all. */
  outcome: Outcome.nullable(),
});
const cursor = () => z.strictObject({ before: BuzzId.nullable(), limit: z.int().min(1).max(200), ...search() });

/** Renderer → main: what may be asked, by whom, with what (strict), and what comes back. */
export const requests = {
  getStartup: popup<Startup>()(nothing),
  /** The popup hides; a board's own window is closed. */
  hideWindow: onBoard<void>()(nothing),
  setPinned: popup<void>()(() => z.strictObject({ pinned: z.boolean() })),
  /** While the renderer asks for consent (a held button, a confirmation) the popup must not hide on blur. */
  setConsent: onBoard<void>()(() => z.strictObject({ asking: z.boolean() })),
  /** A notice was read; a reloaded page does not show it again. */
  dismissNotice: popup<void>()(() => z.strictObject({ id: z.string().max(60) })),
  openLink: popupOrConnect<void>()(() => z.strictObject({ link: z.union([z.enum(linkNames), ConsoleLink]) })),
  copyText: everyWindow<void>()(() => z.strictObject({ text: z.string().max(100_000) })),

  keepDraft: popup<void>()(() => Draft),
  searchRecipients: popup<Suggestions>()(() => z.strictObject({ query: z.string().max(longestQuery) })),
  /** Pasted text, one person per line or comma-separated; nothing is dropped. */
  readLines: popup<readonly ReadLine[]>()(() => z.strictObject({ text: z.string().max(longestText) })),
  /** Fills in a template, because a person inserts it: only then is the clipboard read, up to 2,000 characters. */
  fillTemplate: popup<FilledTemplate>()(() => z.strictObject({ id: TemplateId })),
  /** What is known of a draft's people without asking Feishu: at once, while the plan is worked out. */
  foreseePeople: popup<readonly PlannedPerson[]>()(() => Draft),
  planBuzz: popup<Plan>()(() => Draft),
  /** Confirms a plan, once. Paid plans need the second gesture. Answers with the board as it starts. */
  confirmBuzz: onBoard<Board>()(() => z.strictObject({ planId: PlanId, gesture: z.enum(['plain', 'paid']) })),

  /** How many people are known, and how reading them stands; looking for people in the current workspace begins here. */
  getDirectory: popup<DirectoryView>()(() => z.strictObject({ workspaceId: WorkspaceId })),
  /** Reads contacts and chats anew, or goes on where that ended. `directoryChanged` tells how it goes. */
  refreshDirectory: popup<void>()(() => z.strictObject({ workspaceId: WorkspaceId })),
  cancelDirectory: popup<void>()(() => z.strictObject({ workspaceId: WorkspaceId })),

  getBoard: onBoard<Board>()(() => z.strictObject({ id: BuzzId })),
  /** Opens a board as an ordinary window, or brings the one to the front that it has. */
  openBoard: popup<void>()(() => z.strictObject({ id: BuzzId })),
  /** Tells main which board a window shows (null: none): receipts are asked only while one that does can be seen. */
  watchBoard: onBoard<void>()(() => z.strictObject({ id: BuzzId.nullable() })),
  askReceipts: onBoard<void>()(() => z.strictObject({ id: BuzzId })),
  /** Plans another buzz of the messages already sent, for the named people (board keys). */
  planAgain: onBoard<Plan>()(() =>
    z.strictObject({ id: BuzzId, channel: Channel, people: z.array(z.string().max(300)).min(1).max(mostMembers) }),
  ),
  recallBuzz: onBoard<Board>()(() => z.strictObject({ id: BuzzId })),
  stopBuzz: onBoard<Board>()(() => z.strictObject({ id: BuzzId })),
  /** Takes back paid calls that still wait; the message stays. */
  undoBuzz: onBoard<Board>()(() => z.strictObject({ id: BuzzId })),
  /** A held ladder goes on, once, although nobody can say who has read. Paid rungs need the paid gesture. */
  continueLadder: onBoard<Board>()(() => z.strictObject({ id: BuzzId, gesture: z.enum(['plain', 'paid']) })),
  /** Tries what waits for Feishu at once instead of at its time. */
  tryNow: onBoard<Board>()(() => z.strictObject({ id: BuzzId })),
  /** Plain text a stranger may read: states, codes, log ids; no secret, no message text, no names. */
  getDiagnostics: onBoard<string>()(() => z.strictObject({ id: BuzzId })),
  listActivity: popup<readonly ActivityRow[]>()(cursor),
  /** Asks where to, and writes the found buzzes as CSV, a row per person. Answers with how many buzzes; null: not saved. */
  exportActivity: popup<number | null>()(() => z.strictObject(search())),
  /** The draft that would make this buzz again. */
  repeatBuzz: popup<Draft>()(() => z.strictObject({ id: BuzzId })),

  saveGroup: popup<Group>()(() => Group.extend({ id: GroupId.nullable() })),
  /** Undo is `saveGroup` with the deleted group and `reorderGroups` with the old order. */
  deleteGroup: popup<Group>()(() => z.strictObject({ id: GroupId })),
  reorderGroups: popup<void>()(() => z.strictObject({ ids: z.array(GroupId).max(2000) })),
  /** Asks where to, and writes one group, or all of them. Answers with how many there were; null: not saved. */
  exportGroups: popup<number | null>()(() =>
    z.strictObject({ groupId: GroupId.nullable(), format: z.enum(['csv', 'json']) }),
  ),
  /** Reads a file that was dropped, or (null) asks for one; null: none was chosen. Nothing is changed yet. */
  readGroupsFile: popup<ImportPreview | null>()(() =>
    z.strictObject({
      file: z
        .strictObject({
          name: z.string().max(255),
          bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= mostGroupsFileBytes),
        })
        .nullable(),
    }),
  ),
  /** Does what a preview said, to the groups as they are now. */
  importGroups: popup<void>()(() => z.strictObject({ id: z.string().max(40) })),
  takeBackImport: popup<void>()(() => z.strictObject({ id: z.string().max(40) })),
  /** Asks Feishu who is in a chat, and compares. */
  compareChat: popup<ChatDifference>()(() => z.strictObject({ chatId: ChatId, members: Group.shape.members })),
  /** By what is known already; asks nobody. */
  listDifferences: popup<readonly DifferingGroup[]>()(nothing),
  listChats: popup<readonly Chat[]>()(() => z.strictObject({ fresh: z.boolean() })),
  listMembers: popup<readonly Person[]>()(() => z.strictObject({ chatId: ChatId })),
  /** A chat's messages, newest first, 20 at a time; or one message, by its id. */
  listMessages: popup<MessagePage>()(() =>
    z.union([
      z.strictObject({ chatId: ChatId, after: z.string().max(2000).nullable() }),
      z.strictObject({ messageId: z.string().max(200) }),
    ]),
  ),
  /**
   * Adds people whom a plan found not to be in its chat. Answers with how many are in it now, and why the others are
   * not, if so (the bot may not add anybody, an owner has to approve). Plan again afterwards.
   */
  addToChat: popup<{ added: number; problem: Problem | null }>()(() =>
    z.strictObject({
      chatId: ChatId,
      people: z
        .array(z.strictObject({ idType: UserIdType, id: z.string().min(1).max(100) }))
        .min(1)
        .max(mostRecipients),
    }),
  ),
  /**
   * Who has read one of the bot's own messages, as keys of `listMembers`: whoever is not among them is preselected.
   * A problem when Feishu does not tell (older than seven days, an external chat, not the bot's message).
   */
  listReaders: popup<readonly string[]>()(() => z.strictObject({ messageId: MessageId })),

  changeSettings: popup<Settings>()(() =>
    z
      .strictObject({
        language: Language.optional(),
        welcomed: z.boolean().optional(),
        theme: Theme.optional(),
        zoom: Settings.shape.zoom.optional(),
        reduceMotion: z.boolean().optional(),
        hideOnBlur: z.boolean().optional(),
        hideAfterBuzz: z.boolean().optional(),
        asker: z.string().trim().max(longestAsker).optional(),
        ceilings: Ceilings.optional(),
        ladders: Settings.shape.ladders.optional(),
        templates: Settings.shape.templates.optional(),
        undoSeconds: Settings.shape.undoSeconds.optional(),
        keepDays: Settings.shape.keepDays.optional(),
        checkUpdates: z.boolean().optional(),
      })
      // An object of another kind (a Map, a Date) looks like an empty one.
      .refine((change) => Object.keys(change).length > 0),
  ),
  /** Registers and saves the shortcut, or keeps the one that worked and says why. Empty turns it off. */
  tryHotkey: popup<HotkeyState>()(() => z.strictObject({ accelerator: Accelerator })),
  /** While a shortcut is recorded the one in force is let go, so that it can be pressed like any other. */
  setRecording: popup<void>()(() => z.strictObject({ recording: z.boolean() })),
  /** Whether a group could have this shortcut: nobody else has it, and neither has the window or another group. */
  testHotkey: popup<HotkeyState>()(() => z.strictObject({ accelerator: Accelerator, groupId: GroupId.nullable() })),
  getDesktop: popup<DesktopFacts>()(nothing),
  setLaunchAtLogin: popup<LaunchAtLogin>()(() => z.strictObject({ on: z.boolean() })),
  openDataFolder: popup<void>()(nothing),
  /** Asks where to, and writes groups, ladders and settings as JSON, without secrets. False: not saved. */
  exportData: popup<boolean>()(nothing),
  /** Asks where to, then moves all data there by starting the app again. False: the person thought better of it. */
  moveData: popup<boolean>()(nothing),
  /** Everything in Settings as it was at first; workspaces, groups, ladders and buzzes stay. */
  resetSettings: popup<Settings>()(nothing),
  /** Deletes every buzz, or everything there is (and starts the app again). The consent word was typed. */
  deleteData: popup<void>()(() =>
    z.strictObject({ what: z.enum(['buzzes', 'everything']), consent: z.string().max(40) }),
  ),
  getAbout: popup<AboutProgram>()(nothing),
  /** Asks where to, and writes what a stranger may read: versions, states, codes, the log. False: not saved. */
  saveDiagnostics: popup<boolean>()(nothing),
  openConnect: popup<void>()(() => z.strictObject({ workspaceId: WorkspaceId.nullable() })),
  switchWorkspace: popup<void>()(() => z.strictObject({ workspaceId: WorkspaceId })),
  removeWorkspace: popup<void>()(() => z.strictObject({ workspaceId: WorkspaceId })),

  getBoardWindow: board<BoardWindowStartup>()(nothing),
  /** Of all windows; the popup changes the setting. */
  setZoom: board<void>()(() => z.strictObject({ zoom: Settings.shape.zoom })),

  getConnect: connect<
    ConnectStartup & Pick<Startup, 'locale' | 'advice' | 'words' | 'platform'> & { theme: Settings['theme'] }
  >()(nothing),
  /**
   * The doctor, a part at a time and `connection` first: when that fails, the lines of the others come with it as
   * `skipped`. Keeps nothing.
   */
  checkWorkspace: connect<readonly CheckView[]>()(() => z.strictObject({ form: ConnectForm, part: CheckPart })),
  /** Copies what the console's import of permissions takes. */
  copyScopes: connect<void>()(nothing),
  /**
   * Tests, then saves and closes the window. Without a keyring it is refused until a choice is made. `anyway`: whatever
   * the test finds, unless it is the credentials.
   */
  saveWorkspace: connect<void>()(() =>
    z.strictObject({ form: ConnectForm, choice: SecretChoice, anyway: z.boolean() }),
  ),
  closeConnect: connect<void>()(nothing),
} satisfies Record<RequestName, Request<z.ZodType, unknown>>;

export type Requests = typeof requests;
export type InputOf<Name extends RequestName> = z.output<ReturnType<Requests[Name]['input']>>;
export type OutputOf<Name extends RequestName> =
  // biome-ignore lint/suspicious/noConfusingVoidType: it is a promise's type: a request that answers with nothing
  Exclude<Requests[Name]['output'], undefined> extends never ? void : Exclude<Requests[Name]['output'], undefined>;

/** Main → renderer: what main says on its own. */
export interface Events extends Record<EventName, unknown> {
  shown: Shown;
  /** This window came up, or went away: Chromium is told to keep a hidden popup painted, and says nothing of it. */
  seenChanged: boolean;
  boardChanged: Board;
  activityChanged: undefined;
  groupsChanged: readonly Group[];
  settingsChanged: Pick<Startup, 'settings' | 'locale' | 'advice' | 'words' | 'hotkey' | 'askerName'>;
  workspacesChanged: Pick<Startup, 'workspaces' | 'currentWorkspaceId' | 'groups' | 'draft' | 'lastGroupId'>;
  draftChanged: Draft;
  /** A buzz made another group the one that quick buzz offers. */
  lastGroupChanged: GroupId;
  noticeRaised: Notice;
  directoryChanged: DirectoryView;
}

type Ask<Name extends RequestName> =
  undefined extends InputOf<Name>
    ? () => Promise<Answer<OutputOf<Name>>>
    : (input: InputOf<Name>) => Promise<Answer<OutputOf<Name>>>;

/** What the preload puts on `window.buzz`: one function per request, one subscription per event. Data only. */
export type Bridge = { readonly [Name in RequestName]: Ask<Name> } & {
  /** Subscribes; the returned function ends the subscription. */
  on<Name extends EventName>(name: Name, listener: (value: Events[Name]) => void): () => void;
};
