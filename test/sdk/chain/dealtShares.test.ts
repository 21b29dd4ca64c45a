import { expect } from "chai";
import {
  DealtShareWrongError,
  type DealtToSeat,
  openSeatShares,
  type SeatShares,
  ShareKeyDiffersError,
} from "../../../sdk/chain/dealtShares.ts";
import { divideByEight, GENERATOR, multiply } from "../../../sdk/crypto/babyjubjub.ts";
import { mod, SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import { encryptionSecret, polynomialCoefficients, shareEphemeral } from "../../../sdk/crypto/keyDerivation.ts";
import { encryptKeyShare, keyShareContext } from "../../../sdk/crypto/keyShareCipher.ts";
import { commitPolynomial, evaluatePolynomial } from "../../../sdk/crypto/sharing.ts";
import { errorOf } from "../../errorOf.ts";

const board = { chainId: 31337n, board: "0x5FbDB2315678afecb367f032d93F642f64180aa3" };
const [threshold, seats] = [3, [1, 2, 3, 4, 5]];
const keyOf = (seat: number) => new Uint8Array(32).fill(seat);
const coefficientsOf = (dealer: number) => polynomialCoefficients(keyOf(dealer), board, threshold);

/** @param extra Added to the share before it is encrypted. */
function dealtBy(dealer: number, seat: number, extra = 0n): DealtToSeat {
  const recipientKey = multiply(GENERATOR, encryptionSecret(keyOf(seat), board));
  const share = evaluatePolynomial(coefficientsOf(dealer), seat) + extra;
  const route = { context: keyShareContext(board), dealer, seat };
  const encrypted = encryptKeyShare(share, shareEphemeral(keyOf(dealer), board, seat), recipientKey, route);
  return { dealer, polynomial: commitPolynomial(coefficientsOf(dealer)).map(divideByEight), ...encrypted };
}

function shareSecret(seat: number): bigint {
  return mod(
    seats.reduce((sum, dealer) => sum + evaluatePolynomial(coefficientsOf(dealer), seat), 0n),
    SUBGROUP_ORDER,
  );
}

function onChain(seat: number): SeatShares {
  const dealt = seats.map((dealer) => dealtBy(dealer, seat));
  return { ...board, seat, shareKey: multiply(GENERATOR, shareSecret(seat)), dealt };
}

describe("what was dealt to a seat", () => {
  it("opens to the seat's share of the key with nothing but its one key and the chain", () => {
    for (const seat of seats) expect(openSeatShares(keyOf(seat), onChain(seat))).to.equal(shareSecret(seat));
  });

  it("does not open with another trustee's key, at another seat, on another chain or board", async () => {
    const shares = onChain(2);
    const wrong: readonly (readonly [Uint8Array, SeatShares])[] = [
      [keyOf(3), shares],
      [keyOf(2), { ...shares, seat: 3 }],
      [keyOf(2), { ...shares, chainId: 1n }],
      [keyOf(2), { ...shares, board: "0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512" }],
    ];
    for (const [key, from] of wrong) {
      expect((await errorOf(() => openSeatShares(key, from), DealtShareWrongError)).what).to.include("seat 1 dealt");
    }
  });

  it("names the dealer whose share is wrong, or not the least representative of what was dealt", async () => {
    for (const dealer of seats) {
      for (const extra of [1n, -1n, SUBGROUP_ORDER]) {
        const shares = onChain(2);
        const dealt = shares.dealt.with(dealer - 1, dealtBy(dealer, 2, extra));
        const error = await errorOf(() => openSeatShares(keyOf(2), { ...shares, dealt }), DealtShareWrongError);
        expect(error.what).to.include(`seat ${dealer} dealt`);
      }
    }
  });

  it("must add up to the board's key of the seat: none may lack, come twice or come from elsewhere", async () => {
    const shares = onChain(2);
    const [first] = shares.dealt as [DealtToSeat];
    for (const dealt of [[], shares.dealt.slice(1), [...shares.dealt, first]]) {
      const error = await errorOf(() => openSeatShares(keyOf(2), { ...shares, dealt }), ShareKeyDiffersError);
      expect(error.what).to.include("seat 2").and.to.include(board.board);
    }
  });
});
