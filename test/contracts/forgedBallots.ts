import { evaluateAt } from "../../sdk/crypto/ballotDigest.ts";
import { ciphertextWords } from "../../sdk/crypto/elgamal.ts";
import { FIELD_ORDER } from "../../sdk/crypto/field.ts";
import { randomScalar } from "../../sdk/crypto/random.ts";
import { hashWords } from "../../sdk/crypto/transcript.ts";
import { type Ballot, ballotVector, encryptChoices, type ProofWords } from "../../sdk/election/ballot.ts";
import { ballotConstants } from "../../sdk/election/ballotConstants.ts";
import { seededRandom } from "../sdk/seededRandom.ts";
import { CENSUS, type Created } from "./electionFixture.ts";
import { foldedLogarithm, forgeProof } from "./syntheticKey.ts";
import { ELECTION_KEY } from "./trusteeKeys.ts";

const RANDOM = seededRandom("forged ballots");

export type Cast = { readonly nullifier: bigint; readonly choices: readonly number[]; readonly over?: Ballot };

/** Logarithm of an election's folded constants under the synthetic key. */
export async function foldedConstants({ constitution, election }: Created): Promise<bigint> {
  const scope: bigint = await election.getFunction("scope")();
  return foldedLogarithm(ballotConstants(constitution, { scope, censusRoot: CENSUS.root, electionKey: ELECTION_KEY }));
}

/**
 * A ballot whose proof holds under the synthetic key, whoever casts it and whatever the choices; the digest is not a
 * sponge's. `over` is the ballot that it replaces.
 */
export function forgeBallot(folded: bigint, { nullifier, choices, over }: Cast): Ballot {
  const scalars = choices.filter((_, i) => i % 2 === 0).map(() => randomScalar(RANDOM));
  const next = ciphertextWords(encryptChoices(choices, ELECTION_KEY, scalars));
  const unproved = {
    nullifier,
    version: over ? over.version + 1n : 0n,
    held: over?.next ?? [],
    next,
    digest: randomScalar(RANDOM),
  };
  return { ...unproved, proof: proofFor(folded, unproved) };
}

/** The proof that a ballot with these values needs; `masked` as the constitution has it. */
export function proofFor(folded: bigint, ballot: Omit<Ballot, "proof">, masked = false): ProofWords {
  const x = ballotVector(ballot, masked);
  // As the contract hashes it: a forger's words may lie above r.
  const challenge = BigInt(hashWords([ballot.digest, ...x])) % FIELD_ORDER;
  const proof = forgeProof([ballot.digest, evaluateAt(x, challenge), challenge], folded, randomScalar(RANDOM));
  return proof as unknown as ProofWords;
}
