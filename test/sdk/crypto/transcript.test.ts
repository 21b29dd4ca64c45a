import { expect } from "chai";
import { AbiCoder, id, keccak256 } from "ethers";
import {
  extendTranscript,
  hashTranscript,
  hashWords,
  low128,
  PROPOSAL_TAGS,
  shiftedHash,
  TAGS,
} from "../../../sdk/crypto/transcript.ts";

describe("transcripts", () => {
  it("hash the tag's hash and the values as the ABI encodes them", () => {
    const encoded = AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "uint256", "uint256[]"],
      [id("hanpyo.share.v1"), 7n, [1n, 2n]],
    );
    const transcript = { tag: "hanpyo.share.v1", types: ["uint256", "uint256[]"], values: [7n, [1n, 2n]] } as const;
    expect(hashTranscript(transcript)).to.equal(keccak256(encoded));
    expect(
      hashTranscript(extendTranscript({ ...transcript, types: ["uint256"], values: [7n] }, ["uint256[]"], [[1n, 2n]])),
    ).to.equal(keccak256(encoded));
  });

  it("differ for every tag", () => {
    const tags = [...TAGS, ...PROPOSAL_TAGS];
    const hashes = tags.map((tag) => hashTranscript({ tag, types: ["uint256"], values: [1n] }));
    expect(new Set(hashes).size).to.equal(tags.length);
  });

  it("hash words packed, 32 bytes each", () => {
    expect(hashWords([1n, 2n])).to.equal(keccak256(`0x${"1".padStart(64, "0")}${"2".padStart(64, "0")}`));
    expect(hashWords([])).to.equal(keccak256("0x"));
  });

  it("cut hashes to their low 128 or high 248 bits", () => {
    const hash = `0x${"12".repeat(16)}${"34".repeat(16)}`;
    expect(low128(hash)).to.equal(BigInt(`0x${"34".repeat(16)}`));
    expect(shiftedHash(hash)).to.equal(BigInt(`0x${"12".repeat(16)}${"34".repeat(15)}`));
  });
});
