import type { Provider } from "ethers";
import { pairHashFor } from "../crypto/pairHash.ts";
import { type MembershipProof, membershipProof, NotOnRollError, rollTree } from "../election/roll.ts";
import { censusAt } from "../election/rollHistory.ts";
import { HanpyoError, told } from "../errors.ts";
import { CENSUS_DEPTH } from "../proofs/ballotProof.ts";
import { isPublishedRolls } from "./publishedRolls.ts";
import { readRollHistory } from "./roll.ts";

/** Which roll an election froze, and what the election says its root is. */
export type CensusWanted = {
  readonly rolls: string;
  readonly rollId: bigint;
  /** Unix seconds. */
  readonly censusTime: number;
  readonly censusRoot: bigint;
};

/** A whole roll as it was frozen: nobody learns whose path is taken from it. */
export type Census = {
  /** The path of a commitment to the election's root. Fails with `NotOnRollError` for one that is not on the roll. */
  readonly pathOf: (commitment: bigint) => Promise<MembershipProof>;
};

/** The ways to a whole roll. */
export type CensusSources = {
  /** From files, where the page knows of a place for them. */
  readonly files: (() => Promise<Census>) | undefined;
  /** From the registry's events, whose leaves are hashed here. */
  readonly events: () => Promise<Census>;
  /** Whether the roll was published as a file: no event tells its leaves. */
  readonly isPublished: () => Promise<boolean>;
};

export class CensusMismatchError extends HanpyoError {
  constructor(found: bigint, expected: bigint) {
    super(
      "CENSUS_MISMATCH",
      told`The roll that was loaded has the root ${{ found }}, the election froze ${{ expected }}`,
      "Try again; if it stays so, ask another RPC, and tell the office",
    );
  }
}

export class RollFilesUnknownError extends HanpyoError {
  constructor(rolls: string) {
    super(
      "ROLL_FILES_UNKNOWN",
      told`The roll of ${{ rolls }} was published as a file, and this page is not told where the files are`,
      "Tell the office that runs this page",
    );
  }
}

/** Rebuilds the roll from the registry's events (P4.2). Throws `CensusMismatchError`. */
export async function censusFromEvents(
  { rolls, rollId, censusTime, censusRoot }: CensusWanted,
  provider: Provider,
): Promise<Census> {
  const { leaves } = censusAt(await readRollHistory(rolls, provider), rollId, censusTime);
  const tree = rollTree(leaves, await pairHashFor(leaves.length));
  const root = tree.size === 0 ? 0n : tree.root;
  if (root !== censusRoot) throw new CensusMismatchError(root, censusRoot);
  return { pathOf: async (commitment) => membershipProof(tree, commitment, CENSUS_DEPTH) };
}

/** Loads a roll: from files, or from events where there are none that hold (P1.7). */
export async function loadCensus({ files, events, isPublished }: CensusSources): Promise<Census> {
  if (files === undefined) return events();
  try {
    return await files();
  } catch (error) {
    if (await isPublished()) throw error;
    return events();
  }
}

/**
 * The path of a commitment. Files whose path does not come to the root are passed over as missing ones are.
 * Throws `NotOnRollError`, or what the last source says.
 */
export async function pathFrom(sources: CensusSources, commitment: bigint): Promise<MembershipProof> {
  const census = await loadCensus(sources);
  try {
    return await census.pathOf(commitment);
  } catch (error) {
    if (error instanceof NotOnRollError || (await sources.isPublished())) throw error;
    return (await sources.events()).pathOf(commitment);
  }
}

/** The events of a registry; a roll that was published as a file has none. Throws `RollFilesUnknownError`. */
export async function registryCensus(wanted: CensusWanted, provider: Provider): Promise<Census> {
  if (await isPublishedRolls(wanted.rolls, provider)) throw new RollFilesUnknownError(wanted.rolls);
  return censusFromEvents(wanted, provider);
}
