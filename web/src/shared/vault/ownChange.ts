import { keepSealed, readSealed } from "./sealing.ts";

type Of = { readonly chainId: bigint | number; readonly election: string };

/** Notes that a later ballot, which this device did not make, was the person's own: up to this version of the slot. */
export function keepOwnChange(of: Of, version: bigint): Promise<void> {
  return keepSealed(nameOf(of), String(version));
}

/** 0 where nothing was noted. */
export async function readOwnChange(of: Of): Promise<bigint> {
  return BigInt((await readSealed(nameOf(of))) ?? "0");
}

function nameOf({ chainId, election }: Of): string {
  return `own change ${chainId} ${election.toLowerCase()}`;
}
