import { expect } from "chai";
import { buildPoseidonOpt } from "circomlibjs";
import fc from "fast-check";
import { poseidon1, poseidon2, poseidon16 } from "poseidon-lite";
import { ballotChallenge, bindBallot, evaluateAt } from "../../../sdk/crypto/ballotDigest.ts";
import { FIELD_ORDER, NumberTooLargeError } from "../../../sdk/crypto/field.ts";
import { poseidonSponge } from "../../../sdk/crypto/poseidonSponge.ts";

const elements = fc.bigInt(0n, FIELD_ORDER - 1n);

describe("ballot digest", () => {
  it("is poseidon itself for one block", () => {
    fc.assert(
      fc.property(fc.array(elements, { minLength: 16, maxLength: 16 }), (values) => {
        expect(poseidonSponge(values)).to.equal(poseidon16(values));
        expect(poseidonSponge(values.slice(0, 2))).to.equal(poseidon2(values.slice(0, 2)));
        expect(poseidonSponge(values.slice(0, 1))).to.equal(poseidon1(values.slice(0, 1)));
      }),
      { numRuns: 5 },
    );
  });

  it("chains blocks of 16, 16 and 2 values as circomlib does with an initial state", async () => {
    const poseidon = await buildPoseidonOpt();
    for (const length of [17, 32, 34, 130]) {
      const values = Array.from({ length }, (_, i) => (BigInt(i) ** 40n * 3n + 1n) % FIELD_ORDER);
      let state: unknown = 0;
      for (let start = 0; start < length; start += 16) state = poseidon(values.slice(start, start + 16), state, 1);
      expect(poseidonSponge(values)).to.equal(poseidon.F.toObject(state));
    }
  });

  it("changes with every value, and so do challenge and evaluation", () => {
    const x = Array.from({ length: 34 }, (_, i) => BigInt(i + 1));
    const binding = bindBallot(x);
    for (let i = 0; i < x.length; i++) {
      const other = bindBallot(x.map((value, index) => (index === i ? value + 1n : value)));
      expect(other.digest).to.not.equal(binding.digest);
      expect(other.challenge).to.not.equal(binding.challenge);
      expect(other.evaluation).to.not.equal(binding.evaluation);
    }
  });

  it("draws the challenge from the digest too", () => {
    const x = [1n, 2n, 3n];
    expect(ballotChallenge(1n, x)).to.not.equal(ballotChallenge(2n, x));
  });

  it("evaluates the vector as a polynomial from the constant on", () => {
    expect(evaluateAt([5n, 7n, 11n], 10n)).to.equal(5n + 70n + 1100n);
    expect(evaluateAt([FIELD_ORDER - 1n, 1n], 1n)).to.equal(0n);
  });

  it("refuses a value at or above r, which would be a second spelling of a ballot", () => {
    expect(() => bindBallot([1n, FIELD_ORDER])).to.throw(NumberTooLargeError);
    expect(() => bindBallot([-1n])).to.throw(NumberTooLargeError);
  });
});
