import { expect } from "chai";
import { AbiCoder, concat, encodeBytes32String, getBytes, hexlify, toBeHex, toUtf8Bytes } from "ethers";
import fc from "fast-check";
import { encodeContent } from "../../../sdk/election/content.ts";
import { isProposalContent } from "../../../sdk/proposals/contentFormat.ts";
import { hideLeaves } from "../../../sdk/proposals/hiddenLeaves.ts";
import {
  encodeProposalContent,
  type ProposalContent,
  ProposalContentMalformedError,
  parseProposalContent,
} from "../../../sdk/proposals/proposalContent.ts";
import { ProposalTextMalformedError, ProposalTextTooLongError } from "../../../sdk/proposals/proposalText.ts";
import { TemplateQuestionInvalidError, writeQuestion } from "../../../sdk/proposals/templateQuestion.ts";
import { leafHash, type TextLeaf, textDigest } from "../../../sdk/proposals/textLeaf.ts";
import { leavesOf, QUESTION, texts } from "./sampleText.ts";

const templateHash = `0x${"7e".repeat(32)}`;
const content: ProposalContent = { templateHash, question: QUESTION, leaves: leavesOf() };
const bytes = encodeProposalContent(content);
const FORMAT = encodeBytes32String("hanpyo-proposal-content-1");
const TYPES = ["bytes32", "bytes32", "bytes", "tuple(bytes32 word, bytes text)[]"];

const encoded = (question: Uint8Array, leaves: readonly (readonly [string, Uint8Array])[]) =>
  getBytes(AbiCoder.defaultAbiCoder().encode(TYPES, [FORMAT, templateHash, question, leaves]));
const malformed = (wrong: Uint8Array) =>
  expect(() => parseProposalContent(wrong), hexlify(wrong)).to.throw(ProposalContentMalformedError);

describe("The content of a proposal that comes to a vote", () => {
  it("reads back as it was written, hidden paragraphs as their hashes, and gives the digest that was posted", () => {
    fc.assert(
      fc.property(texts, fc.array(fc.integer({ min: 2, max: 63 })), (text, places) => {
        const leaves = leavesOf(text);
        const hidden = new Set(leaves.flatMap((leaf, i) => (places.includes(i) ? [leafHash(i, leaf)] : [])));
        const one = { ...content, leaves: hideLeaves(leaves, hidden) };
        const read = parseProposalContent(encodeProposalContent(one));
        expect(read).to.deep.equal(one);
        expect(textDigest(read.leaves)).to.equal(textDigest(leaves));
      }),
    );
  });

  it("is told from other content by its beginning", () => {
    expect(isProposalContent(bytes)).to.equal(true);
    const title = { ko: "투표" };
    const other = encodeContent({ language: "ko", title, question: title, options: [{ title }] });
    expect(isProposalContent(other)).to.equal(false);
    expect(isProposalContent(new Uint8Array())).to.equal(false);
    malformed(other);
  });

  it("has one encoding: each byte changed, added or taken away is another content, or none", () => {
    const seen = new Set([hexlify(bytes)]);
    for (let at = 0; at < bytes.length; at++) {
      const altered = Uint8Array.from(bytes, (byte, i) => (i === at ? byte ^ 1 : byte));
      try {
        seen.add(hexlify(encodeProposalContent(parseProposalContent(altered))));
        expect(hexlify(encodeProposalContent(parseProposalContent(altered)))).to.equal(hexlify(altered));
      } catch (error) {
        expect(error)
          .to.have.property("code")
          .that.matches(/^(PROPOSAL|TEMPLATE)_/);
      }
    }
    expect(seen.size).to.be.greaterThan(100);
    malformed(bytes.slice(0, -1));
    malformed(bytes.slice(0, -32));
    malformed(getBytes(concat([bytes, toBeHex(0, 32)])));
    malformed(bytes.slice(0, 64));
  }).timeout(60_000);

  it("never hides header or title, and holds no text that readers refuse", () => {
    const leaves = leavesOf();
    for (const place of [0, 1]) {
      const hidden = hideLeaves(leaves, new Set([leafHash(place, leaves[place] as TextLeaf)]));
      expect(() => encodeProposalContent({ ...content, leaves: hidden })).to.throw(ProposalContentMalformedError);
    }
    const empty = [...leaves.slice(0, 3), { salt: `0x${"12".repeat(32)}`, text: "" }];
    expect(() => encodeProposalContent({ ...content, leaves: empty })).to.throw(ProposalTextMalformedError);
    const onChain = leaves.map(({ salt, text }) => [salt, toUtf8Bytes(text)] as const);
    expect(hexlify(encoded(writeQuestion(QUESTION), onChain))).to.equal(hexlify(bytes));
    expect(() => parseProposalContent(encoded(toUtf8Bytes("{}"), onChain))).to.throw(TemplateQuestionInvalidError);
    malformed(encoded(writeQuestion(QUESTION), [...onChain, [`0x${"12".repeat(32)}`, Uint8Array.of(0xff)]]));
    const long = [...onChain.slice(0, 1), [templateHash, new Uint8Array(257).fill(97)] as const, ...onChain.slice(2)];
    expect(() => parseProposalContent(encoded(writeQuestion(QUESTION), long))).to.throw(ProposalTextTooLongError);
  });

  it("is refused before it is decoded if it says that it holds more than a text can", () => {
    malformed(encoded(new Uint8Array(), Array(65).fill([templateHash, Uint8Array.of(97)])));
    malformed(new Uint8Array([...bytes, ...new Uint8Array(40_960)]));
    // A list that is said to begin at its own length, or outside.
    for (const place of [0n, 96n, 2n ** 255n, BigInt(bytes.length)]) {
      const altered = Uint8Array.from(bytes);
      altered.set(getBytes(toBeHex(place, 32)), 96);
      malformed(altered);
    }
  });
});
