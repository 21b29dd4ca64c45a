import { Group, Identity } from "@semaphore-protocol/core";
import { GENERATOR, multiply } from "../../sdk/crypto/babyjubjub.ts";
import { systemRandom } from "../../sdk/crypto/random.ts";
import type { BallotRules } from "../../sdk/election/constitution.ts";
import { membershipProof, rollTree } from "../../sdk/election/roll.ts";
import { type BallotElection, CENSUS_DEPTH, encryptBallot, proveBallot } from "../../sdk/proofs/ballotProof.ts";
import { provingFiles } from "../checkout/circuitFiles.ts";
import { ballotKinds } from "../rehearsal/ballotKinds.ts";
import { type Figures, interleaved } from "./figures.ts";
import { plainProof } from "./semaphore.ts";

/** Seconds to encrypt and prove a ballot of each size and kind, in turns with a plain Semaphore proof. */
export async function provingSeconds(): Promise<Figures> {
  const identities = Array.from({ length: 40 }, () => new Identity());
  const identity = identities[3] as Identity;
  const commitments = identities.map(({ commitment }) => commitment);
  const group = new Group(commitments);
  const tree = rollTree(commitments);
  const membership = membershipProof(tree, identity.commitment, CENSUS_DEPTH);

  const ballot = (ballotSize: number, rules: BallotRules, choices: readonly number[]) => {
    const constants = { scope: 1n, censusRoot: tree.root, electionKey: multiply(GENERATOR, 5n) };
    const election: BallotElection = { ...constants, ballotSize, rules, masked: false };
    const wide = Array.from({ length: ballotSize }, (_, option) => choices[option] ?? 0);
    return () =>
      proveBallot(
        provingFiles(`ballot-${ballotSize}`),
        election,
        { secret: identity.secretScalar, membership },
        { version: 0n, held: [] },
        encryptBallot(election, wide, systemRandom),
      );
  };
  const { approval, ...others } = ballotKinds;
  if (approval === undefined) throw new Error("ballotKinds has no approval");
  return interleaved({
    "seconds.prove.semaphore": () => plainProof(identity, group, 1),
    "seconds.prove.ballot.4": ballot(4, approval.rules, approval.choices),
    "seconds.prove.ballot.8": ballot(8, approval.rules, approval.choices),
    "seconds.prove.ballot.32": ballot(32, approval.rules, approval.choices),
    ...Object.fromEntries(
      Object.entries(others).map(([kind, { rules, choices }]) => [
        `seconds.prove.ballot.8.${kind}`,
        ballot(8, rules, choices),
      ]),
    ),
  });
}
