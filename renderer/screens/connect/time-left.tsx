import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation';

const second = 1000;
const secondsUntil = (at: number) => Math.max(0, Math.ceil((at - Date.now()) / second));

/** Whole seconds until `at` (ms since the epoch), told each minute, and each second of the last one. */
export const useSecondsLeft = (at: number | null): number => {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (at === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const count = () => {
      const now = secondsUntil(at);
      setLeft(now);
      if (now > 0) timer = setTimeout(count, now > 60 ? ((now - 1) % 60) * second + second : second);
    };
    count();
    return () => clearTimeout(timer);
  }, [at]);
  return left;
};

/** The life of a code that is left, in words. It is seen and not read out: the window says what matters in its status. */
export const TimeLeft = ({ seconds }: { seconds: number }) => {
  const { t } = useTranslation('connect');
  if (seconds === 0) return null;
  return (
    <p role="timer">
      {seconds > 60 ? t('scan-minutes', { count: Math.ceil(seconds / 60) }) : t('scan-seconds', { count: seconds })}
    </p>
  );
};
