/** The short code of a system's or a library's error (`ENOSPC`, `SQLITE_BUSY`), which names no path; null: it has none. */
export const errorCodeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code !== '' ? error.code : null;

/** Why a file could not be read or written, for a sentence or a log. */
export const fileErrorCodeOf = (error: unknown): string => errorCodeOf(error) ?? 'EIO';
