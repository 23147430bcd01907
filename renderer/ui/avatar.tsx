import styles from './avatar.module.css';
import { avatarHue } from './avatar-hue';
import { classNames } from './class-names';

export interface AvatarProps {
  name: string;
  /** 18, 22, 28 or 34 px */
  size?: 'xs' | 's' | 'm' | 'l';
}

/** A person as a coloured disc with the first character of the name. Decorative: the name stands beside it. */
export const Avatar = ({ name, size = 'xs' }: AvatarProps) => (
  <span className={classNames(styles.avatar, styles[size])} data-hue={avatarHue(name)} aria-hidden>
    {[...name.trim()][0]?.toUpperCase() ?? '?'}
  </span>
);
