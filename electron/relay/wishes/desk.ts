import type { Answer, Problem } from '../../contract/advice/problem';
import type { ActivityRow, Board, ConfirmedBoard } from '../../contract/model/board';
import type { Gesture } from '../../contract/model/channel';
import type { BuzzId, WorkspaceId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import type { BoardAction, RelayRefusal, Right, Wish } from '../../contract/relay';
import type { Confirmed, Entry, LaterEntry } from '../../core/buzz/record/entry';
import type { ActivityQuery } from '../../core/buzz/record/ledger';
import type { NamedWorkspace } from '../program/open-parts';
import type { StoredToken } from '../tokens/token';
import type { AlarmWish } from './alarm-wish';
import type { Spent } from './budgets';

/** How a wish was told, and by whom. */
export interface WishCall {
  token: StoredToken;
  workspace: NamedWorkspace;
  /** SHA-256 of the body (hex). */
  digest: string;
  key: string | null;
  /** The language that the caller asks for; null: the workspace's own. */
  locale: Locale | null;
}

/** What a wish came to. `late`: it has no answer yet, and may still be carried out; `busy`: it was not, and will not be. */
export type MadeBuzz =
  | { kind: 'made'; board: ConfirmedBoard }
  | { kind: 'printed'; printed: RelayRefusal['problem'] }
  | { kind: 'problem'; problem: Problem }
  | { kind: 'spent'; spent: Spent }
  | { kind: 'no-right'; right: Right }
  | { kind: 'key-reused' }
  | { kind: 'late' | 'busy' };

/**
 * What an alarm came to. `running`: its incident is open already. `folded`: it is told under the buzz of a storm. `nothing`: it is over,
 * and was not open. `full`: its hook has made its buzzes of this hour.
 */
export type AlarmEnd =
  | { kind: 'opened' | 'running' | 'folded' | 'resolved'; buzz: BuzzId }
  | { kind: 'nothing' }
  | { kind: 'full'; limit: number; seconds: number }
  | Exclude<MadeBuzz, { kind: 'made' | 'key-reused' }>;

export type Acted =
  | { kind: 'board'; board: Answer<Board> }
  | { kind: 'spent'; spent: Spent }
  | { kind: 'late' | 'busy' };

/** A ladder that a desktop hands over, checked, and already of the relay's workspace. */
export interface HandedLadder {
  entries: readonly [Confirmed, ...LaterEntry[]];
  /** Time of the clock here ahead of the desktop's (ms). */
  skew: number;
  workspace: NamedWorkspace;
  token: StoredToken;
  /** SHA-256 of the body (hex). */
  digest: string;
}

/** What became of taking a ladder, or giving it back. */
export type HandedOver<T> =
  | { kind: 'done'; value: T }
  | { kind: 'problem'; problem: Problem }
  | { kind: 'spent'; spent: Spent }
  | { kind: 'late' | 'busy' };

/**
 * What those who call over HTTP may ask for, whichever process acts for the workspace. Rights were looked at before; ceilings
 * of tokens are counted here, and what is done is in the audit before it is done.
 */
export interface Desk {
  board(id: BuzzId): Promise<Answer<Board>>;
  /** A page of the buzzes of these workspaces, newest first. */
  list(workspaces: readonly WorkspaceId[], page: ActivityQuery): Promise<readonly ActivityRow[]>;
  wish(wish: Wish, call: WishCall): Promise<MadeBuzz>;
  /** Carries out one alarm of a webhook. */
  alarm(alarm: AlarmWish, call: Pick<WishCall, 'token' | 'workspace' | 'digest'>): Promise<AlarmEnd>;
  act(action: BoardAction, board: Board, token: StoredToken): Promise<Acted>;
  /** Goes on with a held ladder. */
  goOn(board: Board, gesture: Gesture, token: StoredToken): Promise<Acted>;
  /** Takes a ladder; answers with the number of entries that were handed over. */
  adopt(handed: HandedLadder): Promise<HandedOver<number>>;
  /** Gives a ladder back; answers with the number of its entries, null: it was never here, and never will be. */
  release(id: BuzzId, workspace: NamedWorkspace, token: StoredToken): Promise<HandedOver<number | null>>;
  /** All entries of a buzz, oldest first. */
  entries(id: BuzzId): Promise<readonly Entry[]>;
}
