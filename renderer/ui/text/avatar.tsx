import type { WorkspaceView } from '../../../electron/contract/model/workspace';
import { classNames } from '../class-names';
import styles from './avatar.module.css';

interface AvatarProps {
  name: string;
  /** Diameter: 18, 22, 28 or 34 px. */
  size?: 'xs' | 's' | 'm' | 'l';
  /** Color of a workspace, which also makes it square. Absent: the color of the name. */
  hue?: number | 'practice';
}

/** A person as a colored disc with the first character of the name. Decorative: the name stands beside it, and the
 * letter is drawn by the style, so that it is no part of a button's words. */
export const Avatar = ({ name, size = 'xs', hue }: AvatarProps) => (
  <span
    className={classNames(styles.avatar, styles[size])}
    data-hue={hue ?? avatarHue(name)}
    data-square={hue !== undefined || undefined}
    data-letter={[...name.trim()][0]?.toUpperCase() ?? '?'}
    aria-hidden
  />
);

const hues = 8;

/** Color of a name, always the same: 0 to 7, an index into avatar.module.css. */
export const avatarHue = (name: string): number => {
  let sum = 0;
  for (const character of name.trim()) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % hues;
};

const workspaceHues = 7;

/**
 * Gives each workspace a color, so that a person does not buzz the wrong company: the color of its name, or the next one that
 * no workspace before it has. Practice has the color of its badge.
 */
export const workspaceMarks = (
  workspaces: readonly Pick<WorkspaceView, 'id' | 'name' | 'practice'>[],
): ReadonlyMap<WorkspaceView['id'], number | 'practice'> => {
  const marks = new Map<WorkspaceView['id'], number | 'practice'>();
  for (const { id, name, practice } of workspaces) {
    const taken = new Set(marks.values());
    let hue = avatarHue(name) % workspaceHues;
    for (let tries = 1; tries < workspaceHues && taken.has(hue); tries += 1) hue = (hue + 1) % workspaceHues;
    marks.set(id, practice ? 'practice' : hue);
  }
  return marks;
};
