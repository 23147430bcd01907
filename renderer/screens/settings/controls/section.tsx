import { createContext, type ReactNode, useCallback, useContext, useEffect, useId, useRef } from 'react';
import type { InputOf } from '../../../../electron/contract/ipc/ipc';
import type { SettingsPart } from '../../../../electron/contract/ipc/startup';
import { useBridge } from '../../../bridge';
import { useAdvice } from '../../../i18n/use-translation';
import { toast } from '../../../ui/feedback/toast';
import styles from './settings.module.css';

interface SectionProps {
  /** Its name in the list of parts. */
  part: SettingsPart;
  title: string;
  hint?: string;
  children: ReactNode;
}

/** The part that comes into view: Settings were opened for it, or it was chosen in the list of parts. A new object each time. */
export const ShownPart = createContext<{ part: SettingsPart } | null>(null);

/** Part of the settings with a title. */
export const Section = ({ part, title, hint, children }: SectionProps) => {
  const shown = useContext(ShownPart);
  const id = useId();
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (shown?.part !== part) return;
    section.current?.scrollIntoView();
    section.current?.focus({ preventScroll: true });
  }, [shown, part]);
  return (
    <section ref={section} tabIndex={-1} className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        {title}
      </h2>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children}
    </section>
  );
};

/** Check box with an explanation below it. */
export const Tick = (props: {
  label: string;
  hint?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) => {
  const { label, hint, checked, disabled, onChange } = props;
  const id = useId();
  return (
    <div className={styles.tick}>
      <label>
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          aria-describedby={hint ? id : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        {label}
      </label>
      {hint && (
        <p id={id} className={styles.note}>
          {hint}
        </p>
      )}
    </div>
  );
};

/** Changes settings in main, which tells every window. True when it was saved; a refusal is shown. */
export const useChangeSettings = (): ((change: InputOf<'changeSettings'>) => Promise<boolean>) => {
  const bridge = useBridge();
  const advice = useAdvice();
  return useCallback(
    async (change) => {
      const answer = await bridge.changeSettings(change);
      if (!answer.ok) toast(advice(answer.problem));
      return answer.ok;
    },
    [bridge, advice],
  );
};
