import { useTranslation } from '../../i18n/use-translation';
import styles from './read-ring.module.css';

const radius = 25.5;
const round = 2 * Math.PI * radius;

/** How many of how many have read it, as a ring and as a number. */
export const ReadRing = ({ read, total }: { read: number; total: number }) => {
  const { t } = useTranslation('board');
  const part = total === 0 ? 0 : read / total;
  return (
    <div className={styles.ring} role="img" aria-label={t('read-count', { read, total })}>
      <svg viewBox="0 0 58 58" aria-hidden>
        <circle className={styles.track} cx="29" cy="29" r={radius} />
        <circle
          className={styles.part}
          cx="29"
          cy="29"
          r={radius}
          strokeDasharray={round}
          style={{ strokeDashoffset: round * (1 - part) }}
        />
      </svg>
      <span aria-hidden data-long={total > 99 || undefined}>
        {read}/{total}
      </span>
    </div>
  );
};
