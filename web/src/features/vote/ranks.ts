/** Options in the order in which they are ranked: the more points, the higher. */
export function rankedOptions(choices: readonly number[]): readonly number[] {
  return choices
    .map((points, option) => ({ points, option }))
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points)
    .map(({ option }) => option);
}

/**
 * Choices that say an order: the first option gets the most points, each next one a point less.
 * @param order At most as many options as `most`.
 */
export function choicesOfRanks(order: readonly number[], most: number, ballotSize: number): readonly number[] {
  return Array.from({ length: ballotSize }, (_, option) => {
    const place = order.indexOf(option);
    return place === -1 ? 0 : most - place;
  });
}

/** The order with an option one place higher (-1) or lower (1); the same where there is no such place. */
export function movedRank(order: readonly number[], option: number, by: -1 | 1): readonly number[] {
  const place = order.indexOf(option);
  const other = order[place + by];
  if (place === -1 || other === undefined) return order;
  return order.map((one) => (one === option ? other : one === other ? option : one));
}
