import { z } from 'zod';
import type { Answer, Problem } from '../advice/problem';
import { encodings } from '../encodings';
import {
  connectLimits,
  longestAsker,
  longestDepartmentName,
  longestGroupName,
  longestQuery,
  longestText,
  mostGivenPicture,
  mostGroups,
  mostGroupsFileBytes,
  mostMembers,
  mostRecipients,
} from '../limits';
import type { ActivityRow, Board, ConfirmedBoard, PersonHelp } from '../model/board';
import { Channel, Gesture, Outcome } from '../model/channel';
import type { Chat, MessagePage } from '../model/chat';
import type { DirectoryView, ReadLine, Suggestions } from '../model/directory';
import { Draft } from '../model/draft';
import type { Figures } from '../model/figures';
import { type ChatDifference, type DifferingGroup, Group, type ImportPreview, importedFields } from '../model/group';
import { BuzzId, ChatId, DepartmentId, GroupId, MessageId, PlanId, TemplateId, WorkspaceId } from '../model/ids';
import { type InboxCheck, InboxCursor, type InboxMessage, type InboxStatus } from '../model/message/inbox';
import { type Picture, PictureId } from '../model/message/picture';
import type { NotePlan } from '../model/note';
import { type Person, UserIdType } from '../model/person';
import type { Plan, PlannedPerson } from '../model/plan';
import type { FilledTemplate } from '../model/settings';
import { Accelerator, Asking, Ceilings, Language, Settings, Theme } from '../model/settings';
import { Brand } from '../model/workspace';
import { tidied } from '../plain-text';
import { linkNames } from '../rules/addresses';
import type { CheckView, ScanCode, ScanNews } from './connect';
import {
  AlsoScopes,
  CheckPart,
  ConnectForm,
  type ConnectStartup,
  ConnectView,
  ConsoleLink,
  SecretChoice,
} from './connect';
import type { AboutProgram, DesktopFacts, LaunchAtLogin } from './desktop-facts';
import type { EventName, RequestName } from './ipc-names';
import type { ListeningView } from './listening';
import { listeningRequests } from './listening-requests';
import { relayRequests } from './relay-requests';
import type { RelayView } from './relay-view';
import { board, connect, everyWindow, onBoard, popup, popupOrConnect, type Request } from './request';
import type { BoardWindowStartup, HotkeyState, Notice, Shown, Startup } from './startup';

const nothing = () => z.undefined();
const inWorkspace = () => z.strictObject({ workspaceId: WorkspaceId });
/** A person of a board, by key. */
const onPerson = () => z.strictObject({ id: BuzzId, person: z.string().max(300) });
const search = () => ({
  /** Words to find in the text, title or people; empty: everything. */
  query: z.string().max(longestQuery),
  /** Only buzzes in which a person has this outcome, or has acknowledged; null: all. */
  outcome: z.union([Outcome, z.literal('acknowledged')]).nullable(),
});
const cursor = () => z.strictObject({ before: BuzzId.nullable(), limit: z.int().min(1).max(200), ...search() });

