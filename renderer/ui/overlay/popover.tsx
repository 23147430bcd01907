import { cloneElement, type ReactElement, type ReactNode, useEffect } from 'react';
import { classNames } from '../class-names';
import { useFloating } from './floating';
import floating from './floating.module.css';
import styles from './popover.module.css';

export interface PopoverProps {
  /** A button. */
  trigger: ReactElement<Record<string, unknown>>;
  /** Accessible name of what opens. */
  label: string;
  /** Given both, the parent opens and closes it; otherwise a press on the trigger does. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: 'start' | 'end';
  side?: 'top' | 'bottom';
  children: ReactNode;
}

const places = {
  bottom: { start: floating.bottomStart, end: floating.bottomEnd },
  top: { start: floating.topStart, end: floating.topEnd },
} as const;

/** A small panel that opens at its trigger; Esc and a click elsewhere close it. */
export const Popover = (props: PopoverProps) => {
  const { trigger, label, open, onOpenChange, align = 'start', side = 'bottom', children } = props;
  const { ref, id, anchor, placed, open: shown, onToggle, show, hide } = useFloating<HTMLDivElement>(onOpenChange);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the parent's wish is followed here
  useEffect(() => {
    if (open === true) show();
    else if (open === false && shown) hide();
  }, [open]);
  return (
    <>
      {cloneElement(trigger, {
        popoverTarget: id,
        style: anchor,
        'aria-haspopup': 'dialog',
        'aria-expanded': shown,
        'data-state': shown ? 'open' : undefined,
      })}
      <div
        ref={ref}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        data-floating={shown ? 'open' : undefined}
        className={classNames(floating.floating, places[side][align], styles.popover)}
        style={placed}
        onToggle={onToggle}
      >
        {shown && children}
      </div>
    </>
  );
};
