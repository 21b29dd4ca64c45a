import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { poseidon2 } from "poseidon-lite";
import { z } from "zod";
import { GENERATOR, multiply } from "../../sdk/crypto/babyjubjub.ts";
import { bindBallot } from "../../sdk/crypto/ballotDigest.ts";
import { ciphertextWords } from "../../sdk/crypto/elgamal.ts";
import { type RandomBytes, randomScalar, systemRandom } from "../../sdk/crypto/random.ts";
import { ballotVector, type ProofWords } from "../../sdk/election/ballot.ts";
import { type BallotRules, NO_BUDGET, NO_CREDITS } from "../../sdk/election/constitution.ts";
import { membershipProof, rollTree } from "../../sdk/election/roll.ts";
import { ballotInput, CENSUS_DEPTH, encryptBallot, nullifierOf } from "../../sdk/proofs/ballotProof.ts";
import { proveEnrolment } from "../../sdk/proofs/enrolmentProof.ts";
import { endProving, type ProvedStatement, verifyProof } from "../../sdk/proofs/groth16.ts";
import { proveKeyShare } from "../../sdk/proofs/keyShareProof.ts";
import { prove } from "../../sdk/proofs/prove.ts";
import { proveSignal } from "../../sdk/proofs/semaphoreProof.ts";
import { provingFiles, verificationKey } from "./circuitFiles.ts";
import { circuitInstances } from "./instances.ts";
import { projectRoot } from "./projectRoot.ts";
import { semaphoreCircuit, semaphoreProvingFiles } from "./semaphoreCircuit.ts";

const word = z.string().regex(/^\d+$/);
const schema = z.strictObject({ publicSignals: z.array(word), proof: z.array(word).length(8) });

/** Of an instance, beside its keys: a statement with a proof that holds. Path from the project's root. */
export function knownProofFile(name: string): string {
  return `circuits/keys/${name}.proof.json`;
}

/** The committed proof that an instance's verifier carries. */
export function knownProof(name: string): ProvedStatement {
  const { publicSignals, proof } = schema.parse(JSON.parse(readFileSync(projectRoot + knownProofFile(name), "utf8")));
  return { publicSignals: publicSignals.map(BigInt), proof: proof.map(BigInt) as unknown as ProofWords };
}

/** Makes the proof anew for every instance whose committed key it does not belong to. */
export async function makeKnownProofs(random: RandomBytes = systemRandom): Promise<void> {
  for (const { name } of [...circuitInstances(), semaphoreCircuit]) {
    const isThere = existsSync(projectRoot + knownProofFile(name));
    if (isThere && (await verifyProof(verificationKey(name), knownProof(name)))) continue;
    console.error(`proving a statement of ${name}`);
    const { publicSignals, proof } = await someStatement(name, random);
    const text = { publicSignals: publicSignals.map(String), proof: proof.map(String) };
    writeFileSync(projectRoot + knownProofFile(name), `${JSON.stringify(text, null, 1)}\n`);
  }
}

/** Nobody's identity, share or ballot: the secrets are drawn here and dropped. */
function someStatement(name: string, random: RandomBytes): Promise<ProvedStatement> {
  const secret = randomScalar(random);
  if (name === semaphoreCircuit.name) {
    const signaller = { secret, membership: membershipOf(secret).membership };
    return proveSignal(semaphoreProvingFiles(), signaller, { message: 1n, scope: 1n });
  }
  const files = provingFiles(name);
  if (name === "enrolment") return proveEnrolment(files, secret, 1n);
  const key = multiply(GENERATOR, randomScalar(random));
  if (name === "keyShare") {
    return proveKeyShare(files, secret, randomScalar(random), key, { context: 1n, dealer: 1, seat: 2 });
  }
  const ballotSize = Number(/^ballot-(\d+)$/.exec(name)?.[1]);
  const rules: BallotRules = {
    ...{ optionCount: 2, maxPerOption: 1, minTotal: 0, maxTotal: 1 },
    ...{ budget: NO_BUDGET, credits: NO_CREDITS, distinct: false, costs: [] },
  };
  const { root, membership } = membershipOf(secret);
  const election = { ballotSize, rules, masked: false, scope: 1n, censusRoot: root, electionKey: key };
  const choices = Array.from({ length: ballotSize }, (_, option) => Number(option === 0));
  const encrypted = encryptBallot(election, choices, random);
  const unproved = { nullifier: nullifierOf(1n, secret), version: 0n, held: [] };
  const next = ciphertextWords(encrypted.ciphertexts);
  const { challenge } = bindBallot(ballotVector({ ...unproved, next }, false));
  return prove(
    name,
    files,
    ballotInput(election, { secret, membership }, { ...unproved, challenge, cover: false }, encrypted),
  );
}

/** The path of an identity on a roll of two. */
function membershipOf(secret: bigint) {
  const point = multiply(GENERATOR, secret);
  const commitment = poseidon2([point.x, point.y]);
  const tree = rollTree([1n, commitment]);
  return { root: tree.root, membership: membershipProof(tree, commitment, CENSUS_DEPTH) };
}

if (import.meta.main) {
  await makeKnownProofs();
  await endProving();
}
