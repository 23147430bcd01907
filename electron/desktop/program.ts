import type { Notice, PageWords, Startup } from '../contract/ipc/startup';
import type { Draft } from '../contract/model/draft';
import type { WorkspaceId } from '../contract/model/ids';
import type { PlannedPerson } from '../contract/model/plan';
import type { Locale } from '../contract/model/settings';
import type { WorkspaceView } from '../contract/model/workspace';
import type { Engine } from '../core/buzz/engine/engine';
import type { OpenWorkspaces } from '../core/open-workspaces';
import type { Store } from '../core/ports/store';
import type { Broadcast } from './ipc/ipc-host';
import type { Boards } from './windows/boards';

/** What was remembered, and what can be said from it alone: the popup's first frame is made from this. */
export interface Answerable {
  store: Store;
  newId: () => string;
  locale: () => Locale;
  /** What the screens say, in that language. */
  pageWords: () => PageWords;
  /** Who asks, as the message will say it. */
  askerName: () => string;
  /** Practice first, then the real ones; secrets as the renderer may see them. */
  workspaces: () => readonly WorkspaceView[];
  currentWorkspaceId: () => WorkspaceId;
  notices: () => readonly Notice[];
  dismissNotice: (id: string) => void;
}

/** What the answers to the windows' requests are made from. */
export interface Program extends Answerable {
  engine: Engine;
  /** What is known of a draft's people without asking. */
  foresee: (draft: Draft) => readonly PlannedPerson[];
  open: OpenWorkspaces;
  broadcast: Broadcast;
  boards: Boards;
}

/** What changes when another workspace is looked at. */
export const workspaceNews = (
  program: Answerable,
): Pick<Startup, 'workspaces' | 'currentWorkspaceId' | 'groups' | 'draft' | 'lastGroupId'> => {
  const id = program.currentWorkspaceId();
  const groups = program.store.groups(id);
  return {
    workspaces: program.workspaces(),
    currentWorkspaceId: id,
    groups,
    draft: program.store.draft(id),
    lastGroupId: program.store.settings().lastGroups[id] ?? null,
  };
};
