/** Takes the place of @adraffy/ens-normalize in the page: its contracts are addresses, never names. */
export function ens_normalize(name: string): string {
  throw new Error(`${name} is no address`);
}
