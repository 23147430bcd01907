import type { Problem } from '../../../contract/advice/problem';
import type { Draft } from '../../../contract/model/draft';
import type { ChatId } from '../../../contract/model/ids';
import type { PlannedBackup, PlannedPerson } from '../../../contract/model/plan';
import type { Locale } from '../../../contract/model/settings';
import type { DraftRoom } from './draft-room';

/** A person in a draft, before the limits of this computer are looked at. */
export interface ResolvedPerson extends Omit<PlannedPerson, 'department' | 'warning' | 'recently'> {
  department?: PlannedPerson['department'];
  /** A reason for a second thought that stops nothing. */
  doubt?: Problem | null;
}

/** A backup group, and its people as they are known. */
export interface ResolvedBackup extends Omit<PlannedBackup, 'people'> {
  people: readonly (ResolvedPerson & { apart: boolean })[];
}

/** A draft and everything that was looked up for planning it: the input of `planOf`, which looks up nothing. */
export interface ResolvedDraft {
  draft: Draft;
  practice: boolean;
  workspaceName: string;
  /** The recipients, as the person named them. */
  title: string;
  asker: string;
  /** Language of the line that names who asks, if the one who asks chose it. */
  locale?: Locale;
  /** Size of the message's request body (bytes). */
  weight: number;
  people: readonly ResolvedPerson[];
  /** The groups that its ladder calls instead. */
  backups: readonly ResolvedBackup[];
  /** Number of messages of an earlier buzz that would be sent now because they are not there; zero for a new draft. */
  resend: number;
  mode: 'direct' | 'chat' | 'room';
  chat: { chatId: ChatId; name: string } | null;
  /** In room mode: the room, or the one to be made. */
  room: DraftRoom | null;
  /** A problem that stops the whole draft, found while looking things up: a deleted group, no network, no secret. */
  problem: Problem | null;
}

/** A draft for which nothing could be looked up, with the reason. */
export const unresolved = (draft: Draft, problem: Problem): ResolvedDraft => ({
  draft,
  practice: false,
  workspaceName: '',
  title: '',
  asker: '',
  weight: 0,
  people: [],
  backups: [],
  resend: 0,
  mode: 'direct',
  chat: null,
  room: null,
  problem,
});
