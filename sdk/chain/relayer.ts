import type { Signer } from "ethers";
import type { Ballot } from "../election/ballot.ts";
import { electionAt, electionInterface, type Sent, send } from "./contracts.ts";
import { providerOf } from "./logs.ts";

/** What became of a batch: the nullifiers of the ballots that were skipped because their slot had moved. */
export type CastBatch = Sent & { readonly skipped: readonly bigint[] };

/** A function of elections that casts a batch, with its arguments. */
export type CastingCall = readonly [name: "castFirstBallots" | "castBallots", argument: readonly unknown[]];

/** The call that casts these ballots with the fewest bytes: first ballots have an entry of their own (P7.1). */
export function castingCall(ballots: readonly Ballot[]): CastingCall {
  const areFirst = ballots.every(({ version, held }) => version === 0n && held.length === 0);
  return areFirst ? ["castFirstBallots", ballots.flatMap(firstBallotWords)] : ["castBallots", ballots];
}

/** Casts a batch in one transaction; ballots whose slot has moved are skipped (P7). Throws `ContractRefusedError`. */
export async function castBallots(election: string, ballots: readonly Ballot[], sender: Signer): Promise<CastBatch> {
  const sent = await send(electionAt(election, sender), ...castingCall(ballots));
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

function firstBallotWords({ nullifier, digest, next, proof }: Ballot): bigint[] {
  return [nullifier, digest, ...next, ...proof];
}
