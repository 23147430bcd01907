import type { Group } from '../../../../electron/contract/model/group';
import type { WorkspaceId } from '../../../../electron/contract/model/ids';
import type { GroupForm } from './group-form';

/** A group being made or changed: what it was, and what the editor holds. */
export interface Edit {
  workspaceId: WorkspaceId;
  original: Group | null;
  form: GroupForm;
}

/**
 * The edit that was left without saving or cancelling: looking at another tab unmounts the editor, and nothing typed
 * may be lost by that. In memory only, for this window.
 */
let kept: Edit | null = null;

export const keptEdit = {
  /** The unfinished edit of this workspace, if there is one. */
  of: (workspaceId: WorkspaceId): Edit | null => (kept?.workspaceId === workspaceId ? kept : null),
  keep: (edit: Edit) => {
    kept = edit;
  },
  drop: () => {
    kept = null;
  },
};
