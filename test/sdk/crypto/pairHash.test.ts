import { numberToBytesBE } from "@noble/curves/utils.js";
import { concatBytes } from "@noble/hashes/utils.js";
import { expect } from "chai";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import { compiledPairHash, type PairHash, pairHash, pairHashFor } from "../../../sdk/crypto/pairHash.ts";
import { rollTree } from "../../../sdk/election/roll.ts";
import { wordAt } from "../../../sdk/election/snapshotEntry.ts";
import { growValues } from "../../../sdk/election/valueTree.ts";
import { seededRandom } from "../seededRandom.ts";

describe("Poseidon of pairs, compiled", function () {
  this.timeout(20_000);
  let compiled: PairHash;
  before(async () => {
    compiled = await compiledPairHash();
  });

  it("is the one in JavaScript, also at the edges of the field and beyond them", () => {
    const random = seededRandom("pairs");
    const edges = [0n, 1n, FIELD_ORDER - 1n, FIELD_ORDER, FIELD_ORDER + 1n, 2n ** 255n, 2n ** 256n - 1n];
    for (const left of edges) for (const right of edges) expect(compiled(left, right)).to.equal(pairHash(left, right));
    for (let m = 0; m < 200; m++) {
      const [left, right] = [random(32), random(32)].map((bytes) => wordAt(bytes, 0)) as [bigint, bigint];
      expect(compiled(left, right)).to.equal(pairHash(left, right));
    }
  });

  it("makes the same trees, of every shape", () => {
    for (const size of [1, 2, 3, 7, 8, 9, 100]) {
      const leaves = Array.from({ length: size }, (_, m) => BigInt(m) ** 40n % FIELD_ORDER);
      const words = concatBytes(...leaves.map((leaf) => numberToBytesBE(leaf, 32)));
      const plain = rollTree(leaves).root;
      expect(rollTree(leaves, compiled).root).to.equal(plain);
      expect(growValues(words, compiled)).to.deep.equal(growValues(words));
      expect(wordAt(growValues(words, compiled).at(-1) as Uint8Array, 0)).to.equal(plain);
    }
  });

  it("is taken for many hashes, and made once", async () => {
    expect(await pairHashFor(9_999)).to.equal(pairHash);
    const many = await pairHashFor(10_000);
    expect(many).not.to.equal(pairHash);
    expect(await pairHashFor(1_000_000)).to.equal(many);
  });
});
