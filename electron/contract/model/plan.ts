import type { Problem } from '../advice/problem';
import type { Channel, Outcome, PaidChannel } from './channel';
import type { ExistingMessage } from './draft';
import type { BuzzId, ChatId, PlanId, WorkspaceId } from './ids';
import type { Ladder, LadderStep } from './ladder';
import type { UserIdType } from './person';

/** One person in a plan. With a `preflight` problem they will not be called, and get `outcome` at once. */
export interface PlannedPerson {
  key: string;
  name: string;
  idType: UserIdType | null;
  id: string | null;
  preflight: { outcome: Exclude<Outcome, 'pending' | 'accepted'>; problem: Problem } | null;
  /** Said before sending, without stopping it: "called 2 min ago". */
  warning: Problem | null;
}

/** What will be called. `buzzes` counts people, `calls` counts API calls (messages included). */
export interface PlanCounts {
  messages: number;
  buzzes: number;
  calls: number;
}

/** The cost of a paid plan, "as counted here": what this computer has used this month of what it allows. */
export interface PlanCost {
  channel: PaidChannel;
  calls: number;
  leftThisMonth: number;
  limit: number;
}

/** The policy a plan would climb by, and what it may cost at most: everybody unread at every step. */
export interface PlannedLadder {
  name: string;
  steps: readonly LadderStep[];
  repeat: Ladder['repeat'];
  costs: readonly PlanCost[];
}

/**
 * 方案: what will be called, for whom, at what cost. Shown before sending; confirmed by its id, once, before
 * `expiresAt` (ms since epoch). With a `problem` it cannot be confirmed.
 */
export interface Plan {
  id: PlanId;
  workspaceId: WorkspaceId;
  practice: boolean;
  channel: Channel;
  mode: 'direct' | 'chat' | 'room';
  chat: { chatId: ChatId; name: string } | null;
  /** In room mode: whether the room is there already, and how many have to be added to it. */
  room: { name: string; isNew: boolean; toAdd: number } | null;
  /** `auto` went direct, but a room would need far fewer calls. */
  suggestsRoom: boolean;
  about: ExistingMessage | null;
  ladder: PlannedLadder | null;
  /** Set when the plan buzzes the messages of an earlier buzz again. */
  again: BuzzId | null;
  people: readonly PlannedPerson[];
  counts: PlanCounts;
  cost: PlanCost | null;
  problem: Problem | null;
  expiresAt: number;
}
