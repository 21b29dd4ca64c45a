import { setTimeout as wait } from "node:timers/promises";
import { electionAt } from "../../sdk/chain/contracts.ts";
import { logsOf } from "../../sdk/chain/logs.ts";
import type { OpenElection } from "../../sdk/chain/resident.ts";
import type { Ballot } from "../../sdk/election/ballot.ts";
import { submitBallot } from "../../sdk/relaying/ladder.ts";
import { finalityOf } from "../../sdk/trust/finality.ts";
import { type Relayer, startRelayer } from "../../services/relayer/relayer.ts";
import { verificationKey } from "../checkout/circuitFiles.ts";
import type { LocalChain } from "./localChain.ts";
import type { RehearsalChain } from "./realChain.ts";
import type { Progress } from "./step.ts";

/** Milliseconds that a ballot waits for others, and between two looks at whether all are cast. */
const BATCH_DELAY = 3_000;
const LOOK = 100;

/** A relayer of this process for one election, on a free port of 127.0.0.1, with its database in memory. */
export function startElectionRelayer(
  { election, constitution: { ballotSize } }: OpenElection,
  key: string,
  batchSize: number,
  chain: RehearsalChain,
): Promise<Relayer> {
  return startRelayer({
    rpc: chain.urls ?? chain.url,
    key,
    elections: [election],
    interval: LOOK,
    proofs: { [ballotSize]: verificationKey(`ballot-${ballotSize}`) },
    limits: { batchSize, batchDelay: BATCH_DELAY, finality: chain.rule === undefined ? 0 : finalityOf(chain.rule) },
  });
}

/**
 * Hands a ballot to the relayer as a resident's device does, and checks what it signs.
 * @returns The tracker.
 */
export async function relay(ballot: Ballot, open: OpenElection, relayer: Relayer, chain: LocalChain): Promise<string> {
  const submission = await submitBallot(
    { chainId: open.chainId, election: open.election, ballot },
    {
      relayers: [{ url: relayer.url, address: relayer.address }],
      provider: chain.provider,
      tries: 3,
      rounds: 2,
      delay: 500,
      timeout: 30_000,
      fetch,
      wait,
    },
  );
  if (submission.outcome === "cast") throw new NotAcknowledgedError("it is on the chain already");
  if (submission.outcome === "package") {
    throw new NotAcknowledgedError(submission.failures.map(({ what }) => what).join("; "));
  }
  return submission.tracker;
}

/** Waits until every acknowledged ballot is in a block, and reports what the transactions since `block` cost. */
export async function allCast(
  relayer: Relayer,
  election: string,
  block: number,
  chain: LocalChain,
  progress: Progress,
): Promise<void> {
  for (let waiting = relayer.health().waiting; waiting > 0; waiting = relayer.health().waiting) {
    progress.say(`${waiting} acknowledged ballots wait for a transaction`);
    await wait(LOOK);
  }
  const logs = await logsOf(electionAt(election, chain.provider));
  const cast = logs.filter(({ name, blockNumber }) => name === "TallyExtended" && blockNumber > block);
  for (const { transactionHash } of cast) {
    const receipt = await chain.provider.getTransactionReceipt(transactionHash);
    if (receipt !== null) progress.spent(receipt);
  }
}

/** No relayer took a ballot of the demonstration. */
class NotAcknowledgedError extends Error {
  constructor(why: string) {
    super(`The relayer did not acknowledge a ballot: ${why}`);
  }
}
