import type { WorkspaceView } from '../../../electron/contract/model/workspace';
import { useWindow } from '../../state/window-store';
import { avatarHue, workspaceMarks } from '../text/avatar';
import styles from './workspace-edge.module.css';

/**
 * An edge around the window in the color of the workspace, hatched for practice, so that one is not taken for another at a glance.
 * Decorative: the workspace is named in the window as well.
 */
export const WorkspaceEdge = ({ id, name, practice }: Pick<WorkspaceView, 'id' | 'name' | 'practice'>) => {
  const workspaces = useWindow((state) => state.workspaces);
  // A board outlives its workspace.
  const hue = practice ? 'practice' : (workspaceMarks(workspaces).get(id) ?? avatarHue(name));
  return <div className={styles.edge} data-hue={hue} data-edge aria-hidden />;
};
