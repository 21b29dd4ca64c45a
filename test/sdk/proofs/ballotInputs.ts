import { poseidon2 } from "poseidon-lite";
import { ballotKinds } from "../../../scripts/rehearsal/ballotKinds.ts";
import { GENERATOR, multiply } from "../../../sdk/crypto/babyjubjub.ts";
import { bindBallot } from "../../../sdk/crypto/ballotDigest.ts";
import { ciphertextWords } from "../../../sdk/crypto/elgamal.ts";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import { ballotVector } from "../../../sdk/election/ballot.ts";
import { membershipProof, rollTree } from "../../../sdk/election/roll.ts";
import { ballotInput, CENSUS_DEPTH, encryptBallot, nullifierOf } from "../../../sdk/proofs/ballotProof.ts";
import type { CircuitInput } from "../../../sdk/proofs/groth16.ts";

const SECRET = 3n ** 120n;

/** Input signals of a first ballot of `size` options by approval. */
export function ballotInputs(size: number): CircuitInput {
  const { rules, choices } = ballotKinds.approval as NonNullable<(typeof ballotKinds)[string]>;
  const { x, y } = multiply(GENERATOR, SECRET);
  const commitment = poseidon2([x, y]);
  const tree = rollTree([1n, 2n, commitment, 4n]);
  const voter = { secret: SECRET, membership: membershipProof(tree, commitment, CENSUS_DEPTH) };
  const key = { electionKey: multiply(GENERATOR, 5n), ballotSize: size, rules };
  const election = { ...key, scope: 7n, censusRoot: tree.root, masked: false };
  const wide = Array.from({ length: size }, (_, option) => choices[option] ?? 0);
  const encrypted = encryptBallot(election, wide, systemRandom);
  const slot = { nullifier: nullifierOf(election.scope, SECRET), version: 0n, held: [] };
  const { challenge } = bindBallot(ballotVector({ ...slot, next: ciphertextWords(encrypted.ciphertexts) }, false));
  return ballotInput(election, voter, { ...slot, challenge, cover: false }, encrypted);
}