/** Requests from windows to main: allowed windows, strict input schema and answer of each. */
export const requests = {
  getStartup: popup<Startup>()(nothing),
  /** Hides the popup, or closes a board's own window. */
  hideWindow: onBoard<void>()(nothing),
  setPinned: popup<void>()(() => z.strictObject({ pinned: z.boolean() })),
  /** Keeps the popup from hiding on blur while the page asks for consent (a held button, a confirmation). */
  setConsent: onBoard<void>()(() => z.strictObject({ asking: z.boolean() })),
  /** Marks a notice as read, so that a reloaded page does not show it again. */
  dismissNotice: popup<void>()(() => z.strictObject({ id: z.string().max(60) })),
  openLink: popupOrConnect<void>()(() => z.strictObject({ link: z.union([z.enum(linkNames), ConsoleLink]) })),
  copyText: everyWindow<void>()(() => z.strictObject({ text: z.string().max(100_000) })),

  keepDraft: popup<void>()(() => Draft),
  searchRecipients: popup<Suggestions>()(() => z.strictObject({ query: z.string().max(longestQuery) })),
  /** Reads pasted text, one person per line or separated by commas; no line is dropped. */
  readLines: popup<readonly ReadLine[]>()(() => z.strictObject({ text: z.string().max(longestText) })),
  /** Fills in a template that a person inserts. Only then main reads the clipboard: up to 2,000 characters, or a picture. */
  fillTemplate: popup<FilledTemplate>()(() => z.strictObject({ id: TemplateId })),
  /** Takes a picture for the draft, without the notes in its file. One that is too large is refused, or with `scale` made smaller. */
  addPicture: popup<Picture>()(() =>
    z.strictObject({
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= mostGivenPicture),
      scale: z.boolean(),
    }),
  ),
  /** Asks for picture files. Answers with their bytes; none: the person canceled. */
  pickPictures: popup<readonly Uint8Array[]>()(nothing),
  /** A kept picture as a `data:` address, small where it can be. */
  getPicture: onBoard<string>()(() => z.strictObject({ id: PictureId })),
  /** Tells at once, without asking Feishu, which problems a draft's people have, while the plan is made. */
  foreseePeople: popup<readonly PlannedPerson[]>()(() => Draft),
  planBuzz: popup<Plan>()(() => Draft),
  /** Confirms a plan; works once per plan. Paid plans need the paid gesture. Answers with the new board, or says that it is repeated. */
  confirmBuzz: onBoard<ConfirmedBoard>()(() => z.strictObject({ planId: PlanId, gesture: Gesture })),

  /** Tells how many people are known and how far reading them has come, and starts reading them if that is due. */
  getDirectory: popup<DirectoryView>()(inWorkspace),
  /** Reads contacts and chats anew, or continues an interrupted reading. `directoryChanged` tells the progress. */
  refreshDirectory: popup<void>()(inWorkspace),
  cancelDirectory: popup<void>()(inWorkspace),

  ...listeningRequests,
  ...relayRequests,

  getBoard: onBoard<Board>()(() => z.strictObject({ id: BuzzId })),
  /** Opens a board in a window of its own, or brings that window to the front. */
  openBoard: popup<void>()(() => z.strictObject({ id: BuzzId })),
  /** Tells main which board a window shows (null: none): receipts are asked only while a visible window shows it. */
  watchBoard: onBoard<void>()(() => z.strictObject({ id: BuzzId.nullable() })),
  askReceipts: onBoard<void>()(() => z.strictObject({ id: BuzzId })),
  /** Plans another buzz of messages already sent, for these people (keys of the board). */
  planAgain: onBoard<Plan>()(() =>
    z.strictObject({ id: BuzzId, channel: Channel, people: z.array(z.string().max(300)).min(1).max(mostMembers) }),
  ),
  recallBuzz: onBoard<Board>()(() => z.strictObject({ id: BuzzId })),
  stopBuzz: onBoard<Board>()(() => z.strictObject({ id: BuzzId })),
  /** Takes back paid calls that have not left yet; the message stays. */
  undoBuzz: onBoard<Board>()(() => z.strictObject({ id: BuzzId })),
  /** Carries out one held rung although receipts are missing. Paid rungs need the paid gesture. */
  continueLadder: onBoard<Board>()(() => z.strictObject({ id: BuzzId, gesture: Gesture })),
  /** Retries calls that wait for Feishu now, instead of at their time. */
  tryNow: onBoard<Board>()(() => z.strictObject({ id: BuzzId })),
  /** Text to share with strangers: states, codes and log ids, without secrets, message text or names. */
  getDiagnostics: onBoard<string>()(() => z.strictObject({ id: BuzzId })),
  /** The result of a buzz as text, for people. */
  getReport: onBoard<string>()(() => z.strictObject({ id: BuzzId })),
  /** Plans a free message after a buzz that buzzes no person: to its people, or its result to a chat. Sends nothing. */
  planNote: onBoard<NotePlan>()(() =>
    z.union([
      z.strictObject({ id: BuzzId, kind: z.literal('follow-up'), text: z.string().max(longestText) }),
      z.strictObject({ id: BuzzId, kind: z.literal('report'), chatId: ChatId }),
    ]),
  ),
  /** Confirms the plan of a note; works once per plan. Answers with the board. */
  confirmNote: onBoard<Board>()(() => z.strictObject({ planId: PlanId })),
  /** Sends what did not arrive of a note once more. Answers with the board. */
  repeatNote: onBoard<Board>()(() => z.strictObject({ id: BuzzId, note: z.string().max(100) })),
  /** Tells what else may help with a person of a board who has not read. Asks Feishu nothing. */
  getHelp: onBoard<PersonHelp>()(onPerson),
  /** Opens the person's chat in Feishu. */
  openChat: onBoard<void>()(onPerson),
  /** Asks for a person's mobile number, which is kept nowhere. */
  getNumber: onBoard<string>()(onPerson),
  listActivity: popup<readonly ActivityRow[]>()(cursor),
  /** Numbers of the workspace that Compose shows: paid calls of this month; with `reading` also how long people took to read. */
  getFigures: popup<Figures>()(() => z.strictObject({ reading: z.boolean() })),
  /** Asks for a file and writes the found buzzes as CSV, a row per person. Answers with their number; null: not saved. */
  exportActivity: popup<number | null>()(() => z.strictObject(search())),
  /** Makes a draft that repeats this buzz. */
  repeatBuzz: popup<Draft>()(() => z.strictObject({ id: BuzzId })),
  /** Opens the popup with a draft that repeats this buzz, from a board's own window. */
  sendAgain: board<void>()(() => z.strictObject({ id: BuzzId })),

  /** The inbox of the current workspace in short. `inboxChanged` tells its changes. */
  getInbox: popup<InboxStatus>()(nothing),
  /** What people wrote to the bot of the current workspace, newest first, the page after a message. */
  listInbox: popup<readonly InboxMessage[]>()(() =>
    z.strictObject({ before: InboxCursor.nullable(), limit: z.int().min(1).max(100) }),
  ),
  /** Asks Feishu what people wrote since it was asked last: a call per chat. */
  checkInbox: popup<InboxCheck>()(nothing),
  /** Puts a message away, or back. */
  dismissInbox: popup<InboxMessage>()(() => z.strictObject({ messageId: MessageId, dismissed: z.boolean() })),
  /** Replies to a message as the bot, and buzzes no person. The same text again, after a lost answer, makes no second message. */
  replyInbox: popup<InboxMessage>()(() => z.strictObject({ messageId: MessageId, text: z.string().max(longestText) })),
  /** Makes a draft that replies to a message in its chat and buzzes the reply. */
  draftFromInbox: popup<Draft>()(() => z.strictObject({ messageId: MessageId })),

  saveGroup: popup<Group>()(() => Group.extend({ id: GroupId.nullable() })),
  /** Deletes a group. To undo: `saveGroup` with the answer and `reorderGroups` with the old order. */
  deleteGroup: popup<Group>()(() => z.strictObject({ id: GroupId })),
  reorderGroups: popup<void>()(() => z.strictObject({ ids: z.array(GroupId).max(mostGroups) })),
  /** Asks for a file and writes one group or (null) all. Answers with their number; null: not saved. */
  exportGroups: popup<number | null>()(() =>
    z.strictObject({ groupId: GroupId.nullable(), format: z.enum(['csv', 'json']) }),
  ),
  /** Reads a dropped file, or (null) asks for one. Changes nothing yet. Answers with null if no file was chosen. */
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
  /** Reads the file of the newest preview again, in the encoding that the person has chosen. */
  readGroupsFileAs: popup<ImportPreview>()(() =>
    z.strictObject({ id: z.string().max(40), encoding: z.enum(encodings) }),
  ),
  /** Carries out a preview on the groups as they are now. Of the changes that ask, those in `ticked` are made. */
  importGroups: popup<void>()(() =>
    z.strictObject({
      id: z.string().max(40),
      ticked: z
        .array(z.strictObject({ group: z.string().max(longestGroupName), field: z.enum(importedFields) }))
        .max(mostGroups * importedFields.length),
    }),
  ),
  takeBackImport: popup<void>()(() => z.strictObject({ id: z.string().max(40) })),
  /** Asks Feishu for the members of a chat and compares them with a group's. */
  compareChat: popup<ChatDifference>()(() => z.strictObject({ chatId: ChatId, members: Group.shape.members })),
  /** Lists groups that differ from their linked chats, by the last known members; Feishu is not asked. */
  listDifferences: popup<readonly DifferingGroup[]>()(nothing),
  /** Lists the chats of the bot, by default of the workspace that Compose shows. */
  listChats: onBoard<readonly Chat[]>()(() =>
    z.strictObject({ fresh: z.boolean(), workspaceId: WorkspaceId.optional() }),
  ),
  /** Lists the people of a chat, or of a department with those below it (as the contacts were last read). */
  listMembers: popup<readonly Person[]>()(() =>
    z.union([
      z.strictObject({ chatId: ChatId }),
      z.strictObject({ departmentId: DepartmentId, name: z.string().max(longestDepartmentName) }),
    ]),
  ),
  /** Lists a chat's messages, newest first, 20 at a time; or one message by its id. */
  listMessages: popup<MessagePage>()(() =>
    z.union([
      z.strictObject({ chatId: ChatId, after: z.string().max(2000).nullable() }),
      z.strictObject({ messageId: z.string().max(200) }),
    ]),
  ),
  /**
   * Adds people to a chat who are not in it according to a plan. Answers with how many were added, and why the others were
   * not (the bot may not add people, an owner has to approve). Plan again afterwards.
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
   * Lists who has read one of the bot's own messages, as keys of `listMembers`; the others are preselected for a buzz.
   * Answers with a problem if Feishu does not tell: a message older than seven days, not the bot's, or in an external chat.
   */
  listReaders: popup<readonly string[]>()(() => z.strictObject({ messageId: MessageId })),

  changeSettings: popup<Settings>()(() =>
    z
      .strictObject({
        language: Language.optional(),
        welcomed: z.boolean().optional(),
        seenPaid: z.boolean().optional(),
        listenOffered: z.boolean().optional(),
        theme: Theme.optional(),
        zoom: Settings.shape.zoom.optional(),
        reduceMotion: z.boolean().optional(),
        hideOnBlur: z.boolean().optional(),
        hideAfterBuzz: z.boolean().optional(),
        asker: z.string().overwrite(tidied).max(longestAsker).optional(),
        ceilings: Ceilings.optional(),
        ladders: Settings.shape.ladders.optional(),
        templates: Settings.shape.templates.optional(),
        bubbles: Settings.shape.bubbles.optional(),
        asking: Asking.optional(),
        answerLine: z.boolean().optional(),
        tickReplies: z.boolean().optional(),
        tellOthers: z.boolean().optional(),
        undoSeconds: Settings.shape.undoSeconds.optional(),
        nightHours: Settings.shape.nightHours.optional(),
        keepDays: Settings.shape.keepDays.optional(),
        checkUpdates: z.boolean().optional(),
      })
      // A Map or a Date arrives as an empty object.
      .refine((change) => Object.keys(change).length > 0),
  ),
  /**
   * Registers and saves a hotkey; if it cannot be had, keeps the previous one and tells why. One that may not arrive is kept,
   * with a problem. Empty turns it off.
   */
  tryHotkey: popup<HotkeyState>()(() => z.strictObject({ accelerator: Accelerator })),
  /** Releases the hotkeys while a new one is recorded, so that they can be pressed like other keys. */
  setRecording: popup<void>()(() => z.strictObject({ recording: z.boolean() })),
  /** Makes the next press of the window's hotkey a trial, told by `hotkeyArrived`; or no longer. */
  awaitHotkey: popup<void>()(() => z.strictObject({ waiting: z.boolean() })),
  /** Tests whether a group can have this hotkey: no program, window or other group uses it. */
  testHotkey: popup<HotkeyState>()(() => z.strictObject({ accelerator: Accelerator, groupId: GroupId.nullable() })),
  getDesktop: popup<DesktopFacts>()(nothing),
  setLaunchAtLogin: popup<LaunchAtLogin>()(() => z.strictObject({ on: z.boolean() })),
  openDataFolder: popup<void>()(nothing),
  /** Asks for a file and writes groups, ladders and settings as JSON, without secrets. False: not saved. */
  exportData: popup<boolean>()(nothing),
  /** Asks for a folder, then restarts the app to move all data there. False: the person canceled. */
  moveData: popup<boolean>()(nothing),
  /** Resets Settings to their defaults; workspaces, groups, ladders and buzzes stay. */
  resetSettings: popup<Settings>()(nothing),
  /** Deletes all buzzes, or all data (and restarts the app). `consent` is the word that the person typed. */
  deleteData: popup<void>()(() =>
    z.strictObject({ what: z.enum(['buzzes', 'everything']), consent: z.string().max(40) }),
  ),
  getAbout: popup<AboutProgram>()(nothing),
  /** Asks for a file and writes versions, states, codes and the log, all without private data. False: not saved. */
  saveDiagnostics: popup<boolean>()(nothing),
  /** Opens the connect window: for a new workspace, or for a known one with the doctor, the code that grants scopes, or the form. */
  openConnect: onBoard<void>()(() =>
    z.strictObject({ workspaceId: WorkspaceId.nullable(), view: ConnectView.optional(), also: AlsoScopes.optional() }),
  ),
  switchWorkspace: popup<void>()(inWorkspace),
  removeWorkspace: popup<void>()(inWorkspace),

  getBoardWindow: board<BoardWindowStartup>()(nothing),
  /** Changes the zoom of all windows. */
  setZoom: board<void>()(() => z.strictObject({ zoom: Settings.shape.zoom })),

  getConnect: connect<
    ConnectStartup & Pick<Startup, 'locale' | 'advice' | 'words' | 'platform'> & { theme: Settings['theme'] }
  >()(nothing),
  /**
   * Runs a part of the doctor, `connection` first: if that fails, its answer contains the lines of the other parts as
   * `skipped`. Saves nothing.
   */
  checkWorkspace: connect<readonly CheckView[]>()(() => z.strictObject({ form: ConnectForm, part: CheckPart })),
  /** Copies the JSON that the console's import of permissions accepts. */
  copyScopes: connect<void>()(nothing),
  /**
   * Tests the form, saves the workspace and closes the window. Without a keyring it is refused until a choice is made.
   * `anyway`: saves it even if the test fails, unless the credentials are wrong.
   */
  saveWorkspace: connect<void>()(() =>
    z.strictObject({ form: ConnectForm, choice: SecretChoice, anyway: z.boolean() }),
  ),
  /**
   * Begins to connect by scan, and leaves one that was under way. Without a keyring it needs a choice. With a workspace its app
   * is extended by all scopes that features use, and by those of `also`.
   */
  startScan: connect<ScanCode>()(() =>
    z.strictObject({
      workspaceId: WorkspaceId.nullable(),
      brand: Brand,
      baseUrl: z.string().max(connectLimits.baseUrl),
      choice: SecretChoice,
      also: AlsoScopes,
    }),
  ),
  /** Answers as soon as there is news of the scan. */
  followScan: connect<ScanNews>()(nothing),
  /** Says how the secret of a scan is kept, after the news `keyring`. */
  keepScanned: connect<void>()(() => z.strictObject({ choice: SecretChoice.unwrap() })),
  /** Closes the window and offers a buzz to oneself, with the person who scanned already chosen. */
  buzzMyself: connect<void>()(nothing),
  /** Opens the link of the scan in the browser. */
  openScan: connect<void>()(nothing),
  copyScan: connect<void>()(nothing),
  stopScan: connect<void>()(nothing),
  closeConnect: connect<void>()(nothing),
} satisfies Record<RequestName, Request<z.ZodType, unknown>>;

