import type { Problem } from '../../../contract/advice/problem';
import type { WorkspaceId } from '../../../contract/model/ids';
import type { WorkspaceView } from '../../../contract/model/workspace';
import { called, plainText, tidied } from '../../../contract/plain-text';

export type PickedWorkspace =
  | { kind: 'picked'; workspace: WorkspaceView }
  | { kind: 'unknown'; name: string; candidates: readonly string[] }
  | { kind: 'ambiguous'; name: string; candidates: readonly string[] }
  /** Real workspaces are there, but not the one used last. */
  | { kind: 'unsure'; candidates: readonly string[] }
  | { kind: 'lost'; problem: Problem };

const hasId = (workspace: WorkspaceView, id: string): boolean =>
  workspace.id === id ||
  (workspace.practice ? id.toLowerCase() === 'practice' || id === '练习' : workspace.appId === id);

/**
 * Picks the workspace for a command: the one it names (by name, App ID, or `practice`), else the real one used last. What is
 * not known is not guessed: practice, which reaches no real people, is picked only if there has never been a real workspace,
 * and another real one never takes the place of the one used last.
 */
export const pickWorkspace = (
  name: string | null,
  known: {
    workspaces: readonly WorkspaceView[];
    current: WorkspaceId;
    lastReal: WorkspaceId | null;
    /** True if the settings, which name the workspace used last, were damaged, and no person has seen that yet. */
    damaged: boolean;
    /** The reason why practice is not what is meant: there was a real workspace. */
    lost: () => Problem | null;
  },
): PickedWorkspace => {
  const { workspaces, current, lastReal } = known;
  const real = workspaces.filter((workspace) => !workspace.practice);
  if (name !== null) {
    const byName = called(tidied(name), workspaces);
    const meant = workspaces.filter((each) => byName.includes(each) || hasId(each, plainText(name)));
    const [workspace, ...others] = meant;
    if (!workspace) {
      return { kind: 'unknown', name, candidates: [...real.map((each) => each.name), 'practice'] };
    }
    if (others.length === 0) return { kind: 'picked', workspace };
    return { kind: 'ambiguous', name, candidates: meant.map((each) => (each.practice ? 'practice' : each.appId)) };
  }
  const used = real.find((each) => each.id === current) ?? real.find((each) => each.id === lastReal);
  if (used) return { kind: 'picked', workspace: used };
  const newest = real.at(-1);
  if (newest) {
    const sure = lastReal === null && !known.damaged;
    return sure ? { kind: 'picked', workspace: newest } : { kind: 'unsure', candidates: real.map((each) => each.name) };
  }
  const problem = known.lost();
  if (problem) return { kind: 'lost', problem };
  const practice = workspaces.find((each) => each.practice);
  return practice ? { kind: 'picked', workspace: practice } : { kind: 'unknown', name: '', candidates: [] };
};
