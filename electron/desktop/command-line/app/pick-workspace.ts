import type { WorkspaceId } from '../../../contract/model/ids';
import type { WorkspaceView } from '../../../contract/model/workspace';

export type PickedWorkspace =
  | { kind: 'picked'; workspace: WorkspaceView }
  | { kind: 'unknown'; name: string; candidates: readonly string[] }
  | { kind: 'ambiguous'; name: string; candidates: readonly string[] };

const isCalled = (workspace: WorkspaceView, name: string): boolean =>
  workspace.name === name ||
  workspace.id === name ||
  (workspace.practice ? name === 'practice' || name === '练习' : workspace.appId === name);

/**
 * Picks the workspace for a command: the one it names (by name, App ID, or `practice`), else the real one used last.
 * Practice, which reaches no real people, is picked only while there is no real workspace.
 */
export const pickWorkspace = (
  name: string | null,
  known: { workspaces: readonly WorkspaceView[]; current: WorkspaceId; lastReal: WorkspaceId | null },
): PickedWorkspace => {
  const { workspaces, current, lastReal } = known;
  const real = workspaces.filter((workspace) => !workspace.practice);
  if (name !== null) {
    const called = workspaces.filter((workspace) => isCalled(workspace, name.trim()));
    const [workspace, ...others] = called;
    if (!workspace) {
      return { kind: 'unknown', name, candidates: [...real.map((each) => each.name), 'practice'] };
    }
    if (others.length === 0) return { kind: 'picked', workspace };
    return { kind: 'ambiguous', name, candidates: called.map((each) => (each.practice ? 'practice' : each.appId)) };
  }
  const workspace =
    real.find((each) => each.id === current) ??
    real.find((each) => each.id === lastReal) ??
    real[real.length - 1] ??
    workspaces.find((each) => each.practice);
  return workspace ? { kind: 'picked', workspace } : { kind: 'unknown', name: '', candidates: [] };
};
