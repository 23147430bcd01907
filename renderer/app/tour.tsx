import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../i18n/use-translation';
import { classNames } from '../ui/class-names';
import { Button } from '../ui/form/button';
import floating from '../ui/overlay/floating.module.css';
import styles from './tour.module.css';

/** Marks of the tour by their `data-tour`, in the order of a first buzz; a stop may speak of several parts. */
const stops = ['to', 'message', 'channel', 'buzz'] as const;

/** Points at four parts of the real screen, one after the other. Each has a way to skip the rest, and the screen stays usable. */
export const Tour = ({ onEnd }: { onEnd: () => void }) => {
  const { t } = useTranslation('welcome');
  const [at, setAt] = useState(0);
  const card = useRef<HTMLDivElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  const stop = stops[at] ?? 'to';
  const last = at === stops.length - 1;

  useEffect(() => {
    card.current?.showPopover();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // Esc ends the tour and does not hide the window.
      event.preventDefault();
      event.stopPropagation();
      onEnd();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [onEnd]);
  useEffect(() => {
    const marked = document.querySelectorAll(`[data-tour="${stop}"]`);
    for (const mark of marked) mark.setAttribute('data-toured', '');
    // The card stands below the last of them, so that it covers nothing it speaks of.
    const last = marked[marked.length - 1];
    last?.setAttribute('data-tour-place', '');
    next.current?.focus();
    return () => {
      for (const mark of marked) mark.removeAttribute('data-toured');
      last?.removeAttribute('data-tour-place');
    };
  }, [stop]);

  return (
    <div
      ref={card}
      popover="manual"
      role="dialog"
      aria-label={t('tour')}
      data-floating="open"
      className={classNames(floating.floating, styles.card)}
    >
      <div aria-live="polite">
        <h2>{t(`${stop}-title`)}</h2>
        <p>{t(`${stop}-text`)}</p>
      </div>
      <div className={styles.foot}>
        <span className={styles.count}>{`${at + 1} / ${stops.length}`}</span>
        {!last && <Button onClick={onEnd}>{t('leave')}</Button>}
        <Button ref={next} variant="primary" onClick={() => (last ? onEnd() : setAt(at + 1))}>
          {t(last ? 'done' : 'next')}
        </Button>
      </div>
    </div>
  );
};
