import { concatBytes } from "@noble/curves/utils.js";
import { expect } from "chai";
import { membershipProof, NotOnRollError, RollTooDeepError, rollTree } from "../../../sdk/election/roll.ts";
import { SnapshotPathWrongError, snapshotPath } from "../../../sdk/election/rollSnapshot.ts";
import { entryFromBytes, entryToBytes, wordAt } from "../../../sdk/election/snapshotEntry.ts";
import { depthOf, topOf, treeOfEntries } from "../../../sdk/election/snapshotTree.ts";
import { entriesOf, entryOf } from "../../contracts/registry/publishedFixture.ts";
import { errorOf } from "../../errorOf.ts";

const DEPTH = 20;

function treeOf(count: number) {
  return treeOfEntries(concatBytes(...entriesOf(count).map(entryToBytes)));
}

describe("The tree of a snapshot", () => {
  it("has the root and depth of the roll's tree, at every size up to 40", () => {
    for (let count = 2; count <= 40; count++) {
      const roll = rollTree(entriesOf(count).map(({ identityCommitment }) => identityCommitment));
      expect(wordAt(topOf(treeOf(count)).value, 0), `${count} residents`).to.equal(roll.root);
      expect(depthOf(count)).to.equal(roll.depth);
    }
  });

  it("keeps an entry as it is", () => {
    const entry = entryOf(3, { sequence: 7, proof: [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n] });
    expect(entryFromBytes(entryToBytes(entry))).to.deep.equal(entry);
  });

  it("gives every resident the path that the roll's tree gives", () => {
    for (const count of [2, 3, 5, 11, 16, 21]) {
      const { values } = treeOf(count);
      const roll = rollTree(entriesOf(count).map(({ identityCommitment }) => identityCommitment));
      const loaded = { number: 0, shard: concatBytes(...values), crown: topOf(treeOf(count)).value };
      for (const { identityCommitment } of entriesOf(count)) {
        expect(snapshotPath({ activeMembers: count }, loaded, identityCommitment, roll.root, DEPTH)).to.deep.equal(
          membershipProof(roll, identityCommitment, DEPTH),
        );
      }
    }
  });

  it("gives no path to another root, from an altered node, too deep, or for a commitment that is not there", async () => {
    const { values } = treeOf(5);
    const shard = concatBytes(...values);
    const crown = topOf(treeOf(5)).value;
    const root = wordAt(crown, 0);
    const commitment = entryOf(0).identityCommitment;
    const path = (bytes: Uint8Array, from = root, depth = DEPTH, of = commitment) =>
      snapshotPath({ activeMembers: 5 }, { number: 0, shard: bytes, crown }, of, from, depth);
    await errorOf(() => path(shard, root + 1n), SnapshotPathWrongError);
    const altered = Uint8Array.from(shard);
    altered[6 * 32 + 31] = (altered[6 * 32 + 31] as number) ^ 1;
    await errorOf(() => path(altered), SnapshotPathWrongError);
    await errorOf(() => path(shard, root, 2), RollTooDeepError);
    for (const stranger of [0n, 1n]) await errorOf(() => path(shard, root, DEPTH, stranger), NotOnRollError);
    await errorOf(() => path(shard.subarray(0, -32)), RangeError);
  });
});
