/** Parts that the chain accepts together, and the single items that it refuses. */
export type Parted<T, Found> = {
  readonly accepted: readonly T[];
  readonly found?: Found;
  readonly refused: readonly T[];
};

/**
 * Divides a batch until every part is accepted or is one item alone that is refused.
 * @param ask What the chain says to items together; nothing if it refuses them.
 */
export async function bisect<T, Found>(
  items: readonly T[],
  ask: (items: readonly T[]) => Promise<Found | undefined>,
): Promise<Parted<T, Found>> {
  if (items.length === 0) return { accepted: [], refused: [] };
  const found = await ask(items);
  if (found !== undefined) return { accepted: items, found, refused: [] };
  if (items.length === 1) return { accepted: [], refused: items };
  const middle = Math.ceil(items.length / 2);
  const [left, right] = [await bisect(items.slice(0, middle), ask), await bisect(items.slice(middle), ask)];
  const refused = [...left.refused, ...right.refused];
  if (right.accepted.length === 0) return { ...left, refused };
  if (left.accepted.length === 0) return { ...right, refused };
  const accepted = [...left.accepted, ...right.accepted];
  const together = await ask(accepted);
  return together === undefined ? { ...left, refused } : { accepted, found: together, refused };
}
