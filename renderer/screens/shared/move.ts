/** The same list with the item at `from` standing at `to` (both clamped to the list). */
export const move = <Item>(items: readonly Item[], from: number, to: number): readonly Item[] => {
  const rest = items.filter((_, index) => index !== from);
  const moved = items.filter((_, index) => index === from);
  const at = Math.max(0, Math.min(to, rest.length));
  return [...rest.slice(0, at), ...moved, ...rest.slice(at)];
};
