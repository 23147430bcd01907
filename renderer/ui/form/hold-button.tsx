import { type KeyboardEvent, type ReactNode, type Ref, useCallback, useEffect, useRef, useState } from 'react';
import { Button } from './button';
import styles from './hold-button.module.css';

/** Time that the button has to be held (ms), long enough that no click does it. */
export const holdMs = 900;

export interface HoldButtonProps {
  children: ReactNode;
  /** Read by assistive technology after the name: that the button is held, and the keys that do the same. */
  description: string;
  /** Called as it was when the hold began, so that the person confirms what they saw then, even if it has changed since. */
  onHeld: () => void;
  /** Told true while the button is held: the window must not hide then (`setConsent`). */
  onHolding?: (holding: boolean) => void;
  disabled?: boolean;
  loading?: boolean;
  size?: 'm' | 'l';
  ref?: Ref<HTMLButtonElement>;
}

/**
 * The button for the paid gesture: a person holds it with the pointer, Space or Enter for `holdMs`, and a fill shows the progress.
 * Releasing, leaving, Esc or losing the focus cancels. A click alone does nothing, on purpose.
 */
export const HoldButton = (props: HoldButtonProps) => {
  const { children, description, onHeld, onHolding, disabled = false, loading = false, size = 'l', ref } = props;
  const [holding, setHolding] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const told = useRef(onHolding);
  told.current = onHolding;

  const stop = useCallback(() => {
    if (timer.current === null) return;
    clearTimeout(timer.current);
    timer.current = null;
    setHolding(false);
    told.current?.(false);
  }, []);
  const start = () => {
    if (disabled || loading || timer.current !== null) return;
    setHolding(true);
    told.current?.(true);
    timer.current = setTimeout(() => {
      stop();
      onHeld();
    }, holdMs);
  };
  useEffect(() => stop, [stop]);
  useEffect(() => {
    if (disabled || loading) stop();
  }, [disabled, loading, stop]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && timer.current !== null) {
      event.preventDefault();
      event.stopPropagation();
      stop();
    } else if ((event.key === ' ' || event.key === 'Enter') && !event.ctrlKey && !event.metaKey && !event.repeat) {
      event.preventDefault();
      start();
    }
  };

  return (
    <Button
      {...(ref ? { ref } : {})}
      variant="paid"
      size={size}
      wide
      loading={loading}
      aria-disabled={disabled || undefined}
      aria-description={description}
      className={styles.hold}
      data-holding={holding || undefined}
      onPointerDown={(event) => {
        if (event.button === 0) start();
      }}
      onPointerUp={stop}
      onPointerLeave={stop}
      onPointerCancel={stop}
      onBlur={stop}
      onKeyDown={onKeyDown}
      onKeyUp={stop}
      onContextMenu={(event) => event.preventDefault()}
    >
      <span className={styles.fill} aria-hidden />
      <span className={styles.text}>{children}</span>
    </Button>
  );
};
