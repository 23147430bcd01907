import type { Problem } from '../../../contract/advice/problem';
import type { Zone } from '../../../contract/local-time';
import type { Channel } from '../../../contract/model/channel';
import type { BuzzId, WorkspaceId } from '../../../contract/model/ids';
import type { Ceilings, Settings } from '../../../contract/model/settings';
import type { LeftBehind } from '../../../contract/rules/needs-attention';
import type { RungWay } from '../../../contract/rules/rungs';
import type { Clock } from '../../ports/clock';
import type { ReceiptsAnswer } from '../receipts/ask-readers';
import type { ToldOf } from '../receipts/hearing';
import type { BuzzRecord } from '../record/buzz-record';
import type { PaidUsage } from '../record/paid-usage';
import type { Records } from '../record/records';

/** News of a ladder for a person who may not be looking at its board. */
export type LadderNews =
  /** SMS or phone wait for a decision, since Feishu cannot say who has read. */
  | { kind: 'held'; id: BuzzId; title: string; channel: Channel; people: number; problem: Problem | null }
  /** It ended, as nothing reaches those who are left: their chat, message or account is gone. */
  | { kind: 'ended-outside'; id: BuzzId; title: string; problem: Problem }
  /** It ended before its last step, as no further one could reach people who are still waited for. */
  | ({ kind: 'left'; id: BuzzId; title: string } & LeftBehind)
  /** Rungs whose time passed while the computer slept or the app did not run. */
  | { kind: 'missed'; id: BuzzId; title: string; rungs: readonly MissedRung[] };

/** A missed rung. `reminder`: it would have pinned the chat instead of calling. */
export interface MissedRung {
  channel: RungWay;
  dueAt: number;
}

export interface LadderDeps {
  records: Records;
  clock: Clock;
  /** Asks now who has read or answered, before a rung: an answer of a moment ago does not count. */
  ask: (record: BuzzRecord, before: Channel | 'others') => Promise<ReceiptsAnswer>;
  /** Asks the same sparingly, while no rung is due. */
  askAtTime: (record: BuzzRecord) => Promise<void>;
  /** What events tell of a buzz, so that it need not be asked for between its rungs; null: nothing for sure. */
  toldOf: (record: BuzzRecord) => ToldOf | null;
  limits: (workspaceId: WorkspaceId) => { usage: PaidUsage; ceilings: Ceilings };
  nightHours: (workspaceId: WorkspaceId) => Settings['nightHours'];
  zone: (workspaceId: WorkspaceId) => Zone;
  /** The reason, known without asking, for which the app may set no reminders; null: none is known. */
  remindHindrance: (workspaceId: WorkspaceId) => Promise<Problem | null>;
  /** The reason for which nothing may leave for a buzz from here: its ladder is another program's. null: it may. */
  elsewhere: (record: BuzzRecord) => Problem | null;
  start: (record: BuzzRecord, step: number, channel: Channel) => void;
  /** Does the work in turn with confirmations, so that each sees what the one before has started. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  onNews: (news: LadderNews) => void;
}
