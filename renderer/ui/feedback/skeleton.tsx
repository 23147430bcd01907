import styles from './skeleton.module.css';

/** A grey bar that holds the place of text still on its way. Sizes are CSS lengths. */
export const Skeleton = ({ width = '100%', height = '1em' }: { width?: string; height?: string }) => (
  <span className={styles.skeleton} style={{ width, height }} aria-hidden />
);
