import { expect } from "chai";
import { GENERATOR, multiply } from "../../../sdk/crypto/babyjubjub.ts";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import { type RehearsedSeat, rehearseShare } from "../../../sdk/crypto/shareRehearsal.ts";

const [SHARE, KEY] = [1234567n, 7654321n];

const seat: RehearsedSeat = {
  chainId: 31337n,
  board: `0x${"b0".repeat(20)}`,
  seat: 2,
  electionKey: multiply(GENERATOR, KEY),
  shareKey: multiply(GENERATOR, SHARE),
};

describe("A trustee's rehearsal (P9.4)", () => {
  it("succeeds with the seat's share of the key", () => {
    expect(rehearseShare(SHARE, seat, systemRandom)).to.equal(true);
  });

  it("fails with another share, and with another seat's", () => {
    expect(rehearseShare(SHARE + 1n, seat, systemRandom)).to.equal(false);
    const other = { ...seat, shareKey: multiply(GENERATOR, SHARE + 1n) };
    expect(rehearseShare(SHARE, other, systemRandom)).to.equal(false);
  });
});
