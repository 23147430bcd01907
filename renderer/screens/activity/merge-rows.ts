import type { ActivityRow } from '../../../electron/contract/model/board';

/**
 * Puts a freshly read newest page over what is already shown: changed rows are replaced where they stand, new ones come
 * first, those that no longer belong here are gone, and older pages that were scrolled to stay, so that the list never
 * jumps under the reader.
 *
 * @param whole the page holds all there is
 */
export const renewRows = (
  shown: readonly ActivityRow[],
  newest: readonly ActivityRow[],
  whole: boolean,
): readonly ActivityRow[] => {
  const last = newest.at(-1);
  if (whole || !last) return newest;
  const fresh = new Set(newest.map((row) => row.id));
  return [...newest, ...shown.filter((row) => row.createdAt <= last.createdAt && !fresh.has(row.id))];
};

/** Puts an older page behind what is shown; a row that changed its place meanwhile stands once. */
export const addRows = (shown: readonly ActivityRow[], older: readonly ActivityRow[]): readonly ActivityRow[] => {
  const known = new Set(shown.map((row) => row.id));
  return [...shown, ...older.filter((row) => !known.has(row.id))];
};
