import { Keyboard } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { Answer } from '../../../../electron/contract/advice/problem';
import type { HotkeyState } from '../../../../electron/contract/ipc/startup';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Button } from '../../../ui/form/button';
import field from '../../../ui/form/field.module.css';
import { Kbd, keyNames, withKeyNames } from '../../../ui/text/kbd';
import styles from './hotkey-field.module.css';
import { useRecorder } from './hotkey-recorder';
import { useTrial } from './hotkey-trial';

interface HotkeyFieldProps {
  label: string;
  hint: string;
  /** Current shortcut; empty: none. */
  value: string;
  /** Lets main try a shortcut and keeps it if it works. Must stay the same function. */
  ask: (accelerator: string) => Promise<Answer<HotkeyState>>;
  /** State before the person tried anything here. */
  before?: HotkeyState;
  /** Shortcut that "Reset" restores. */
  standard?: string;
  /** The shortcut is in force, so that a press of it can be waited for. */
  canTry?: boolean;
}

/** Field that shows, records and turns off a shortcut. For one that is taken it offers others that are free. */
export const HotkeyField = ({ label, hint, value, ask, before, standard, canTry = false }: HotkeyFieldProps) => {
  const { t } = useTranslation('settings');
  const platform = useApp((state) => state.platform);
  const { state, failure: tried, start, cancel, attempt, forgive } = useRecorder(ask);
  const trial = useTrial(value, forgive);
  const record = () => {
    trial.end();
    start();
  };
  const id = useId();
  const failure = tried === undefined ? before : tried;
  const whole = useRef<HTMLDivElement>(null);
  // At the end of a form the reason would appear out of sight.
  useEffect(() => {
    if (tried) whole.current?.scrollIntoView({ block: 'nearest' });
  }, [tried]);

  const shown = (): ReactNode => {
    switch (state.kind) {
      case 'recording':
        return state.held.length > 0 ? `${keyNames(state.held.join('+'), platform)} …` : t('hotkey-recording');
      case 'trying':
        return <Kbd keys={state.accelerator} platform={platform} />;
      case 'idle':
        return value === '' ? t('hotkey-off') : <Kbd keys={value} platform={platform} />;
    }
  };
  const help = () => {
    if (trial.state !== 'idle') return t(`hotkey-trial-${trial.state}`, { keys: keyNames(value, platform) });
    if (state.kind !== 'recording') return hint;
    if (state.hint === null) return t('hotkey-record-help');
    const modifiers = ['Mod', 'Alt', platform === 'darwin' ? 'Control' : 'Super'];
    return t(state.hint, { modifiers: modifiers.map((key) => keyNames(key, platform)).join(t('hotkey-or')) });
  };
  return (
    <div ref={whole}>
      <div id={id} className={field.label}>
        {label}
      </div>
      <div className={styles.line}>
        <button
          type="button"
          className={styles.recorder}
          data-recording={state.kind === 'recording' || undefined}
          id={`${id}-keys`}
          aria-labelledby={`${id} ${id}-keys`}
          aria-describedby={`${id}-help`}
          aria-pressed={state.kind === 'recording'}
          onClick={state.kind === 'recording' ? cancel : record}
          onBlur={cancel}
        >
          <Keyboard size={14} aria-hidden />
          <span>{shown()}</span>
          {state.kind === 'idle' && <span className={styles.change}>{t('hotkey-change')}</span>}
        </button>
        {canTry && value !== '' && (
          <Button aria-describedby={`${id}-help`} onClick={trial.toggle}>
            {t(trial.state === 'waiting' ? 'hotkey-trial-end' : 'hotkey-try')}
          </Button>
        )}
        {value !== '' && <Button onClick={() => attempt('')}>{t('hotkey-turn-off')}</Button>}
        {standard !== undefined && value !== standard && (
          <Button onClick={() => attempt(standard)}>{t('hotkey-reset')}</Button>
        )}
      </div>
      <p
        id={`${id}-help`}
        className={state.kind === 'recording' && state.hint !== null ? styles.warn : field.note}
        aria-live="polite"
      >
        {help()}
      </p>
      {failure?.problem && (
        <div className={styles.refused}>
          <ErrorNote problem={withKeyNames(failure.problem, platform)} />
          {failure.free.length > 0 && (
            <div className={styles.line}>
              <span className={field.note}>{t('hotkey-free')}</span>
              {failure.free.map((keys) => (
                <Button key={keys} size="s" onClick={() => attempt(keys)}>
                  {keyNames(keys, platform)}
                </Button>
              ))}
            </div>
          )}
          {value !== '' && failure.problem.params.hotkey !== value && (
            <p className={field.note}>{t('hotkey-kept', { keys: keyNames(value, platform) })}</p>
          )}
        </div>
      )}
    </div>
  );
};
