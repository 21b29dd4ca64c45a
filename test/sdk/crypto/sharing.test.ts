import { expect } from "chai";
import { GENERATOR, multiply, subtract } from "../../../sdk/crypto/babyjubjub.ts";
import { encrypt } from "../../../sdk/crypto/elgamal.ts";
import { mod, SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import { randomScalar } from "../../../sdk/crypto/random.ts";
import {
  combineShares,
  commitPolynomial,
  evaluatePolynomial,
  factorial,
  lagrangeIntegers,
  recoverPoint,
  SeatsInvalidError,
  shareCommitment,
} from "../../../sdk/crypto/sharing.ts";
import { seededRandom } from "../seededRandom.ts";

const random = seededRandom("sharing");
const [trustees, threshold] = [5, 3];
const seats = [1, 2, 3, 4, 5];
const polynomials = seats.map(() => Array.from({ length: threshold }, () => randomScalar(random)));
const commitments = polynomials.map(commitPolynomial);
const electionSecret = polynomials.reduce((sum, [constant]) => sum + (constant as bigint), 0n);
const shareSecrets = new Map(
  seats.map((seat) => [
    seat,
    mod(
      polynomials.reduce((sum, p) => sum + evaluatePolynomial(p, seat), 0n),
      SUBGROUP_ORDER,
    ),
  ]),
);

function subsets(size: number): number[][] {
  return Array.from({ length: 2 ** trustees }, (_, bitmap) =>
    seats.filter((seat) => (bitmap >> (seat - 1)) & 1),
  ).filter((subset) => subset.length === size);
}

describe("sharing", () => {
  it("commits to what every seat's share evaluates to", () => {
    polynomials.forEach((polynomial, dealer) => {
      for (const seat of seats) {
        expect(shareCommitment(commitments[dealer] ?? [], seat)).to.deep.equal(
          multiply(GENERATOR, evaluatePolynomial(polynomial, seat)),
        );
      }
    });
  });

  it("has integer Lagrange coefficients for every set of seats up to nine trustees", () => {
    for (let bitmap = 1; bitmap < 2 ** 9; bitmap++) {
      const chosen = Array.from({ length: 9 }, (_, i) => i + 1).filter((seat) => (bitmap >> (seat - 1)) & 1);
      const sum = lagrangeIntegers(chosen, 9).reduce((total, factor) => total + factor, 0n);
      // The constant polynomial 1 interpolates to Delta.
      expect(sum).to.equal(factorial(9));
    }
  });

  const ciphertext = encrypt(42n, multiply(GENERATOR, electionSecret), 777n);
  const sharesOf = (chosen: readonly number[]) =>
    chosen.map((seat) => multiply(ciphertext.c1, shareSecrets.get(seat) ?? 0n));

  it("decrypts with every one of the 16 sufficient sets of 3 of 5", () => {
    const sufficient = [...subsets(3), ...subsets(4), ...subsets(5)];
    expect(sufficient).to.have.length(16);
    for (const chosen of sufficient) {
      expect(subtract(ciphertext.c2, recoverPoint(chosen, sharesOf(chosen), trustees))).to.deep.equal(
        multiply(GENERATOR, 42n),
      );
      expect(combineShares(chosen, sharesOf(chosen), trustees)).to.deep.equal(
        multiply(subtract(ciphertext.c2, multiply(GENERATOR, 42n)), factorial(trustees)),
      );
    }
  });

  it("does not decrypt with any set of fewer seats, or with seats mistaken for one another", () => {
    for (const chosen of [...subsets(1), ...subsets(2)]) {
      expect(subtract(ciphertext.c2, recoverPoint(chosen, sharesOf(chosen), trustees))).to.not.deep.equal(
        multiply(GENERATOR, 42n),
      );
    }
    expect(subtract(ciphertext.c2, recoverPoint([1, 2, 4], sharesOf([1, 2, 3]), trustees))).to.not.deep.equal(
      multiply(GENERATOR, 42n),
    );
  });

  it("refuses seats that are 0, doubled, out of order, beyond the last or none", () => {
    for (const chosen of [[0, 1, 2], [1, 1, 2], [2, 1, 3], [1, 2, 6], [1.5, 2, 3], [-1, 1, 2], []]) {
      expect(() => lagrangeIntegers(chosen, trustees), String(chosen)).to.throw(SeatsInvalidError);
    }
  });
});
