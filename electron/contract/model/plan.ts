import type { Problem } from '../advice/problem';
import type { Bubble } from './answer';
import type { Channel, Outcome, PaidChannel } from './channel';
import type { ExistingMessage } from './draft';
import type { BuzzId, ChatId, GroupId, PlanId, WorkspaceId } from './ids';
import type { Climbs, Ladder, LadderStep } from './ladder';
import type { UserIdType } from './person';

/** A person in a plan. With a `preflight` problem they are not called and get its `outcome` at once. */
export interface PlannedPerson {
  key: string;
  name: string;
  /** Their department, if others have the same name; null: the name tells who is meant, or no department is known. */
  department: string | null;
  idType: UserIdType | null;
  id: string | null;
  preflight: { outcome: Exclude<Outcome, 'pending' | 'accepted'>; problem: Problem } | null;
  /** A reason for a second thought that prevents nothing: the account is frozen, the last buzz did not reach them. */
  warning: Problem | null;
  /** Said when an SMS or a call went to them within the hour: nothing is wrong with them. */
  recently: Problem | null;
}

/** Numbers of what goes out at once. `buzzes` counts people, `calls` counts API calls, messages included. */
export interface PlanCounts {
  messages: number;
  buzzes: number;
  calls: number;
}

/** Cost of a paid plan, as counted on this computer: what it has used this month of its limit. */
export interface PlanCost {
  channel: PaidChannel;
  calls: number;
  leftThisMonth: number;
  limit: number;
}

/** A backup group with its people as they are now: confirming the plan agrees to these and no others. */
export interface PlannedBackup {
  groupId: GroupId;
  name: string;
  /** `apart`: they are not in the chat of the buzz, and get its text in a direct message of their own. */
  people: readonly (PlannedPerson & { apart: boolean })[];
  /** The reason for which none of them can be called; null: some can. */
  problem: Problem | null;
}

/** A rung in a plan, with its repetitions. `calls`: the most that it makes, if no person reads before. */
export interface PlannedRung extends LadderStep {
  /** The group that it calls instead; null: it calls the people of the plan. */
  backupGroup: PlannedBackup | null;
  /** How often it is repeated after the first time, and how many minutes apart. */
  repeat: Ladder['repeat'];
  calls: number;
  /** It is no escalation of what goes out now, so it calls no one. */
  passed: boolean;
  /** The reason, known beforehand, for which Feishu will refuse this rung; null: none is known. */
  problem: Problem | null;
}

/** The ladder of a plan, and its highest cost: all people unread at every step. */
export interface PlannedLadder {
  name: string;
  steps: readonly LadderStep[];
  repeat: Ladder['repeat'];
  until: Ladder['until'];
  enough: Ladder['enough'];
  inTurn: Ladder['inTurn'];
  /** Number of turns, all rounds together; 0: all are called at once. */
  turns: number;
  rungs: readonly PlannedRung[];
  costs: readonly PlanCost[];
  /**
   * Where it will climb. `problem`: the reason for which it climbs here although the relay was wanted, as far as is known now;
   * where the relay is only not heard, it is handed over as soon as it is.
   */
  climbs: { at: Climbs; problem: Problem | null };
}

/** What is known to keep each channel from working; null: nothing, so it is offered. */
export type ChannelProblems = Readonly<Record<Channel, Problem | null>>;

/**
 * 方案 (plan): the calls a draft leads to, for whom, at what cost. Shown before sending; confirmed by its id, once, before
 * `expiresAt` (ms since the epoch). With a `problem` it cannot be confirmed.
 */
export interface Plan {
  id: PlanId;
  workspaceId: WorkspaceId;
  practice: boolean;
  channel: Channel;
  /** Every channel for these people, also those that were not chosen. */
  channels: ChannelProblems;
  mode: 'direct' | 'chat' | 'room';
  chat: { chatId: ChatId; name: string } | null;
  /** In room mode: whether the room has to be made, and how many people have to be added to it. */
  room: { name: string; isNew: boolean; toAdd: number } | null;
  /** `auto` chose direct messages, but a room would need far fewer calls. */
  suggestsRoom: boolean;
  about: ExistingMessage | null;
  ladder: PlannedLadder | null;
  /** The earlier buzz whose messages are buzzed again; null: none. */
  again: BuzzId | null;
  /**
   * What asking for an answer adds: a line at the end of the message, and the bubbles under each direct message, each a call
   * of its own (among `counts.calls`); null: it asks for none.
   */
  ask: { bubbles: readonly Bubble[]; calls: number } | null;
  /** Its pictures, each uploaded once (a call among `counts.calls`), and what is known to keep them out; null: it has none. */
  pictures: { count: number; bytes: number; problem: Problem | null } | null;
  people: readonly PlannedPerson[];
  counts: PlanCounts;
  cost: PlanCost | null;
  problem: Problem | null;
  expiresAt: number;
}
