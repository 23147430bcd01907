import { rovingIndex } from '../../keys/roving-index';

/** Where a key leads in a menu: arrows, Home and End, or the next entry that begins with the typed letter. */
export const menuKey = (key: string, at: number, labels: readonly string[]): number | null => {
  if (key === 'ArrowLeft' || key === 'ArrowRight') return null;
  const roving = rovingIndex(key, at, labels.length);
  if (roving !== null) return roving;
  if ([...key].length !== 1 || key === ' ') return null;
  const order = [...labels.keys()].map((step) => (at + 1 + step) % labels.length);
  return order.find((index) => labels[index]?.trim().toLowerCase().startsWith(key.toLowerCase())) ?? null;
};
