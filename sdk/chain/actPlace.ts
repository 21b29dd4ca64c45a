import type { Provider } from "ethers";
import { actContent, versionOf } from "../proposals/act.ts";
import type { ActPackage } from "../proposals/actPackage.ts";
import { type ActEnd, findPlacedAct, readActStanding } from "./proposalActs.ts";

/** Where an act stands on the chain that a node sees now. */
export type ActPlace =
  /** The contract would take it. */
  | { readonly place: "takable" }
  /** Its nullifier has not reached its version, its proposal is not there, or the contract refuses a post now. */
  | { readonly place: "ahead" }
  | { readonly place: "cast"; readonly blockNumber: number }
  /** Another post took its slot. */
  | { readonly place: "displaced"; readonly blockNumber: number }
  /** It is not on the chain, and its proposal reached the quota, or its time is over. */
  | { readonly place: ActEnd };

/** Asks a node where an act stands; of one whose version is taken it looks for the block. */
export async function readActPlace({ proposals, chainId, act }: ActPackage, provider: Provider): Promise<ActPlace> {
  const standing = await readActStanding(proposals, chainId, act, provider);
  if (standing.isDue) return { place: "takable" };
  if (standing.ended !== undefined) return { place: standing.ended };
  if (standing.version <= versionOf(act)) return { place: "ahead" };
  const placed = await findPlacedAct(proposals, act, await provider.getBlockNumber(), provider);
  if (placed === undefined) return { place: "ahead" };
  const isOwn = placed.message === actContent(chainId, act).message;
  return { place: isOwn ? "cast" : "displaced", blockNumber: placed.blockNumber };
}
