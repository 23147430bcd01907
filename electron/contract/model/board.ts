import type { Problem } from '../advice/problem';
import type { Ack, Reply } from './answer';
import type { Channel, Outcome } from './channel';
import type { ExistingMessage } from './draft';
import type { BuzzId, ChatId, MessageId, WorkspaceId } from './ids';
import type { Ladder } from './ladder';
import type { Picture } from './message/picture';
import type { BoardNote } from './note';
import type { UserIdType } from './person';

/** One attempt to reach a person: its channel, outcome and time (ms since the epoch). */
export interface BoardStep {
  via: Channel;
  outcome: Outcome;
  problem: Problem | null;
  at: number;
}

/**
 * 即时提醒 (reminder) of a person: their chat pinned at the top of their list. `unsure`: it may have been set. `taken`: set, and
 * taken back. `stays`: it could not be taken back. `at`: when it was set, or else wanted (ms since the epoch).
 */
export interface BoardReminder {
  state: 'pending' | 'set' | 'unsure' | 'taken' | 'failed' | 'stays';
  at: number;
  problem: Problem | null;
}

/** A person on the board. `outcome` is the last step's; `readAt`: when they read the message (ms since the epoch). */
export interface BoardPerson {
  key: string;
  name: string;
  /** What tells them from others of the same name, mostly their department; null: the name tells who is meant. */
  department: string | null;
  /** Name of the backup group with which a rung called them; null: the buzz was for them. */
  backup: string | null;
  idType: UserIdType | null;
  id: string | null;
  outcome: Outcome;
  problem: Problem | null;
  /** State of the message itself, which may have been sent although its buzz failed. */
  message: 'pending' | 'sent' | 'failed' | 'unknown' | 'recalled';
  readAt: number | null;
  /** What happened in Feishu, so that nothing reaches them any more; null: nothing is known of. */
  absence: Problem | null;
  /** Their answer; null: none yet. */
  ack: Ack | null;
  /** The texts they wrote and the bubbles they tapped, oldest first. */
  replies: readonly Reply[];
  /** null: no step of the ladder has reminded them. */
  reminder: BoardReminder | null;
  steps: readonly BoardStep[];
}

/**
 * What else may help with a person who has not read: `chat`, their chat can be opened in Feishu; `number`, Feishu can be asked
 * for their number; `ask`, colleagues who have read and may pass it on, those of the same department first.
 */
export interface PersonHelp {
  chat: boolean;
  number: boolean;
  ask: readonly { key: string; name: string; department: string | null }[];
}

/**
 * A picture of a buzz. `pending`: it is being uploaded. `failed`: the messages went without it, for this reason. Its file may be
 * gone by now.
 */
export interface BoardPicture {
  picture: Picture;
  state: 'pending' | 'sent' | 'failed';
  problem: Problem | null;
}

export interface BoardMessage {
  messageId: MessageId;
  chatId: ChatId | null;
}

/**
 * One rung of a running ladder. `held`: the receipts could not be asked for, so a person decides. `missed`: its time
 * passed while this computer slept. `skipped`: all people had read, or the ladder ended before.
 */
export interface BoardRung {
  via: Channel;
  /** It pins the chat instead of calling. */
  reminder: boolean;
  /** Name of the group that it calls instead; null: the people of the buzz. */
  backup: string | null;
  /** Key of the one person whose turn it is, in a ladder that calls one after another; null: it is no one's. */
  turn: string | null;
  dueAt: number;
  state: 'done' | 'next' | 'later' | 'held' | 'missed' | 'skipped';
  /** Number of people it called, or would call now. */
  people: number;
  /** The reason for which it is held, was missed or skipped, or, once done, called no one. */
  problem: Problem | null;
}

/**
 * The relay to which a ladder was handed over. `handing-over`: it was asked to take it, and has not answered. `handed-over`: it
 * climbs there. `refused`: it did not take it, for the reason in `problem`, so it climbs here. `taken-back`: it gave it back, so it
 * climbs here again. `released`: this is the relay, and it has given the ladder back.
 */
