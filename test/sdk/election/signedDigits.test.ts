import { expect } from "chai";
import fc from "fast-check";
import { mod, NumberTooLargeError, SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import { signedDigits } from "../../../sdk/election/signedDigits.ts";

function scalarOf({ negative, tripled }: ReturnType<typeof signedDigits>): bigint {
  return negative.reduce(
    (sum, sign, w) => sum + (1n - 2n * sign) * (1n + 2n * (tripled[w] ?? 0n)) * 4n ** BigInt(w),
    0n,
  );
}

describe("signed digits", () => {
  it("represent every scalar modulo l as an odd number below 2^251", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, SUBGROUP_ORDER - 1n), (scalar) => {
        const digits = signedDigits(scalar);
        const value = scalarOf(digits);
        expect(mod(value, SUBGROUP_ORDER)).to.equal(scalar);
        expect(value % 2n === 0n).to.equal(false);
        expect([...digits.negative, ...digits.tripled].every((bit) => bit === 0n || bit === 1n)).to.equal(true);
      }),
    );
  });

  it("represent the boundaries 0, 1, l - 1, in 126 signs and 125 magnitudes", () => {
    for (const scalar of [0n, 1n, 2n, SUBGROUP_ORDER - 2n, SUBGROUP_ORDER - 1n]) {
      const digits = signedDigits(scalar);
      expect(digits.negative).to.have.length(126);
      expect(digits.tripled).to.have.length(125);
      expect(mod(scalarOf(digits), SUBGROUP_ORDER)).to.equal(scalar);
    }
  });

  it("refuse l and negative scalars", () => {
    expect(() => signedDigits(SUBGROUP_ORDER)).to.throw(NumberTooLargeError);
    expect(() => signedDigits(-1n)).to.throw(NumberTooLargeError);
  });
});
