import { Identity } from "@semaphore-protocol/core";
import { GENERATOR, multiply } from "../../sdk/crypto/babyjubjub.ts";
import { systemRandom } from "../../sdk/crypto/random.ts";
import type { Ballot } from "../../sdk/election/ballot.ts";
import { membershipProof, rollTree } from "../../sdk/election/roll.ts";
import { type BallotElection, CENSUS_DEPTH, encryptBallot, proveBallot } from "../../sdk/proofs/ballotProof.ts";
import { provingFiles } from "../checkout/circuitFiles.ts";
import { ballotKinds } from "../rehearsal/ballotKinds.ts";

/** A ballot of 8 options with a real proof, and the election that it is for. */
export type ProvedBallot = { readonly election: BallotElection; readonly ballot: Ballot };

/** Proves an approval ballot of 8 options of an election on no chain, over a roll of 40. */
export async function provedBallot(): Promise<ProvedBallot> {
  const { approval } = ballotKinds;
  if (approval === undefined) throw new Error("ballotKinds has no approval");
  const identities = Array.from({ length: 40 }, () => new Identity());
  const [identity] = identities as [Identity];
  const tree = rollTree(identities.map(({ commitment }) => commitment));
  const constants = { scope: 1n, censusRoot: tree.root, electionKey: multiply(GENERATOR, 5n) };
  const election: BallotElection = { ...constants, ballotSize: 8, rules: approval.rules, masked: false };
  const voter = {
    secret: identity.secretScalar,
    membership: membershipProof(tree, identity.commitment, CENSUS_DEPTH),
  };
  const choices = Array.from({ length: election.ballotSize }, (_, option) => approval.choices[option] ?? 0);
  const encrypted = encryptBallot(election, choices, systemRandom);
  const ballot = await proveBallot(provingFiles("ballot-8"), election, voter, { version: 0n, held: [] }, encrypted);
  return { election, ballot };
}
