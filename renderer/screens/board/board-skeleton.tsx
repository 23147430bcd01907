import { Skeleton } from '../../ui/feedback/skeleton';
import styles from './board-skeleton.module.css';

const rows = ['a', 'b', 'c', 'd', 'e', 'f'];

/** The shape of a board while it is read, so that nothing moves when it comes. */
export const BoardSkeleton = () => (
  <div className={styles.board}>
    <div className={styles.summary}>
      <Skeleton width="58px" height="58px" />
      <div className={styles.words}>
        <Skeleton width="90%" />
        <Skeleton width="50%" />
      </div>
    </div>
    {rows.map((row) => (
      <div key={row} className={styles.row}>
        <Skeleton width="28px" height="28px" />
        <div className={styles.words}>
          <Skeleton width="30%" />
          <Skeleton width="55%" height="0.85em" />
        </div>
      </div>
    ))}
  </div>
);
