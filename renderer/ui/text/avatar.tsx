import { classNames } from '../class-names';
import styles from './avatar.module.css';
import { avatarHue } from './avatar-hue';

export interface AvatarProps {
  name: string;
  /** 18, 22, 28 or 34 px */
  size?: 'xs' | 's' | 'm' | 'l';
  /** Absent: the name's own. A workspace has a given one, and is square. */
  hue?: number | 'practice';
}

/** A person as a coloured disc with the first character of the name. Decorative: the name stands beside it. */
export const Avatar = ({ name, size = 'xs', hue }: AvatarProps) => (
  <span
    className={classNames(styles.avatar, styles[size])}
    data-hue={hue ?? avatarHue(name)}
    data-square={hue !== undefined || undefined}
    aria-hidden
  >
    {[...name.trim()][0]?.toUpperCase() ?? '?'}
  </span>
);
