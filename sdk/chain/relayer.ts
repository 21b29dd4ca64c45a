import type { Signer } from "ethers";
import type { Ballot } from "../election/ballot.ts";
import { electionAt, electionInterface, type Sent, send } from "./contracts.ts";
import { providerOf } from "./logs.ts";

/** What became of a batch: the nullifiers of the ballots that were skipped because their slot had moved. */
export type CastBatch = Sent & { readonly skipped: readonly bigint[] };

/** Casts a batch in one transaction; ballots whose slot has moved are skipped (P7). Throws `ContractRefusedError`. */
export async function castBallots(election: string, ballots: readonly Ballot[], sender: Signer): Promise<CastBatch> {
  const sent = await send(electionAt(election, sender), "castBallots", ballots);
  const receipt = await providerOf(sender).getTransactionReceipt(sent.hash);
  const own = (receipt?.logs ?? []).filter((log) => log.address.toLowerCase() === election.toLowerCase());
  const events = own.map((log) => electionInterface.parseLog(log));
  const skipped = events
    .filter((event) => event?.name === "BallotSkipped")
    .map((event) => event?.args.nullifier as bigint);
  return { ...sent, skipped };
}

/** Casts one ballot, or throws `ContractRefusedError` (`SlotMoved`, `BallotProofsInvalid`, ...). */
export function castBallot(election: string, ballot: Ballot, sender: Signer): Promise<Sent> {
  return send(electionAt(election, sender), "castBallot", ballot);
}
