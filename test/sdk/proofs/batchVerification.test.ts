import { expect } from "chai";
import { provingFiles, verificationKey } from "../../../scripts/checkout/circuitFiles.ts";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import type { ProofWords } from "../../../sdk/election/ballot.ts";
import { verifyBatch } from "../../../sdk/proofs/batchVerification.ts";
import { proveEnrolment } from "../../../sdk/proofs/enrolmentProof.ts";
import { BASE_FIELD_ORDER, endProving, type ProvedStatement } from "../../../sdk/proofs/groth16.ts";
import { twistPoint } from "./twistPoints.ts";

describe("Proofs verified in one batch", function () {
  this.timeout(120_000);
  const key = verificationKey("enrolment");
  let first: ProvedStatement;
  let second: ProvedStatement;
  const holds = (...statements: readonly ProvedStatement[]) => verifyBatch(key, statements, systemRandom);
  const withProof = (change: (proof: bigint[]) => void): ProvedStatement => {
    const proof: bigint[] = [...second.proof];
    change(proof);
    return { ...second, proof: proof as unknown as ProofWords };
  };

  before(async () => {
    first = await proveEnrolment(provingFiles("enrolment"), 1_000n, 5n);
    second = await proveEnrolment(provingFiles("enrolment"), 2_000n, 6n);
  });
  after(endProving);

  it("hold together as each does alone, any number of times, and none at all", async () => {
    expect(await holds()).to.equal(true);
    expect(await holds(first)).to.equal(true);
    expect(await holds(first, second, first)).to.equal(true);
  });

  it("fall with one that is another's, whose errors cancel out, or whose signals are altered", async () => {
    expect(await holds(first, { ...second, proof: first.proof })).to.equal(false);
    // Without coefficients of their own, two proofs that are exchanged would still add up.
    expect(await holds({ ...first, proof: second.proof }, { ...second, proof: first.proof })).to.equal(false);
    const [commitment, context] = second.publicSignals as readonly [bigint, bigint];
    const altered = [[commitment + 1n, context], [commitment, context + 1n], [commitment], [commitment, context, 0n]];
    for (const publicSignals of altered) expect(await holds(first, { ...second, publicSignals })).to.equal(false);
  });

  it("fall with a value out of range, a point off its curve or outside its group, and the identity", async () => {
    for (const publicSignals of [second.publicSignals.map((signal) => signal + FIELD_ORDER), [-1n, 6n]]) {
      expect(await holds({ ...second, publicSignals })).to.equal(false);
    }
    for (let word = 0; word < 8; word++) {
      expect(await holds(withProof((proof) => (proof[word] = (proof[word] as bigint) + BASE_FIELD_ORDER)))).to.equal(
        false,
      );
      expect(
        await holds(
          first,
          withProof((proof) => (proof[word] = (proof[word] as bigint) ^ 1n)),
        ),
      ).to.equal(false);
    }
    const { x, y } = twistPoint(1n);
    const [x1, x0, y1, y0] = [x.c1, x.c0, y.c1, y.c0];
    expect(await holds(withProof((proof) => proof.splice(2, 4, x1, x0, y1, y0)))).to.equal(false);
    for (const at of [0, 6]) expect(await holds(withProof((proof) => proof.splice(at, 2, 0n, 0n)))).to.equal(false);
  });
});
