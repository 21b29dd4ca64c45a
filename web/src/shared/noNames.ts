/** Takes the place of what ethers has for names like alice.eth: the page's contracts are addresses, never names. */
export function ens_normalize(name: string): string {
  throw new Error(`${name} is no address`);
}

export const EnsResolver = { fromName: ens_normalize, lookupAddress: ens_normalize };

export const MulticoinProviderPlugin = undefined;
