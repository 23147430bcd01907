import { Check, ChevronDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { classNames } from './class-names';
import styles from './select-box.module.css';
import { selectKey } from './select-key';

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
  hint?: string;
  icon?: ReactNode;
}

export interface SelectBoxProps<Value extends string> {
  /** Accessible name. */
  label: string;
  options: readonly SelectOption<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  /** What the closed box shows instead of the chosen option's label. */
  shown?: ReactNode;
  /** Drawn before the value, muted ("送达"). */
  prefix?: string;
  id?: string;
  'aria-describedby'?: string | undefined;
  className?: string;
}

/**
 * Choose one of a few: the select-only combobox of the ARIA authoring practices. Our own rather than Radix's Select,
 * whose viewport and scroll lock inject style elements that the page's policy refuses.
 */
export const SelectBox = <Value extends string>(props: SelectBoxProps<Value>) => {
  const { label, options, value, onChange, shown, prefix, className } = props;
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const chosen = options.findIndex((option) => option.value === value);

  const show = (next: boolean) => {
    setOpen(next);
    if (next) setActive(Math.max(chosen, 0));
  };
  const pick = (index: number) => {
    const option = options[index];
    show(false);
    if (option) onChange(option.value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const labels = options.map((option) => option.label);
    const move = selectKey(
      { key: event.key, alt: event.altKey, ctrl: event.ctrlKey || event.metaKey },
      { open, active, labels },
    );
    if (move.kind === 'pass') return;
    if (move.kind !== 'leave') event.preventDefault();
    if (move.kind === 'open') show(true);
    else if (move.kind === 'active') setActive(move.index);
    else if (move.kind === 'close') show(false);
    else pick(active);
  };

  return (
    <Popover.Root open={open} onOpenChange={show}>
      <Popover.Anchor asChild>
        <button
          type="button"
          role="combobox"
          id={props.id}
          aria-label={label}
          aria-describedby={props['aria-describedby']}
          aria-haspopup="listbox"
          aria-expanded={open}
          aria-controls={listId}
          aria-activedescendant={open ? `${listId}-${active}` : undefined}
          className={classNames(styles.box, className)}
          onClick={() => show(!open)}
          onKeyDown={onKeyDown}
          onBlur={() => show(false)}
        >
          {prefix && <span className={styles.prefix}>{prefix}</span>}
          <span className={styles.value}>{shown ?? options[chosen]?.label}</span>
          <ChevronDown size={14} aria-hidden />
        </button>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          id={listId}
          role="listbox"
          aria-label={label}
          className={styles.list}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => {
            if (event.target instanceof Element && event.target.closest(`[aria-controls="${listId}"]`))
              event.preventDefault();
          }}
        >
          {options.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys arrive at the combobox, which keeps the focus
            <div
              key={option.value}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={option.value === value}
              data-active={index === active || undefined}
              className={styles.option}
              // The box keeps the focus; a blur would close the list before the click arrives.
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setActive(index)}
              onClick={() => pick(index)}
            >
              {option.icon}
              <span className={styles.text}>
                {option.label}
                {option.hint && <small>{option.hint}</small>}
              </span>
              {option.value === value && <Check size={14} aria-hidden />}
            </div>
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
};
