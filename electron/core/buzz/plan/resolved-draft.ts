import type { Problem } from '../../../contract/advice/problem';
import type { Draft } from '../../../contract/model/draft';
import type { ChatId } from '../../../contract/model/ids';
import type { PlannedPerson } from '../../../contract/model/plan';
import type { DraftRoom } from './room-of';

/** Somebody in a draft, before the limits of this computer are looked at. */
export interface ResolvedPerson extends Omit<PlannedPerson, 'warning'> {
  /** What deserves a thought without stopping anything. */
  doubt?: Problem | null;
}

/** A draft after everything was looked up that planning needs: the input of `planOf`, which itself looks up nothing. */
export interface ResolvedDraft {
  draft: Draft;
  practice: boolean;
  workspaceName: string;
  /** Whom it is for, in the person's own words. */
  title: string;
  asker: string;
  /** The request body's weight in bytes, and what it may weigh. */
  weight: number;
  people: readonly ResolvedPerson[];
  /** Messages of an earlier buzz that are not there and would be sent with it; zero for a new draft. */
  resend: number;
  mode: 'direct' | 'chat' | 'room';
  chat: { chatId: ChatId; name: string } | null;
  /** In room mode: the room, or the one to be made. */
  room: DraftRoom | null;
  /** What stops the whole draft, found while looking things up: a deleted group, no network, no secret. */
  problem: Problem | null;
}

/** A draft of which nothing could be looked up, and why. */
export const unresolved = (draft: Draft, problem: Problem): ResolvedDraft => ({
  draft,
  practice: false,
  workspaceName: '',
  title: '',
  asker: '',
  weight: 0,
  people: [],
  resend: 0,
  mode: 'direct',
  chat: null,
  room: null,
  problem,
});
