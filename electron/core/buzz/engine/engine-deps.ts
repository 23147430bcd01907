import type { Answer } from '../../../contract/advice/problem';
import type { Draft } from '../../../contract/model/draft';
import type { WorkspaceId } from '../../../contract/model/ids';
import type { Ceilings, Locale } from '../../../contract/model/settings';
import type { Feishu } from '../../feishu/feishu';
import type { LadderNews } from '../ladder/ladder-deps';
import type { WantedLadder } from '../ladder/ladder-plan';
import type { ResolvedDraft } from '../plan/resolved-draft';
import type { RecordsDeps } from '../record/records';
import type { Rooms } from '../send/rooms';

/** What the engine is given: time, chance, disk, Feishu, and whom to tell. */
export interface EngineDeps extends RecordsDeps {
  random: () => number;
  /** A fresh id: letters and digits, unguessable. */
  newId: () => string;
  /** Where a workspace's Feishu is. */
  hostOf: (id: WorkspaceId) => string;
  /** Feishu for a buzz whose messages it knows since then (ms; never, when there is none): practice forgets them. */
  feishuOf: (workspaceId: WorkspaceId, knownSince: number) => Answer<Feishu>;
  resolve: (draft: Draft) => Promise<ResolvedDraft>;
  rooms: Rooms;
  /** The policy a draft wants to climb by. */
  policyOf: (draft: Draft) => Promise<WantedLadder>;
  /** How long paid calls wait for a change of mind, ms. */
  undoMs: () => number;
  onLadder: (news: LadderNews) => void;
  ceilings: () => Ceilings;
  locale: () => Locale;
}
