/** Why this copy of the app does not look for newer versions. */
export type NoUpdates =
  /** Run from its sources. */
  | 'source'
  | 'test-build'
  /** Unpacked by hand, portable, or put there by the system's packages: whoever did that does it again. */
  | 'by-hand'
  /** Packaged by somebody who has nowhere to publish. */
  | 'no-place'
  /** Turned off in Settings. */
  | 'setting';

/** Where the app stands with newer versions of itself. Times are ms since 1970; null: not asked yet. */
export type UpdateState =
  | { kind: 'off'; why: NoUpdates }
  | { kind: 'current'; askedAt: number | null }
  /** It is here, and installed when the app quits. */
  | { kind: 'ready'; version: string }
  | { kind: 'failed'; askedAt: number };
