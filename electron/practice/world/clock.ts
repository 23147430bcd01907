/** The time practice lives by. It only ever asks: there is no running timer behind people's behaviour. */
export interface PracticeClock {
  /** Milliseconds since the epoch. */
  now(): number;
}
