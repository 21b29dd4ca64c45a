import { getAddress } from "ethers";
import type { RegistryId } from "../chain/offices.ts";

/** Where residents are enrolled: at a registry, or in published rolls whose offices it names. */
export type EnrolmentPlace = RegistryId & {
  /** The contract of published rolls, if the offices enrol for it (P12.11). */
  readonly publishedRolls?: string;
};

/** The contract in whose name everything is signed and proved: the registry, or the published rolls in its place. */
export function boundContract({ chainId, registry, publishedRolls }: EnrolmentPlace): RegistryId {
  return { chainId, registry: publishedRolls === undefined ? registry : getAddress(publishedRolls) };
}
