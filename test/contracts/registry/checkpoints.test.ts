import { expect } from "chai";
import { rollState } from "../../../sdk/election/roll.ts";
import { entryFor, type RegistryFixture, registryFixture, structOf } from "./registryFixture.ts";

describe("Checkpoints of a roll", () => {
  let fixture: RegistryFixture;
  let first: number;

  beforeEach(async () => {
    fixture = await registryFixture();
    first = (await fixture.networkHelpers.time.latest()) + 1_000;
  });

  async function enrolAt(time: number, person: string, identityCommitment: bigint) {
    await fixture.networkHelpers.time.setNextBlockTimestamp(time);
    await fixture.registry.enrol([structOf(await entryFor(fixture, person, { identityCommitment }))]);
  }

  const words = (time: number, leaves: readonly bigint[]) => {
    const { depth, activeMembers, root } = rollState(leaves);
    return [BigInt(time), BigInt(depth), BigInt(activeMembers), root];
  };

  it("gives the last one at or before the time asked for", async () => {
    await enrolAt(first, "Kim", 1_000n);
    await enrolAt(first + 10, "Lee", 2_000n);
    await enrolAt(first + 20, "Park", 3_000n);
    await fixture.networkHelpers.time.increaseTo(first + 100);

    const at = (time: number) => fixture.registry.checkpointAt(1n, time);
    expect(await at(first - 1)).to.deep.equal([0n, 0n, 0n, 0n]);
    expect(await at(first)).to.deep.equal(words(first, [1_000n]));
    expect(await at(first + 9)).to.deep.equal(words(first, [1_000n]));
    expect(await at(first + 10)).to.deep.equal(words(first + 10, [1_000n, 2_000n]));
    expect(await at(first + 99)).to.deep.equal(words(first + 20, [1_000n, 2_000n, 3_000n]));
  });

  it("says nothing of a roll that does not exist", async () => {
    await enrolAt(first, "Kim", 1_000n);
    await fixture.networkHelpers.time.increaseTo(first + 1);
    expect(await fixture.registry.checkpointAt(2n, first)).to.deep.equal([0n, 0n, 0n, 0n]);
  });

  it("finds each of many", async () => {
    const leaves = Array.from({ length: 12 }, (_, m) => 1_000n + BigInt(m));
    for (const [m, leaf] of leaves.entries()) await enrolAt(first + 10 * m, `person ${m}`, leaf);
    await fixture.networkHelpers.time.increaseTo(first + 1_000);
    for (const m of leaves.keys()) {
      const expected = words(first + 10 * m, leaves.slice(0, m + 1));
      expect(await fixture.registry.checkpointAt(1n, first + 10 * m + 9)).to.deep.equal(expected);
    }
  });

  it("is final only when its second is over", async () => {
    await enrolAt(first, "Kim", 1_000n);
    for (const time of [first, first + 1]) {
      await expect(fixture.registry.checkpointAt(1n, time))
        .to.be.revertedWithCustomError(fixture.registry, "CheckpointNotYetFinal")
        .withArgs(time, first);
    }
    await fixture.networkHelpers.time.increaseTo(first + 1);
    expect(await fixture.registry.checkpointAt(1n, first)).to.deep.equal(words(first, [1_000n]));
  });

  it("is replaced by a later change in the same second", async () => {
    const entries = [
      structOf(await entryFor(fixture, "Kim", { identityCommitment: 1_000n })),
      structOf(await entryFor(fixture, "Lee", { identityCommitment: 2_000n })),
    ];
    await fixture.provider.request({ method: "evm_setAutomine", params: [false] });
    for (const entry of entries) await fixture.registry.enrol([entry], { gasLimit: 3_000_000 });
    await fixture.networkHelpers.time.increaseTo(first);
    await fixture.provider.request({ method: "evm_setAutomine", params: [true] });
    await fixture.networkHelpers.time.increaseTo(first + 1);

    expect(await fixture.registry.checkpointAt(1n, first)).to.deep.equal(words(first, [1_000n, 2_000n]));
    expect(await fixture.registry.checkpointAt(1n, first - 1)).to.deep.equal([0n, 0n, 0n, 0n]);
  });
});
