import { expect } from "chai";
import { electionInterface } from "../../../sdk/chain/contracts.ts";
import { castingCall } from "../../../sdk/chain/relayer.ts";
import {
  exceededBy,
  fitting,
  floorGas,
  gasLimitFor,
  TRANSACTION_LIMITS,
  transactionBytes,
} from "../../../sdk/chain/transactionLimits.ts";
import type { ProofWords } from "../../../sdk/election/ballot.ts";

/** A vote with 32 options that was changed: as many words as a ballot can have. */
function changedBallot(seed: number) {
  const words = (count: number) => Array.from({ length: count }, (_, i) => (1n << 253n) - BigInt(seed * 1_000 + i));
  const [held, next] = [words(64), words(64)];
  return { nullifier: BigInt(seed + 1), version: 1n, held, next, digest: 5n, proof: words(8) as unknown as ProofWords };
}

const bytes = (count: number, value = "ff") => `0x${value.repeat(count)}`;

describe("What a chain takes of one transaction", () => {
  it("is counted in bytes, with room for all but the call data", () => {
    expect(transactionBytes("0x")).to.equal(256);
    expect(exceededBy(bytes(131_072 - 256, "00"), TRANSACTION_LIMITS)).to.equal(undefined);
    expect(exceededBy(bytes(131_072 - 255, "00"), TRANSACTION_LIMITS)).to.equal("bytes");
  });

  it("is counted in gas by the floor of its call data: 10 for a zero byte, 40 for another (EIP-7623)", () => {
    expect([floorGas("0x"), floorGas("0x00"), floorGas("0xff00"), floorGas("0x0f")]).to.deep.equal([
      21_000n,
      21_010n,
      21_050n,
      21_040n,
    ]);
    expect(exceededBy(bytes(100), { bytes: 1_000, gas: 25_000n })).to.equal(undefined);
    expect(exceededBy(bytes(100), { bytes: 1_000, gas: 24_999n })).to.equal("gas");
  });

  it("leaves an estimate a quarter of room, up to the limit and down to the floor", () => {
    const limits = { bytes: 1_000, gas: 100_000n };
    expect(gasLimitFor(40_000n, "0x", limits)).to.equal(50_000n);
    expect(gasLimitFor(90_000n, "0x", limits)).to.equal(100_000n);
    expect(gasLimitFor(100_000n, "0x", limits)).to.equal(100_000n);
    expect(gasLimitFor(100_001n, "0x", limits)).to.equal(undefined);
    expect(gasLimitFor(21_000n, bytes(1_000), limits)).to.equal(61_000n);
    expect(gasLimitFor(21_000n, bytes(2_000), limits)).to.equal(undefined);
  });

  it("is of 32 changed ballots with 32 options the first 28, which nodes' pools take", () => {
    const ballots = Array.from({ length: 32 }, (_, i) => changedBallot(i));
    const dataOf = (some: readonly (typeof ballots)[number][]) => {
      const [name, argument] = castingCall(some);
      return electionInterface.encodeFunctionData(name, [argument]);
    };
    expect((dataOf(ballots).length - 2) / 2).to.be.within(147_000, 148_000);
    expect(exceededBy(dataOf(ballots), TRANSACTION_LIMITS)).to.equal("bytes");
    expect(fitting(ballots, dataOf, TRANSACTION_LIMITS)).to.deep.equal(ballots.slice(0, 28));
  });

  it("is filled with as many items as fit, and with one at the least", () => {
    const items = Array.from({ length: 40 }, (_, i) => i);
    for (const most of [0, 255, 256, 265, 266, 300, 655, 656, 657]) {
      const limits = { bytes: most, gas: 10n ** 9n };
      const expected = Math.min(40, Math.max(1, Math.floor((most - 256) / 10)));
      expect(fitting(items, (some) => bytes(10 * some.length), limits)).to.deep.equal(items.slice(0, expected));
    }
    expect(fitting([], () => "0x", { bytes: 0, gas: 0n })).to.deep.equal([]);
  });
});
