import { expect } from "chai";
import fc from "fast-check";
import { poseidon2 } from "poseidon-lite";
import {
  membershipProof,
  NotOnRollError,
  RollTooDeepError,
  replayRoll,
  rollState,
  rollTree,
} from "../../../sdk/election/roll.ts";

const commitments = Array.from({ length: 11 }, (_, i) => BigInt(1000 + i));

describe("roll", () => {
  it("has root 0 and depth 0 while it is empty", () => {
    expect(rollState([])).to.deep.equal({ root: 0n, depth: 0, activeMembers: 0 });
  });

  it("hashes leaves in pairs and carries a single one upwards", () => {
    const [a, b, c] = [1n, 2n, 3n];
    expect(rollState([a]).root).to.equal(a);
    expect(rollState([a, b, c])).to.deep.equal({ root: poseidon2([poseidon2([a, b]), c]), depth: 2, activeMembers: 3 });
  });

  it("counts removed leaves out but keeps their place", () => {
    expect(rollState([5n, 0n, 7n])).to.deep.equal({
      root: poseidon2([poseidon2([5n, 0n]), 7n]),
      depth: 2,
      activeMembers: 2,
    });
  });

  it("gives every member a path that leads to the root, filled up to the circuit's depth", () => {
    const tree = rollTree(commitments);
    for (const commitment of commitments) {
      const { root, index, length, siblings } = membershipProof(tree, commitment, 20);
      expect(siblings).to.have.length(20);
      expect(siblings.slice(length).every((sibling) => sibling === 0n)).to.equal(true);
      const top = siblings
        .slice(0, length)
        .reduce(
          (node, sibling, level) => ((index >> level) & 1 ? poseidon2([sibling, node]) : poseidon2([node, sibling])),
          commitment,
        );
      expect(top).to.equal(root);
    }
  });

  it("has no path for strangers, for removed members, or where the circuit is too shallow", () => {
    const tree = rollTree([...commitments, 0n]);
    expect(() => membershipProof(tree, 1n, 20)).to.throw(NotOnRollError);
    expect(() => membershipProof(tree, 0n, 20)).to.throw(NotOnRollError);
    expect(() => membershipProof(tree, 1000n, 3)).to.throw(RollTooDeepError);
    expect(membershipProof(tree, 1000n, 4).siblings).to.have.length(4);
  });

  it("replays any changes to the state of the leaves that they leave", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }), (choices) => {
        const leaves: bigint[] = [];
        const changes = choices.map((add, i) => {
          const active = leaves.filter((leaf) => leaf !== 0n);
          const commitment = add || active.length === 0 ? BigInt(i + 1) : (active[i % active.length] as bigint);
          if (add || active.length === 0) leaves.push(commitment);
          else leaves[leaves.indexOf(commitment)] = 0n;
          return { kind: add || active.length === 0 ? ("added" as const) : ("removed" as const), commitment };
        });
        const replayed = replayRoll(changes);
        expect(replayed.leaves).to.deep.equal(leaves);
        expect(replayed.states.at(-1)).to.deep.equal(rollState(leaves));
      }),
      { numRuns: 20 },
    );
  });

  it("refuses to remove whoever is not there", () => {
    expect(() => replayRoll([{ kind: "removed", commitment: 5n }])).to.throw(NotOnRollError);
    expect(() =>
      replayRoll([
        { kind: "added", commitment: 5n },
        { kind: "removed", commitment: 5n },
        { kind: "removed", commitment: 5n },
      ]),
    ).to.throw(NotOnRollError);
    expect(() =>
      replayRoll([
        { kind: "added", commitment: 5n },
        { kind: "removed", commitment: 5n },
        { kind: "removed", commitment: 0n },
      ]),
    ).to.throw(NotOnRollError);
  });
});
