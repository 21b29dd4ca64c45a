import type { LeanIMT } from "@zk-kit/lean-imt";
import type { Provider } from "ethers";
import { readRollHistory } from "../../../sdk/chain/roll.ts";
import { type MembershipProof, membershipProof, rollTree } from "../../../sdk/election/roll.ts";
import { censusAt } from "../../../sdk/election/rollHistory.ts";
import { HanpyoError } from "../../../sdk/errors.ts";
import { CENSUS_DEPTH } from "../../../sdk/proofs/ballotProof.ts";

/** Which roll an election froze, and what the election says its root is. */
export type CensusWanted = {
  readonly rolls: string;
  readonly rollId: bigint;
  /** Unix seconds. */
  readonly censusTime: number;
  readonly censusRoot: bigint;
};

/** A whole roll as it was frozen: nobody learns whose path is taken from it. */
export type Census = { readonly tree: LeanIMT; readonly activeMembers: number };

/** A way to load a whole roll: from the registry's events, or from a published file. */
export type CensusSource = (wanted: CensusWanted, provider: Provider) => Promise<Census>;

export class CensusMismatchError extends HanpyoError {
  constructor(found: bigint, expected: bigint) {
    super(
      "CENSUS_MISMATCH",
      `The roll that was loaded has the root ${found}, the election froze ${expected}`,
      "Try again; if it stays so, ask another RPC, and tell the office",
    );
  }
}

/** Rebuilds the roll from the registry's events (P4.2). */
export const censusFromEvents: CensusSource = async ({ rolls, rollId, censusTime }, provider) => {
  const { leaves } = censusAt(await readRollHistory(rolls, provider), rollId, censusTime);
  return { tree: rollTree(leaves), activeMembers: leaves.filter((leaf) => leaf !== 0n).length };
};

/** Loads a roll and compares its root with the election's. Throws `CensusMismatchError`. */
export async function loadCensus(
  wanted: CensusWanted,
  provider: Provider,
  source: CensusSource = censusFromEvents,
): Promise<Census> {
  const census = await source(wanted, provider);
  const root = census.tree.size === 0 ? 0n : census.tree.root;
  if (root !== wanted.censusRoot) throw new CensusMismatchError(root, wanted.censusRoot);
  return census;
}

/** The path of a commitment in a loaded roll. Throws `NotOnRollError`. */
export function pathIn({ tree }: Census, commitment: bigint): MembershipProof {
  return membershipProof(tree, commitment, CENSUS_DEPTH);
}
