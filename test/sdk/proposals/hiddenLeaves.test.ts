import { expect } from "chai";
import fc from "fast-check";
import {
  hideLeaves,
  leavesToConvert,
  missingLeaves,
  ProposalLeafMissingError,
  requireWhole,
  showLeaves,
} from "../../../sdk/proposals/hiddenLeaves.ts";
import { requireDigest } from "../../../sdk/proposals/proposalText.ts";
import { leafHash, textDigest } from "../../../sdk/proposals/textLeaf.ts";
import { leavesOf, SAMPLE, texts } from "./sampleText.ts";

const hashesOf = (leaves: ReturnType<typeof leavesOf>, ...places: readonly number[]) =>
  new Set(leaves.flatMap((leaf, i) => (places.includes(i) ? [leafHash(i, leaf)] : [])));

describe("Hidden leaves", () => {
  it("stand as hashes under the same digest, and come back whole from what was kept", () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat(63)), (text, places) => {
        const leaves = leavesOf(text);
        const hidden = hideLeaves(leaves, hashesOf(leaves, ...places));
        requireDigest(hidden, textDigest(leaves));
        hidden.forEach((leaf, i) => {
          expect("hash" in leaf).to.equal(places.includes(i));
        });
        expect(showLeaves(hidden, leaves)).to.deep.equal(leaves);
        expect(hideLeaves(hidden, hashesOf(leaves, ...places))).to.deep.equal(hidden);
      }),
    );
  });

  it("are not shown by another text, other salts or a leaf of another place", () => {
    const leaves = leavesOf();
    const hidden = hideLeaves(leaves, hashesOf(leaves, 2));
    expect(showLeaves(hidden, leavesOf(SAMPLE, "other salts"))).to.deep.equal(hidden);
    expect(
      showLeaves(
        hidden,
        leaves.filter((_, i) => i !== 2),
      ),
    ).to.deep.equal(hidden);
    expect(hideLeaves(leaves, new Set([`0x${"99".repeat(32)}`]))).to.deep.equal(leaves);
  });

  it("are left out of a conversion if a joint measure hides them, header and title never", () => {
    const leaves = leavesOf();
    const measures = hashesOf(leaves, 0, 1, 3);
    const [header, title, first, second] = leavesToConvert(leaves, measures);
    expect([header, title, first]).to.deep.equal(leaves.slice(0, 3));
    expect(second).to.deep.equal({ hash: leafHash(3, leaves[3] as (typeof leaves)[0]) });
  });

  it("are missing where no measure hides them, by their places", () => {
    const leaves = leavesOf();
    const without = hideLeaves(leaves, hashesOf(leaves, 1, 3));
    expect(missingLeaves(without, new Set())).to.deep.equal([1, 3]);
    expect(missingLeaves(without, hashesOf(leaves, 3))).to.deep.equal([1]);
    expect(() => requireWhole(without, hashesOf(leaves, 3))).to.throw(ProposalLeafMissingError, "Part 1 ");
    requireWhole(without, hashesOf(leaves, 1, 3));
  });

  it("stop a conversion if no measure hides them, as header and title always do", () => {
    const leaves = leavesOf();
    for (const place of [0, 1, 2, 3]) {
      const without = hideLeaves(leaves, hashesOf(leaves, place));
      expect(() => leavesToConvert(without, new Set())).to.throw(ProposalLeafMissingError, `Part ${place} `);
      const measured = () => leavesToConvert(without, hashesOf(leaves, place));
      if (place < 2) expect(measured).to.throw(ProposalLeafMissingError);
      else expect(measured()).to.deep.equal(without);
    }
  });
});
