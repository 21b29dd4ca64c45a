import { expect } from "chai";
import { ZeroHash } from "ethers";
import { type Batch, readBatches, subtotalsOf } from "../../../sdk/chain/ballotBox.ts";
import { electionInterface } from "../../../sdk/chain/contracts.ts";
import { extendedChain } from "../../../sdk/election/tally.ts";
import { BALLOT_SIZE, type ElectionContract, ethers } from "../electionFixture.ts";

/** A batch with the subtotal of its ballots. */
export type CountedBatch = Batch & { readonly subtotal: readonly bigint[] };

/** All batches that an election's events tell of, whose subtotals the contract's chain holds (P7.5). */
export async function batchesIn(election: ElectionContract): Promise<CountedBatch[]> {
  const batches = await readBatches(await election.getAddress(), ethers.provider);
  const subtotals = subtotalsOf(batches, BALLOT_SIZE);
  let chain = ZeroHash;
  return batches.map((batch, i) => {
    const subtotal = subtotals[i] as bigint[];
    chain = extendedChain(chain, subtotal);
    expect(batch.chain).to.equal(chain);
    return { ...batch, subtotal };
  });
}

/** Name and number of what one call told, in order: "cast 3/0" is nullifier 3, version 0. */
export async function storyOf(sent: Promise<{ wait(): Promise<unknown> }>): Promise<string[]> {
  const receipt = (await (await sent).wait()) as { logs: { topics: string[]; data: string }[] };
  return receipt.logs.map((log) => {
    const parsed = electionInterface.parseLog(log);
    const ballot = `${parsed?.args.nullifier}/${parsed?.args.version}`;
    if (parsed?.name === "FirstBallotCast") return `cast ${parsed.args.nullifier}/0`;
    if (parsed?.name === "BallotCast") return `cast ${ballot}`;
    if (parsed?.name === "BallotSkipped") return `skipped ${ballot}`;
    return parsed?.name === "TallyExtended" ? "tally" : `${parsed?.name}`;
  });
}