export interface BoardClimber {
  /** Name of the relay, as whoever handed it over calls it. */
  relay: string;
  state: 'handing-over' | 'handed-over' | 'refused' | 'taken-back' | 'released';
  /** It is the other's: nothing leaves for this buzz from here, and nothing is asked. */
  elsewhere: boolean;
  /** Time at which this state began (ms since the epoch). */
  since: number;
  problem: Problem | null;
  /** When the relay was last heard (ms since the epoch; null: never since the start), and whether it can be reached (null: not known). */
  lastHeardAt: number | null;
  reachable: boolean | null;
}

/** A running ladder. `armed`: its next rung is climbed by itself: by this app while the computer is awake, or by the relay (`Board.climber`). */
export interface BoardLadder {
  name: string;
  until: Ladder['until'];
  enough: Ladder['enough'];
  state: 'armed' | 'held' | 'ended';
  /** What happened in Feishu that ended it; null: nothing did. */
  problem: Problem | null;
  /** The person whose turn it is, by key, and when the next one's begins (ms since the epoch; null: no one is left); null: it calls all at once, or ended. */
  turn: { key: string; until: number | null } | null;
  rungs: readonly BoardRung[];
}

/** `running`: a call has no answer yet. `stopped`: no further call will be made. */
export type BuzzState = 'running' | 'done' | 'stopped';

/** 加急: one confirmed plan and everything that came of it, as the board shows it. */
export interface Board {
  id: BuzzId;
  workspaceId: WorkspaceId;
  workspaceName: string;
  practice: boolean;
  /** The recipients as the person chose them: "值班组" or "韩梅梅、单小雨 +4". */
  title: string;
  text: string;
  asker: string;
  channel: Channel;
  mode: 'direct' | 'chat' | 'room';
  chat: { chatId: ChatId; name: string } | null;
  createdAt: number;
  state: BuzzState;
  messages: readonly BoardMessage[];
  people: readonly BoardPerson[];
  pictures: readonly BoardPicture[];
  calls: { send: number; buzz: number; total: number };
  /** It asks for an answer: its message says so. */
  asks: boolean;
  /** Key of the person whose answer ended it for all; null: none did, or everyone has to answer. */
  takenBy: string | null;
  /** When answers were last asked for, and the problem if they could not be had. */
  answers: { askedAt: number | null; problem: Problem | null };
  /** When receipts were last asked for, and the problem if they could not be had. */
  receipts: { askedAt: number | null; problem: Problem | null };
  /** Stopped by the alarm that it is about, which was resolved; null: it was not stopped, or by a person. */
  stoppedBy: 'alarm' | null;
  recalled: boolean;
  /** It was recalled in Feishu, and not from here. */
  recalledElsewhere: boolean;
  about: ExistingMessage | null;
  ladder: BoardLadder | null;
  /** The relay that climbs, or was to; null: it was never handed over. */
  climber: BoardClimber | null;
  /** Time until which paid calls can be taken back (ms since the epoch); null: none wait. */
  undoUntil: number | null;
  /**
   * Calls that wait because Feishu cannot be reached: the reason, when they are tried next, and until when the app goes on
   * trying to send messages and to buzz (null: none of these is left; all times in ms since the epoch).
   */
  waiting: { until: number; problem: Problem; tries: { message: number | null; buzz: number | null } } | null;
  /** The free messages after it, oldest first. */
  notes: readonly BoardNote[];
}

/**
 * The answer to a confirmation: the new board. `repeated`: the same buzz went out a moment ago, so nothing was sent again, and
 * this is the board of then.
 */
export interface ConfirmedBoard extends Board {
  repeated: boolean;
}

/** One row of Activity. */
export interface ActivityRow {
  id: BuzzId;
  workspaceId: WorkspaceId;
  workspaceName: string;
  practice: boolean;
  title: string;
  text: string;
  /** Channel of the plan. */
  channel: Channel;
  /** Loudest channel of all its steps, by a ladder or by hand. */
  loudest: Channel;
  createdAt: number;
  state: BuzzState;
  recalled: boolean;
  people: number;
  /** Number of pictures it was to be sent with. */
  pictures: number;
  read: number;
  /** Number of people who have acknowledged. */
  acknowledged: number;
  /** Number of people to whom Feishu accepted a call, whatever became of later ones. */
  accepted: number;
  /** Number of people for whom a person has to act (`rules/needs-attention.ts`). */
  attention: number;
}
