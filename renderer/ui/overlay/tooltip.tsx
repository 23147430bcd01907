import { cloneElement, type ReactElement, useCallback, useEffect, useRef } from 'react';
import { classNames } from '../class-names';
import { useFloating } from './floating';
import floating from './floating.module.css';
import styles from './tooltip.module.css';

/** Time that the pointer rests before the tooltip appears (ms). */
const rest = 500;

/** Shows the name of an icon: after the pointer has rested on it, or at once when the keyboard focuses it. */
export const Tooltip = ({ text, children }: { text: string; children: ReactElement<Record<string, unknown>> }) => {
  const { ref, anchor, placed, onToggle, open, show, hide } = useFloating<HTMLSpanElement>();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const cancel = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  }, []);
  const away = () => {
    cancel();
    hide();
  };
  useEffect(() => cancel, [cancel]);
  const own = children.props;
  return (
    <>
      {cloneElement(children, {
        // The button may be the anchor of its own menu as well.
        style: { ...(own.style ?? {}), anchorName: names(own.style, anchor.anchorName) },
        onPointerEnter: () => {
          cancel();
          timer.current = setTimeout(show, rest);
        },
        onPointerLeave: away,
        onPointerDown: away,
        onFocus: (event: { target: HTMLElement }) => {
          if (event.target.matches(':focus-visible')) show();
        },
        onBlur: away,
      })}
      <span
        ref={ref}
        popover="manual"
        aria-hidden
        data-tip={open || undefined}
        className={classNames(floating.floating, floating.bottomEnd, styles.tooltip)}
        style={placed}
        onToggle={onToggle}
      >
        {text}
      </span>
    </>
  );
};

const names = (style: unknown, name: unknown): string => {
  const already = typeof style === 'object' && style !== null && 'anchorName' in style ? `${style.anchorName}, ` : '';
  return `${already}${name}`;
};
