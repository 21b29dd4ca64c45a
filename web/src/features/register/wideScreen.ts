/** Whether this is a screen as of a desk, whose owner has the wallet on another device: the ID is there, not here. */
export function isWideScreen(): boolean {
  return matchMedia("(min-width: 1024px)").matches;
}
