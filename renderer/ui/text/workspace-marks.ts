import type { WorkspaceView } from '../../../electron/contract/model/workspace';
import { avatarHue } from './avatar-hue';

const hues = 7;

/**
 * A colour for each workspace, so that nobody buzzes the wrong company: that of its name, or the next one that no
 * workspace before it has. Practice is in the colours of its badge.
 */
export const workspaceMarks = (
  workspaces: readonly Pick<WorkspaceView, 'id' | 'name' | 'practice'>[],
): ReadonlyMap<WorkspaceView['id'], number | 'practice'> => {
  const marks = new Map<WorkspaceView['id'], number | 'practice'>();
  for (const { id, name, practice } of workspaces) {
    const taken = new Set(marks.values());
    let hue = avatarHue(name) % hues;
    for (let tries = 1; tries < hues && taken.has(hue); tries += 1) hue = (hue + 1) % hues;
    marks.set(id, practice ? 'practice' : hue);
  }
  return marks;
};
