import type { ComponentProps, ReactNode } from 'react';
import { classNames } from '../class-names';
import { Tooltip } from '../overlay/tooltip';
import styles from './icon-button.module.css';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** Its accessible name, and what the tooltip says. */
  label: string;
  icon: ReactNode;
  /** For a toggle: whether it is on. */
  pressed?: boolean;
  size?: 's' | 'm';
}

/** A button that is only an icon: 28 px (m) or 22 px (s), always named. */
export const IconButton = ({ label, icon, pressed, size = 'm', className, ...rest }: IconButtonProps) => (
  <Tooltip text={label}>
    <button
      type="button"
      {...rest}
      aria-label={label}
      aria-pressed={pressed}
      className={classNames(styles.button, styles[size], className)}
    >
      {icon}
    </button>
  </Tooltip>
);
