import { expect } from "chai";
import { leavesOfRollsLeft, treesOf } from "../../../sdk/chain/earlierEnrolment.ts";
import { compiledPairHash, FEW_PAIRS } from "../../../sdk/crypto/pairHash.ts";
import { rollTrees } from "../../../services/registrar/rollTrees.ts";

/** Leaves below r, one word after the other. */
function leavesOf(count: number): Uint8Array<ArrayBuffer> {
  const words = new Uint8Array(count * 32);
  const view = new DataView(words.buffer);
  for (let index = 0; index < count; index++) view.setUint32(index * 32 + 28, index + 1);
  return words;
}

describe("The trees of large rolls that residents leave", () => {
  it("are hashed in a thread of their own, while this one goes on, and are the same", async () => {
    const rolls = new Map([[7n, leavesOf(FEW_PAIRS + 1)]]);
    const expected = treesOf(rolls, await compiledPairHash());
    let turns = 0;
    const turning = setInterval(() => turns++, 10);
    const trees = await rollTrees(rolls);
    clearInterval(turning);
    expect(trees).to.deep.equal(expected);
    expect(turns).to.be.greaterThan(10);
  });

  it("are none where nobody leaves a roll", async () => {
    expect(await rollTrees(leavesOfRollsLeft([], []))).to.deep.equal(new Map());
  });
});
