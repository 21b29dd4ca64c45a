import { expect } from "chai";
import { chooseBatch, shuffled } from "../../../services/relayer/batches.ts";
import type { Kept } from "../../../services/relayer/kept.ts";
import { seededRandom } from "../../sdk/seededRandom.ts";

const random = seededRandom("batches");

function waiting(contract: string, nullifier: bigint, version = 0n, deadline = 900): Kept {
  const signed = { content: `0x${nullifier}`, deadline, relayer: "", signature: "" };
  const acknowledgement = { chainId: 1n, contract, nullifier, version, ...signed };
  return {
    kind: "ballot",
    acknowledgement,
    tracker: "",
    package: "",
    placement: "waiting",
    block: null,
    settled: false,
  };
}

describe("A relayer's batches", () => {
  it("hold one election's ballots, first ones or changes, the lowest version of each slot, at most their size", () => {
    const ballots = [
      waiting("b", 1n),
      waiting("a", 7n, 1n),
      waiting("a", 7n, 0n),
      waiting("a", 8n),
      waiting("a", 9n, 2n),
      waiting("a", 10n, 1n),
    ];
    const drawn = new Map<string, number>();
    for (let i = 0; i < 2_000; i++) {
      const batch = chooseBatch(ballots, 10, random).map(({ acknowledgement }) => acknowledgement);
      const slots = batch.map(({ contract, nullifier, version }) => `${contract}${nullifier}:${version}`);
      const key = slots.toSorted().join(" ");
      drawn.set(key, (drawn.get(key) ?? 0) + 1);
    }
    // As often as their ballots are drawn: one, two and two of five slots.
    expect([...drawn.keys()].toSorted()).to.deep.equal(["a10:1 a9:2", "a7:0 a8:0", "b1:0"]);
    expect(drawn.get("b1:0")).to.be.within(300, 500);
    expect(drawn.get("a7:0 a8:0")).to.be.within(680, 920);
    expect(chooseBatch(ballots.slice(1, 4), 1, random)).to.have.length(1);
    expect(chooseBatch([], 2, random)).to.deep.equal([]);
  });

  it("bring a change within its promise, however many first ballots come in between", () => {
    const change = waiting("a", 1_000n, 1n, 900);
    for (let batch = 1; batch <= 100; batch++) {
      const stream = Array.from({ length: 127 }, (_, i) => waiting("a", BigInt(i), 0n, 900 + batch));
      expect(chooseBatch([...stream, change], 128, random)).to.deep.equal([change]);
    }
  });

  it("have every order equally often", () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 6_000; i++) {
      const order = shuffled([1, 2, 3], random).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).to.equal(6);
    for (const count of counts.values()) expect(count).to.be.within(850, 1150);
  });
});
