import { expect } from "chai";
import { GENERATOR, multiply, type Point, subtract } from "../../../sdk/crypto/babyjubjub.ts";
import { encrypt } from "../../../sdk/crypto/elgamal.ts";
import { mod, SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import { randomScalar } from "../../../sdk/crypto/random.ts";
import {
  combineShares,
  evaluatePolynomial,
  factorial,
  lagrangeIntegers,
  recoverPoint,
  SeatsInvalidError,
} from "../../../sdk/crypto/sharing.ts";
import { errorOf } from "../../errorOf.ts";
import { seededRandom } from "../seededRandom.ts";

const random = seededRandom("thresholds");

/** What n dealers make of k coefficients each: the secret nobody knows, and x_j of every seat. */
function ceremony(trustees: number, threshold: number) {
  const polynomials = Array.from({ length: trustees }, () =>
    Array.from({ length: threshold }, () => randomScalar(random)),
  );
  const shareSecrets = Array.from({ length: trustees }, (_, index) =>
    mod(
      polynomials.reduce((sum, polynomial) => sum + evaluatePolynomial(polynomial, index + 1), 0n),
      SUBGROUP_ORDER,
    ),
  );
  const secret = mod(
    polynomials.reduce((sum, [constant]) => sum + (constant as bigint), 0n),
    SUBGROUP_ORDER,
  );
  return { secret, shareSecret: (seat: number) => shareSecrets[seat - 1] as bigint };
}

function subsets(trustees: number, size: number): number[][] {
  const seats = Array.from({ length: trustees }, (_, index) => index + 1);
  return Array.from({ length: 2 ** trustees }, (_, bitmap) =>
    seats.filter((seat) => (bitmap >> (seat - 1)) & 1),
  ).filter(({ length }) => length === size);
}

describe("every threshold k of n up to nine trustees", function () {
  this.timeout(60_000);

  for (let trustees = 2; trustees <= 9; trustees++) {
    for (let threshold = 2; threshold <= trustees; threshold++) {
      it(`${threshold} of ${trustees}: any ${threshold} shares give the key and decrypt, ${threshold - 1} do not`, () => {
        const { secret, shareSecret } = ceremony(trustees, threshold);
        const delta = factorial(trustees);
        const combined = (seats: readonly number[]) =>
          mod(
            lagrangeIntegers(seats, trustees).reduce((sum, mu, i) => sum + mu * shareSecret(seats[i] as number), 0n),
            SUBGROUP_ORDER,
          );
        const sufficient = subsets(trustees, threshold);
        for (const seats of sufficient) expect(combined(seats)).to.equal(mod(delta * secret, SUBGROUP_ORDER));
        for (const seats of subsets(trustees, threshold - 1)) {
          expect(combined(seats)).to.not.equal(mod(delta * secret, SUBGROUP_ORDER));
        }

        const electionKey = multiply(GENERATOR, secret);
        const { c1, c2 } = encrypt(31n, electionKey, randomScalar(random));
        const [first, last] = [sufficient[0] as number[], sufficient.at(-1) as number[]];
        const recovered = (seats: readonly number[], base: Point) =>
          recoverPoint(
            seats,
            seats.map((seat) => multiply(base, shareSecret(seat))),
            trustees,
          );
        for (const seats of trustees <= 5 ? sufficient : [first, last]) {
          expect(recovered(seats, GENERATOR)).to.deep.equal(electionKey);
          expect(subtract(c2, recovered(seats, c1))).to.deep.equal(multiply(GENERATOR, 31n));
        }
        expect(subtract(c2, recovered(first.slice(1), c1))).to.not.deep.equal(multiply(GENERATOR, 31n));
      });
    }
  }

  it("refuses a seat twice, out of order, 0 or beyond the last, wherever shares are combined", async () => {
    for (let trustees = 2; trustees <= 9; trustees++) {
      const wrong = [[1, 1], [2, 1], [0, 1], [1, trustees + 1], [trustees, trustees], [-1, 1], [1, 1.5], []];
      for (const seats of wrong) {
        const points = seats.map(() => GENERATOR);
        for (const combine of [lagrangeIntegers, combineShares, recoverPoint]) {
          const call = () =>
            combine === lagrangeIntegers
              ? combine(seats, trustees)
              : (combine as typeof recoverPoint)(seats, points, trustees);
          const { what } = await errorOf(call, SeatsInvalidError);
          expect(what).to.equal(`The seats ${seats.join(", ")} are not distinct, increasing and in 1 to ${trustees}`);
        }
      }
    }
  });
});
