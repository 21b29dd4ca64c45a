import type { ContractRunner, Provider } from "ethers";
import type { Constitution } from "../election/constitution.ts";
import type { Checkpoint } from "../election/rollHistory.ts";
import { electionAt, read } from "./contracts.ts";
import { requireConvened } from "./joints.ts";
import { type CreatedElection, ElectionUnknownError, readConstitution, readCreations } from "./organizer.ts";
import { checkpointAt } from "./publishedRolls.ts";
import { boardAt } from "./townContracts.ts";

/** An earlier election over the same roll, and how many could vote in it. */
export type EarlierCensus = { readonly election: string; readonly censusTime: number; readonly activeMembers: number };

/** What a trustee looks at before consenting. */
export type ConsentBasis = {
  readonly created: CreatedElection;
  readonly census: Checkpoint;
  /** The last election over the same roll, if there was one. */
  readonly earlier: EarlierCensus | null;
};

/** What a roll has before its first checkpoint. */
const NOBODY: Checkpoint = { time: 0, depth: 0, activeMembers: 0, root: 0n };

/**
 * The checkpoint that an election is over, as of `block` (default: the latest). Once the census time is past it is the
 * same in every later block (P4.1). Throws `ContractRefusedError` (`CheckpointNotYetFinal`) before.
 */
export async function readCensus(
  { rolls, rollId, schedule }: Pick<Constitution, "rolls" | "rollId" | "schedule">,
  runner: ContractRunner,
  block?: number | "pending",
): Promise<Checkpoint> {
  return (await checkpointAt(rolls, rollId, schedule.censusTime, runner, block)) ?? NOBODY;
}

/**
 * The last election over the same roll that opened, by its census, of those created before `election`.
 * @param creations A factory's, in the chain's order.
 */
export async function readEarlierCensus(
  { election, constitution }: Pick<CreatedElection, "election" | "constitution">,
  creations: readonly Pick<CreatedElection, "election" | "constitution">[],
  runner: ContractRunner,
): Promise<EarlierCensus | undefined> {
  const { rolls, rollId, schedule } = constitution;
  const earlier = creations
    .filter((one) => one.election !== election && one.constitution.rolls === rolls)
    .filter((one) => one.constitution.rollId === rollId)
    .filter((one) => one.constitution.schedule.censusTime < schedule.censusTime)
    .toSorted((a, b) => b.constitution.schedule.censusTime - a.constitution.schedule.censusTime);
  for (const one of earlier) {
    const activeMembers = Number(await read<bigint>(electionAt(one.election, runner), "activeMembers"));
    // An election that never opened froze no census.
    if (activeMembers === 0) continue;
    return { election: one.election, censusTime: one.constitution.schedule.censusTime, activeMembers };
  }
  return undefined;
}

/**
 * Reads what a trustee should see before consenting, as of a block that is final. Throws `ElectionUnknownError`,
 * `JointNotConvenedError`, and `ContractRefusedError` (`CheckpointNotYetFinal`) unless the census time is past in that
 * block.
 * @param joints Contracts that are known to add boxes up; without one, no election that is judged with others is read.
 */
export async function readConsentBasis(
  election: string,
  provider: Provider,
  block: number,
  joints: readonly string[] = [],
): Promise<ConsentBasis> {
  const { board } = await readConstitution(election, provider);
  const factory = await read<string>(boardAt(board, provider), "factory");
  const creations = await readCreations(factory, provider, block);
  const created = creations.find((one) => one.election.toLowerCase() === election.toLowerCase());
  if (created === undefined) throw new ElectionUnknownError(election, factory);
  await requireConvened(created, joints, provider, block);
  return {
    created,
    census: await readCensus(created.constitution, provider, block),
    earlier: (await readEarlierCensus(created, creations, provider)) ?? null,
  };
}