export type Requests = typeof requests;
export type InputOf<Name extends RequestName> = z.output<ReturnType<Requests[Name]['input']>>;
export type OutputOf<Name extends RequestName> =
  // biome-ignore lint/suspicious/noConfusingVoidType: it is a promise's type: a request that answers with nothing
  Exclude<Requests[Name]['output'], undefined> extends never ? void : Exclude<Requests[Name]['output'], undefined>;

/** Events from main to windows. */
export interface Events extends Record<EventName, unknown> {
  shown: Shown;
  /** The window was shown or hidden. Chromium does not tell: it has to keep a hidden popup painted. */
  seenChanged: boolean;
  boardChanged: Board;
  activityChanged: undefined;
  /** The inbox of the current workspace. */
  inboxChanged: InboxStatus;
  groupsChanged: readonly Group[];
  settingsChanged: Pick<Startup, 'settings' | 'locale' | 'zone' | 'advice' | 'words' | 'hotkey' | 'askerName'>;
  workspacesChanged: Pick<Startup, 'workspaces' | 'currentWorkspaceId' | 'groups' | 'draft' | 'lastGroupId'>;
  draftChanged: Draft;
  /** A buzz changed the group that quick buzz offers. */
  lastGroupChanged: GroupId;
  noticeRaised: Notice;
  directoryChanged: DirectoryView;
  listeningChanged: ListeningView;
  relayChanged: RelayView;
  /** The press of the window's hotkey that `awaitHotkey` waits for. */
  hotkeyArrived: undefined;
}

type Ask<Name extends RequestName> =
  undefined extends InputOf<Name>
    ? () => Promise<Answer<OutputOf<Name>>>
    : (input: InputOf<Name>) => Promise<Answer<OutputOf<Name>>>;

/** The object `window.buzz` that the preload makes: a function per request, a subscription per event. Data only. */
export type Bridge = { readonly [Name in RequestName]: Ask<Name> } & {
  /** Subscribes; the returned function ends the subscription. */
  on<Name extends EventName>(name: Name, listener: (value: Events[Name]) => void): () => void;
};
