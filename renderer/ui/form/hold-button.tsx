import { LoaderCircle } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, type Ref, useCallback, useEffect, useRef, useState } from 'react';
import type { Startup } from '../../../electron/contract/ipc/startup';
import { isMany, type Stake } from '../../../electron/contract/rules/stake';
import { useStakeWords } from '../../i18n/stake-words';
import { useTranslation } from '../../i18n/use-translation';
import { classNames } from '../class-names';
import { Kbd, keyNames } from '../text/kbd';
import { Unbroken, VisuallyHidden } from '../text/text-spans';
import base from './button.module.css';
import styles from './hold-button.module.css';

/** Time that the button has to be held (ms), long enough that no click does it. */
export const holdMs = 900;
/** The same for many people (ms), long enough to read how many. */
export const longHoldMs = 2000;

export interface HoldButtonProps {
  /** What the hold sets off. Only main's numbers make one, so there is no red button that does not say them. */
  stake: Stake;
  practice: boolean;
  /** `continue`: goes on with a ladder that waits. `night`: says that it is asked once more because of the hour. */
  verb?: 'send' | 'continue' | 'night';
  /** The platform, if Ctrl/⌘+Shift+Enter does the same here. It does not for many people, who take the hold. */
  keysOn?: Startup['platform'];
  /** Called as it was when the hold began, so that the person confirms what they saw then, even if it has changed since. */
  onHeld: () => void;
  /** Told true while the button is held: the window must not hide then (`setConsent`). */
  onHolding?: (holding: boolean) => void;
  loading?: boolean;
  size?: 'm' | 'l';
  ref?: Ref<HTMLButtonElement>;
}

/**
 * The one red button: a person holds it with the pointer, Space or Enter, and a fill shows the progress. Releasing, leaving,
 * Esc or losing the focus cancels. A click alone sends nothing, on purpose, and is answered with what to do.
 */
export const HoldButton = (props: HoldButtonProps) => {
  const { stake, practice, verb = 'send', keysOn, onHeld, onHolding, loading = false, size = 'l', ref } = props;
  const { t } = useTranslation('common');
  const words = useStakeWords();
  const [holding, setHolding] = useState(false);
  /** The last hold ended too early. */
  const [early, setEarly] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const told = useRef(onHolding);
  told.current = onHolding;
  const many = isMany(stake);
  const ms = many ? longHoldMs : holdMs;

  const stop = useCallback(() => {
    if (timer.current === null) return false;
    clearTimeout(timer.current);
    timer.current = null;
    setHolding(false);
    told.current?.(false);
    return true;
  }, []);
  const start = () => {
    if (loading || timer.current !== null) return;
    setHolding(true);
    setEarly(false);
    told.current?.(true);
    timer.current = setTimeout(() => {
      stop();
      onHeld();
    }, ms);
  };
  const release = () => {
    if (stop()) setEarly(true);
  };
  useEffect(() => () => void stop(), [stop]);
  useEffect(() => {
    if (loading) stop();
  }, [loading, stop]);

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

  const what = words(stake);
  const label = () => {
    switch (verb) {
      case 'send':
        return t(practice ? 'hold-practice' : 'hold-send', { what });
      case 'continue':
        return t('hold-continue', { what });
      case 'night':
        return t('hold-night', { what });
    }
  };
  const time = { seconds: many ? 2 : 1 };
  const keys = keysOn !== undefined && !many ? keysOn : null;
  const how = keys === null ? t('hold-how', time) : t('hold-how-keys', time);
  const shown: CSSProperties & Record<'--hold', string> = { '--hold': `${ms}ms` };
  return (
    <>
      <button
        type="button"
        ref={ref}
        className={classNames(base.button, base.wide, base[size], loading && base.loading, styles.hold)}
        style={shown}
        aria-busy={loading || undefined}
        aria-disabled={loading || undefined}
        aria-description={[
          practice && t('practice-hint'),
          keys === null ? how : `${how} ${keyNames('Mod+Shift+Enter', keys)}`,
        ]
          .filter(Boolean)
          .join(' ')}
        aria-keyshortcuts={keys === null ? undefined : keys === 'darwin' ? 'Meta+Shift+Enter' : 'Control+Shift+Enter'}
        data-holding={holding || undefined}
        onPointerDown={(event) => {
          if (event.button === 0) start();
        }}
        onPointerUp={release}
        onPointerLeave={stop}
        onPointerCancel={stop}
        onBlur={stop}
        onKeyDown={onKeyDown}
        onKeyUp={release}
        onContextMenu={(event) => event.preventDefault()}
      >
        <span className={styles.fill} aria-hidden />
        <span className={classNames(base.content, styles.content)}>
          <span className={styles.what}>
            <Unbroken>{label()}</Unbroken>
          </span>
          <span className={styles.how} data-early={early || undefined} aria-hidden>
            <span>
              <Unbroken>{early ? t('hold-early', time) : how}</Unbroken>
            </span>
            {!early && keys !== null && <Kbd keys="Mod+Shift+Enter" platform={keys} onColor />}
          </span>
        </span>
        {loading && <LoaderCircle size={16} className={base.spinner} aria-hidden />}
      </button>
      <VisuallyHidden role="status">{early ? t('hold-early', time) : ''}</VisuallyHidden>
    </>
  );
};
