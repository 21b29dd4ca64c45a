import { expect } from "chai";
import { concat, keccak256, toBeHex, toUtf8Bytes } from "ethers";
import fc from "fast-check";
import { leafHash, leafKind, type TextLeaf, textDigest } from "../../../sdk/proposals/textLeaf.ts";
import { leavesOf, texts } from "./sampleText.ts";

const SALT = `0x${"5a".repeat(32)}`;

describe("A leaf of a proposal's text", () => {
  it("is hashed with its place, kind and salt, as P24.1 writes it", () => {
    const text = toUtf8Bytes("제목");
    const expected = (index: string, kind: string) => keccak256(concat(["0x00", index, kind, SALT, text]));
    expect(leafHash(0, { salt: SALT, text: "제목" })).to.equal(expected("0x00", "0x00"));
    expect(leafHash(1, { salt: SALT, text: "제목" })).to.equal(expected("0x01", "0x01"));
    expect(leafHash(2, { salt: SALT, text: "제목" })).to.equal(expected("0x02", "0x02"));
    expect(leafHash(63, { salt: SALT, text: "제목" })).to.equal(expected("0x3f", "0x02"));
    expect([0, 1, 2, 63].map(leafKind)).to.deep.equal(["header", "title", "paragraph", "paragraph"]);
  });

  it("is another one with any byte, the salt or the place changed", () => {
    const one = leafHash(2, { salt: SALT, text: "문단" });
    const others = [
      leafHash(3, { salt: SALT, text: "문단" }),
      leafHash(2, { salt: SALT.replace("5a", "5b"), text: "문단" }),
      leafHash(2, { salt: SALT, text: "문단 " }),
      leafHash(2, { salt: SALT, text: "" }),
    ];
    expect(new Set([one, ...others]).size).to.equal(5);
  });
});

describe("The digest of a text", () => {
  it("is the hash of tag, count and the leaves' hashes", () => {
    const leaves = leavesOf();
    const words = [keccak256(toUtf8Bytes("hanpyo.text.v1")), toBeHex(4, 32)];
    expect(textDigest(leaves)).to.equal(keccak256(concat([...words, ...leaves.map((leaf, i) => leafHash(i, leaf))])));
    // No leaf is taken for a text: a leaf's first byte is 0, a text's is the tag's.
    expect(words[0]?.startsWith("0x00")).to.equal(false);
  });

  it("is the same whichever leaves are shown, and another one for fewer, more or swapped leaves", () => {
    fc.assert(
      fc.property(texts, fc.infiniteStream(fc.boolean()), (text, hiding) => {
        const leaves = leavesOf(text);
        const some: readonly TextLeaf[] = leaves.map((leaf, i) =>
          hiding.next().value === true ? { hash: leafHash(i, leaf) } : leaf,
        );
        expect(textDigest(some)).to.equal(textDigest(leaves));
        const [header, title, ...rest] = some as [TextLeaf, TextLeaf, ...TextLeaf[]];
        const others = [some.slice(0, -1), [...some, { hash: SALT }], [title, header, ...rest]];
        for (const other of others) expect(textDigest(other)).not.to.equal(textDigest(leaves));
      }),
    );
  });
});
