import verifierArtifact from "../../../artifacts/test/contracts/mocks/SyntheticVerifier.sol/SyntheticVerifier.json" with {
  type: "json",
};
import type { LocalChain } from "../../../scripts/rehearsal/localChain.ts";
import type { Artifact } from "../../../sdk/chain/deployment.ts";
import type { OpenElection } from "../../../sdk/chain/resident.ts";
import { bindBallot } from "../../../sdk/crypto/ballotDigest.ts";
import { ciphertextWords } from "../../../sdk/crypto/elgamal.ts";
import { randomScalar } from "../../../sdk/crypto/random.ts";
import { type Ballot, ballotVector, encryptChoices, type ProofWords } from "../../../sdk/election/ballot.ts";
import { ballotConstants } from "../../../sdk/election/ballotConstants.ts";
import type { Constitution } from "../../../sdk/election/constitution.ts";
import { openedElection } from "../../campaign/openedElection.ts";
import { foldedLogarithm, forgeProof } from "../../contracts/syntheticKey.ts";
import { seededRandom } from "../../sdk/seededRandom.ts";

const RANDOM = seededRandom("synthetic ballots");
const MEMBERS = 1_000_000;

/** An open election under the synthetic key, whose roll is as large as anybody may want. */
export async function syntheticElection(chain: LocalChain, changes: Partial<Constitution> = {}, members = MEMBERS) {
  return openedElection(chain, {
    verifier: verifierArtifact as unknown as Artifact,
    census: { root: 4242n, depth: 20, activeMembers: members },
    organizer: await chain.newAccount(),
    start: (await chain.now()) + 1_000,
    changes,
  });
}

/** A ballot that passes every check, made without a circuit; it replaces `over`, or is of a slot, where given. */
export function syntheticBallot(election: OpenElection, over?: Ballot, slot?: bigint): Ballot {
  const choices = [1, 0, 0, 0, 0, 0, 0, 0];
  const next = ciphertextWords(
    encryptChoices(
      choices,
      election.electionKey,
      [0, 1, 2, 3].map(() => randomScalar(RANDOM)),
    ),
  );
  const unproved = {
    nullifier: over?.nullifier ?? slot ?? randomScalar(RANDOM),
    version: over === undefined ? 0n : over.version + 1n,
    held: over?.next ?? [],
    next,
  };
  return provedAnew(election, unproved);
}

/** The same ballot with a proof of its own. */
export function provedAnew(
  election: OpenElection,
  given: Pick<Ballot, "nullifier" | "version" | "held" | "next">,
): Ballot {
  const { nullifier, version, held, next } = given;
  const unproved = { nullifier, version, held, next };
  const folded = foldedLogarithm(ballotConstants(election.constitution, election));
  const { digest, evaluation, challenge } = bindBallot(ballotVector(unproved, false));
  const proof = forgeProof([digest, evaluation, challenge], folded, randomScalar(RANDOM)) as unknown as ProofWords;
  return { ...unproved, digest, proof };
}
