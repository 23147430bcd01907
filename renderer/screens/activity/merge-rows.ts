import type { ActivityRow } from '../../../electron/contract/board';

/**
 * Puts a freshly read newest page over what is already shown: changed rows are replaced where they stand, new ones
 * come first, and older pages that were scrolled to stay, so that the list never jumps under the reader.
 */
export const mergeRows = (shown: readonly ActivityRow[], newest: readonly ActivityRow[]): readonly ActivityRow[] => {
  const fresh = new Map(newest.map((row) => [row.id, row]));
  const older = shown.filter((row) => !fresh.has(row.id));
  return [...newest, ...older].sort((a, b) => b.createdAt - a.createdAt);
};
