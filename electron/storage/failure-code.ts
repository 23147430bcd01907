/** The system's short name for why a file could not be read or written (`ENOSPC`, `EACCES`): never a path. */
export const failureCode = (reason: unknown): string =>
  reason instanceof Error && 'code' in reason && typeof reason.code === 'string' ? reason.code : 'EIO';
