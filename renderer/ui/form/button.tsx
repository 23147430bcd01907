import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from '../class-names';
import { Tooltip } from '../overlay/tooltip';
import styles from './button.module.css';
import iconStyles from './icon-button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  /**
   * `primary` is the main action here, `ghost` any other; `danger` destroys, `link` stands within text. What costs money is
   * a `HoldButton`.
   */
  variant?: 'primary' | 'ghost' | 'danger' | 'link';
  /** Height: s 28 px, m 32 px, l 38 px. */
  size?: 's' | 'm' | 'l';
  /** Shows a spinner and ignores clicks; the width stays. */
  loading?: boolean;
  icon?: ReactNode;
  wide?: boolean;
}

/** A button with a text. It stays focusable while loading, so that the focus is not lost. */
export const Button = ({
  variant = 'ghost',
  size = 'm',
  loading = false,
  icon,
  wide = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) => (
  <button
    {...rest}
    type={type}
    className={classNames(
      styles.button,
      styles[variant],
      styles[size],
      wide && styles.wide,
      loading && styles.loading,
      className,
    )}
    aria-busy={loading || undefined}
    aria-disabled={loading || rest['aria-disabled']}
    onClick={(event) => {
      if (loading) event.preventDefault();
      else onClick?.(event);
    }}
  >
    <span className={styles.content}>
      {icon}
      {children}
    </span>
    {loading && <LoaderCircle size={16} className={styles.spinner} aria-hidden />}
  </button>
);

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** Accessible name, also shown as the tooltip. */
  label: string;
  icon: ReactNode;
  /** State of a toggle. */
  pressed?: boolean;
  size?: 's' | 'm';
}

/** A button that is only an icon: 28 px (m) or 22 px (s). */
export const IconButton = ({ label, icon, pressed, size = 'm', className, ...rest }: IconButtonProps) => (
  <Tooltip text={label}>
    <button
      type="button"
      {...rest}
      aria-label={label}
      aria-pressed={pressed}
      className={classNames(iconStyles.button, iconStyles[size], className)}
    >
      {icon}
    </button>
  </Tooltip>
);
