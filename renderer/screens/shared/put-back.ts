/**
 * The list as it is now with an item again that was taken out of `before`: behind the one it stood behind, as far as that is
 * still there. What has changed since stays.
 */
export const putBack = <Item extends { id: string }>(
  items: readonly Item[],
  item: Item,
  before: readonly Item[],
): Item[] => {
  const placeOf = (id: string, among: readonly Item[]) => among.findIndex((each) => each.id === id);
  if (placeOf(item.id, items) >= 0) return [...items];
  const earlier = before.slice(0, placeOf(item.id, before)).map(({ id }) => placeOf(id, items));
  const at = (earlier.findLast((place) => place >= 0) ?? -1) + 1;
  return [...items.slice(0, at), item, ...items.slice(at)];
};
