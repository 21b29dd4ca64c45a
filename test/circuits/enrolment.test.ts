import { Identity } from "@semaphore-protocol/core";
import { expect } from "chai";
import { poseidon2 } from "poseidon-lite";
import { FIELD_ORDER, SUBGROUP_ORDER } from "../../sdk/crypto/field.ts";
import { builtCircuit, type Circuit, signal, testCircuit } from "./harness/circuit.ts";
import { expectFail, expectForgeryRefused, expectPass } from "./harness/expectWitness.ts";
import { altered } from "./harness/forge.ts";

const context = 12345n;

/** The three secrets below l for which circomlib's fixed-base multiplication has no witness: see the test. */
const lowBitsWithoutWitness = SUBGROUP_ORDER - 2n ** 250n - (8n ** 83n - 1n) / 7n;

describe("the enrolment circuit", () => {
  let built: Circuit;
  let whole: Circuit;

  before(async function () {
    this.timeout(600_000);
    built = builtCircuit("enrolment");
    whole = await testCircuit({ name: "enrolment", file: "circuits/enrolment.circom", main: "Enrolment()" });
  });

  it("gives the commitment of Semaphore's identities", () => {
    for (const seed of ["a", "b", "c"]) {
      const { secretScalar: secret, commitment } = new Identity(seed);
      expect(signal(built, expectPass(built, { secret, context }), "identityCommitment")).to.equal(commitment);
    }
  });

  it("accepts secrets up to l - 1, and refuses l, what is congruent to a secret, and everything greater", () => {
    for (const secret of [0n, 1n, SUBGROUP_ORDER - 1n]) expectPass(built, { secret, context });
    const refused = "canonical === 1";
    for (const secret of [0n, 1n, 2n ** 251n - 1n - SUBGROUP_ORDER]) {
      expectFail(built, { secret: SUBGROUP_ORDER + secret, context }, refused);
    }
    expectFail(built, { secret: 2n ** 251n, context }, refused);
    for (const secret of [2n ** 252n, 2n ** 253n - 1n]) expectFail(built, { secret, context }, "LessThan(251)");
  });

  it("refuses secrets of more than 253 bits, for which the comparison alone would wrap", () => {
    expectFail(built, { secret: 2n ** 253n, context }, "LessThan(251)");
    // r - 1 passes the comparison; the bits of the multiplication refuse it.
    for (const secret of [FIELD_ORDER - 1n, FIELD_ORDER + SUBGROUP_ORDER - 2n ** 251n]) {
      expectFail(built, { secret, context }, "BabyPbk()(secret)");
    }
  });

  it("binds the context", () => {
    const honest = expectPass(whole, { secret: 5n, context });
    expectForgeryRefused(whole, altered(whole, honest, { context: context + 1n }), "context");
  });

  it("refuses another commitment for the same secret", () => {
    const honest = expectPass(whole, { secret: 5n, context });
    const forgery = altered(whole, honest, { identityCommitment: poseidon2([1n, 2n]) });
    expectForgeryRefused(whole, forgery, "identityCommitment");
  });

  it("has no witness for three secrets of 2^250.6, which nobody meets: circomlib's last window would pass through O", () => {
    expectFail(built, { secret: lowBitsWithoutWitness, context }, "BabyPbk()(secret)");
    expectPass(built, { secret: lowBitsWithoutWitness + 1n, context });
    expectPass(built, { secret: lowBitsWithoutWitness - 1n, context });
  });
});
