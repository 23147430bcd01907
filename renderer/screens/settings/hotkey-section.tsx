import { Keyboard } from 'lucide-react';
import { useId } from 'react';
import { useApp } from '../../app/use-app';
import { useTranslation } from '../../i18n/use-translation';
import { Button } from '../../ui/button';
import { ErrorNote } from '../../ui/error-note';
import { Kbd } from '../../ui/kbd';
import { keyNames } from '../../ui/key-names';
import { Section } from './section';
import styles from './settings-screen.module.css';
import { useRecorder } from './use-recorder';

/** The contract's default (`defaultSettings.hotkey`), repeated here because that file brings zod; a test holds them together. */
export const defaultHotkey = 'CommandOrControl+Alt+Shift+B';

/** The global shortcut: shown, recorded, tried, turned off, reset. */
export const HotkeySection = () => {
  const { t } = useTranslation('settings');
  const platform = useApp((state) => state.platform);
  const { accelerator } = useApp((state) => state.hotkey);
  const { state, problem, start, cancel, attempt } = useRecorder();
  const labelId = useId();
  const helpId = useId();

  const shown = () => {
    switch (state.kind) {
      case 'recording':
        return state.held.length > 0 ? `${keyNames(state.held.join('+'), platform)} …` : t('hotkey-recording');
      case 'trying':
        return <Kbd keys={state.accelerator} platform={platform} />;
      case 'idle':
        return accelerator === '' ? t('hotkey-off') : <Kbd keys={accelerator} platform={platform} />;
    }
  };
  const help = () => {
    if (state.kind !== 'recording') return t('hotkey-hint');
    if (state.hint === null) return t('hotkey-record-help');
    const modifiers = ['Mod', 'Alt', platform === 'darwin' ? 'Control' : 'Super'];
    return t(state.hint, { modifiers: modifiers.map((key) => keyNames(key, platform)).join(t('hotkey-or')) });
  };
  return (
    <Section title={t('hotkey')}>
      <div>
        <span id={labelId} className={styles.label}>
          {t('hotkey-label')}
        </span>
        <div className={styles.line}>
          <button
            type="button"
            className={styles.recorder}
            data-recording={state.kind === 'recording' || undefined}
            id={`${labelId}-keys`}
            aria-labelledby={`${labelId} ${labelId}-keys`}
            aria-describedby={helpId}
            aria-pressed={state.kind === 'recording'}
            onClick={state.kind === 'recording' ? cancel : start}
            onBlur={cancel}
          >
            <Keyboard size={14} aria-hidden />
            <span>{shown()}</span>
            <span className={styles.grow} />
            {state.kind === 'idle' && <span className={styles.change}>{t('hotkey-change')}</span>}
          </button>
          {accelerator !== '' && <Button onClick={() => attempt('')}>{t('hotkey-turn-off')}</Button>}
          {accelerator !== defaultHotkey && <Button onClick={() => attempt(defaultHotkey)}>{t('hotkey-reset')}</Button>}
        </div>
        <p
          id={helpId}
          className={styles.note}
          aria-live="polite"
          data-warn={(state.kind === 'recording' && state.hint !== null) || undefined}
        >
          {help()}
        </p>
      </div>
      {problem && (
        <div>
          <ErrorNote problem={problem} />
          {accelerator !== '' && (
            <p className={styles.note}>{t('hotkey-kept', { keys: keyNames(accelerator, platform) })}</p>
          )}
        </div>
      )}
    </Section>
  );
};
