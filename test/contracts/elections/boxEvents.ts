import { type Batch, readBatches } from "../../../sdk/chain/ballotBox.ts";
import { electionInterface } from "../../../sdk/chain/contracts.ts";
import { type ElectionContract, ethers } from "../electionFixture.ts";

/** All batches that an election's events tell of. */
export async function batchesIn(election: ElectionContract): Promise<Batch[]> {
  return readBatches(await election.getAddress(), ethers.provider);
}

/** Name and number of what one call told, in order: "cast 3/0" is nullifier 3, version 0. */
export async function storyOf(sent: Promise<{ wait(): Promise<unknown> }>): Promise<string[]> {
  const receipt = (await (await sent).wait()) as { logs: { topics: string[]; data: string }[] };
  return receipt.logs.map((log) => {
    const parsed = electionInterface.parseLog(log);
    const ballot = `${parsed?.args.nullifier}/${parsed?.args.version}`;
    if (parsed?.name === "BallotCast") return `cast ${ballot}`;
    if (parsed?.name === "BallotSkipped") return `skipped ${ballot}`;
    return parsed?.name === "TallyExtended" ? "tally" : `${parsed?.name}`;
  });
}
