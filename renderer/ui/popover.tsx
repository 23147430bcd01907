import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './popover.module.css';

export interface PopoverProps {
  trigger: ReactNode;
  /** Accessible name of what opens. */
  label: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom';
  children: ReactNode;
}

/**
 * A small panel at its trigger. Never modal: Radix's modal parts inject a style element, which the page's policy
 * (style-src 'self') refuses.
 */
export const Popover = ({
  trigger,
  label,
  open,
  onOpenChange,
  align = 'start',
  side = 'bottom',
  children,
}: PopoverProps) => (
  <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
    <Radix.Trigger asChild>{trigger}</Radix.Trigger>
    <Radix.Portal>
      <Radix.Content
        className={styles.popover}
        aria-label={label}
        align={align}
        side={side}
        sideOffset={6}
        collisionPadding={8}
      >
        {children}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
);
