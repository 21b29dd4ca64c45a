import { readFileSync } from "node:fs";
import { Group, generateProof, Identity } from "@semaphore-protocol/core";
import { expect } from "chai";
import * as snarkjs from "snarkjs";
import { hasNoContribution } from "../../../scripts/ceremony/phase2.ts";
import { verificationKey } from "../../../scripts/checkout/circuitFiles.ts";
import { signalCount } from "../../../scripts/checkout/instances.ts";
import { keyFiles, sumOf } from "../../../scripts/checkout/keys.ts";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import {
  semaphoreArtifacts,
  semaphoreCircuit,
  semaphoreFiles,
  semaphoreProvingFiles,
  semaphoreSums,
} from "../../../scripts/checkout/semaphoreCircuit.ts";
import { hashWords, shiftedHash } from "../../../sdk/crypto/transcript.ts";
import { membershipProof, rollTree } from "../../../sdk/election/roll.ts";
import { CENSUS_DEPTH, nullifierOf } from "../../../sdk/proofs/ballotProof.ts";
import { endProving, type VerificationKey, verifyProof } from "../../../sdk/proofs/groth16.ts";
import { proveSignal } from "../../../sdk/proofs/semaphoreProof.ts";

const { name } = semaphoreCircuit;

describe("Semaphore's own circuit and key", function () {
  this.timeout(60_000);
  after(endProving);

  it("are the files of its ceremony, by their pinned sums, and the committed key is a copy", () => {
    for (const [part, file] of Object.entries(semaphoreArtifacts)) {
      expect(sumOf(file), file).to.equal(semaphoreSums[part as keyof typeof semaphoreSums]);
    }
    expect(sumOf(keyFiles(name).verificationKey)).to.equal(semaphoreSums.verificationKey);
  });

  it("belong together: the proving key holds the verification key, which had contributions and has four signals", async () => {
    const held = (await snarkjs.zKey.exportVerificationKey(semaphoreFiles.zkey)) as VerificationKey;
    expect(verificationKey(name)).to.deep.equal(held);
    expect(hasNoContribution(held)).to.equal(false);
    expect(held.nPublic).to.equal(signalCount(semaphoreCircuit.live));
  });

  it("have every point of the verifier that Semaphore itself deploys", () => {
    const key = verificationKey(name);
    const { constants, points } = semaphoreVerifier();
    const g1 = (point: unknown) => (point as readonly string[]).slice(0, 2).map(BigInt);
    const g2 = (point: unknown) =>
      (point as readonly (readonly string[])[]).slice(0, 2).flatMap(([re, im]) => [im, re]);
    const four = (start: string) => ["x1", "x2", "y1", "y2"].map((end) => constants.get(start + end));
    expect(g1(key.vk_alpha_1)).to.deep.equal([constants.get("alphax"), constants.get("alphay")]);
    expect(g2(key.vk_beta_2).map((word) => BigInt(word as string))).to.deep.equal(four("beta"));
    expect(g2(key.vk_gamma_2).map((word) => BigInt(word as string))).to.deep.equal(four("gamma"));
    expect(g2(key.vk_delta_2).map((word) => BigInt(word as string))).to.deep.equal(points.slice(0, 4));
    expect((key.IC as readonly unknown[]).flatMap(g1)).to.deep.equal(points.slice(4));
  });

  it("take proofs of our prover as of Semaphore's own library, with the same signals", async () => {
    const identity = new Identity("of a resident");
    const group = new Group([7n, identity.commitment, 9n]);
    const theirs = await generateProof(identity, group, 5, 6, CENSUS_DEPTH, semaphoreFiles);
    const membership = membershipProof(rollTree(group.members), identity.commitment, CENSUS_DEPTH);
    const [message, scope] = [5n, 6n].map((value) => shiftedHash(hashWords([value]))) as [bigint, bigint];
    const signaller = { secret: identity.secretScalar, membership };
    const { proof, publicSignals } = await proveSignal(semaphoreProvingFiles(), signaller, { message, scope });
    expect(publicSignals).to.deep.equal([group.root, nullifierOf(scope, identity.secretScalar), message, scope]);
    expect([theirs.merkleTreeRoot, theirs.nullifier].map(BigInt)).to.deep.equal(publicSignals.slice(0, 2));
    expect(await verifyProof(verificationKey(name), { proof, publicSignals })).to.equal(true);
    const words = theirs.points.map(BigInt) as unknown as typeof proof;
    expect(await verifyProof(verificationKey(name), { proof: words, publicSignals })).to.equal(true);
  });
});

/** The constants of Semaphore's contract, and its points for our depth: delta, then IC. */
function semaphoreVerifier() {
  const folder = `${projectRoot}node_modules/@semaphore-protocol/contracts/base`;
  const source = readFileSync(`${folder}/SemaphoreVerifier.sol`, "utf8");
  const found = source.matchAll(/uint256 constant (\w+) = (\d+);/g);
  const constants = new Map([...found].map(([, constant = "", value = ""]) => [constant, BigInt(value)]));
  const table = readFileSync(`${folder}/SemaphoreVerifierKeyPts.sol`, "utf8");
  const words = [...table.matchAll(/hex"([0-9a-f]{64})"/g)].map(([, word = ""]) => BigInt(`0x${word}`));
  const perDepth = Number(/SET_SIZE = (\d+);/.exec(table)?.[1]);
  return { constants, points: words.slice((CENSUS_DEPTH - 1) * perDepth, CENSUS_DEPTH * perDepth) };
}
