import type { ReactNode } from 'react';
import { classNames } from '../class-names';
import styles from './pill.module.css';

export type PillTone = 'neutral' | 'ok' | 'brand' | 'bad' | 'warn' | 'unknown';

/** A word on a coloured ground: a state. The word says it all; the colour only helps. */
export const Pill = ({ tone = 'neutral', children }: { tone?: PillTone; children: ReactNode }) => (
  <span className={classNames(styles.pill, styles[tone])}>{children}</span>
);
