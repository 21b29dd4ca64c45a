import { expect } from "chai";
import fc from "fast-check";
import { RandomSourceBrokenError } from "../../../sdk/crypto/random.ts";
import { hideLeaves } from "../../../sdk/proposals/hiddenLeaves.ts";
import {
  MOST_HEADER_BYTES,
  MOST_TITLE_BYTES,
  ProposalTextCharacterError,
  ProposalTextMalformedError,
  ProposalTextMismatchError,
  ProposalTextTooLongError,
  readText,
  requireDigest,
  saltText,
} from "../../../sdk/proposals/proposalText.ts";
import { leafHash, MOST_LEAVES, MOST_TEXT_BYTES, type TextLeaf, textDigest } from "../../../sdk/proposals/textLeaf.ts";
import { seededRandom } from "../seededRandom.ts";
import { leavesOf, SAMPLE, texts } from "./sampleText.ts";

const random = seededRandom("proposal text");
const { header, title, paragraphs } = SAMPLE;
const bytesOf = (leaves: readonly TextLeaf[]) =>
  leaves.reduce((sum, leaf) => sum + ("text" in leaf ? new TextEncoder().encode(leaf.text).length : 0), 0);

describe("The text of a proposal", () => {
  it("reads back as it was salted, of any words", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(readText(leavesOf(text))).to.deep.equal(text);
      }),
    );
  });

  it("has a salt of its own for each leaf, and refuses one that stands twice", () => {
    const leaves = leavesOf();
    expect(new Set(leaves.map(({ salt }) => salt)).size).to.equal(leaves.length);
    expect(() => saltText(SAMPLE, () => new Uint8Array(32))).to.throw(ProposalTextMalformedError, "stands twice");
    expect(() => saltText(SAMPLE, () => new Uint8Array(31))).to.throw(RandomSourceBrokenError);
  });

  it("shows all but what is hidden, header and title too", () => {
    const leaves = leavesOf();
    const hidden = (...places: readonly number[]) =>
      leaves.map((leaf, i) => (places.includes(i) ? { hash: leafHash(i, leaf) } : leaf));
    expect(readText(hidden(2))).to.deep.equal({ header, title, paragraphs: [undefined, paragraphs[1]] });
    expect(readText(hidden(0, 1))).to.deep.equal({ header: undefined, title: undefined, paragraphs });
  });

  it("is readable whatever is hidden of it, though its author made one part's salt of another's hash", () => {
    const [head, name, first, second] = leavesOf() as [TextLeaf, TextLeaf, TextLeaf, { salt: string; text: string }];
    const trap = [head, name, first, { ...second, salt: leafHash(2, first) }];
    expect(readText(trap).paragraphs).to.deep.equal(paragraphs);
    for (const [place, leaf] of trap.entries()) {
      const hidden = hideLeaves(trap, new Set([leafHash(place, leaf)]));
      expect(readText(hidden)).to.deep.equal({
        header: place === 0 ? undefined : header,
        title: place === 1 ? undefined : title,
        paragraphs: paragraphs.map((text, i) => (place === i + 2 ? undefined : text)),
      });
    }
  });

  it("may fill its bounds, and be no larger by one", () => {
    const room = MOST_TEXT_BYTES - bytesOf(leavesOf({ ...SAMPLE, paragraphs: ["글"] }));
    const full = { ...SAMPLE, paragraphs: ["글", "a".repeat(room)] };
    expect(bytesOf(leavesOf(full))).to.equal(MOST_TEXT_BYTES);
    const tooLong = (text: typeof SAMPLE) => expect(() => saltText(text, random)).to.throw(ProposalTextTooLongError);
    tooLong({ ...SAMPLE, paragraphs: ["글", "a".repeat(room + 1)] });
    expect(leavesOf({ ...SAMPLE, paragraphs: Array(MOST_LEAVES - 2).fill("문단") })).to.have.length(MOST_LEAVES);
    tooLong({ ...SAMPLE, paragraphs: Array(MOST_LEAVES - 1).fill("문단") });
    leavesOf({ ...SAMPLE, title: "a".repeat(MOST_TITLE_BYTES) });
    tooLong({ ...SAMPLE, title: "a".repeat(MOST_TITLE_BYTES + 1) });
    tooLong({ ...SAMPLE, title: "가".repeat(MOST_TITLE_BYTES / 3 + 1) });
    const [short] = leavesOf({ ...SAMPLE, header: { ...header, place: "a" } });
    const place = "a".repeat(1 + MOST_HEADER_BYTES - bytesOf(short === undefined ? [] : [short]));
    leavesOf({ ...SAMPLE, header: { ...header, place } });
    tooLong({ ...SAMPLE, header: { ...header, place: `${place}a` } });
  });

  it("holds no control or bidi character, in the header neither, and line breaks in paragraphs alone", () => {
    const refused = (text: typeof SAMPLE) => expect(() => saltText(text, random)).to.throw(ProposalTextCharacterError);
    for (const character of [
      "\u0000",
      "\u001b",
      "\u0085",
      "\u200f",
      "\u202e",
      "\u2066",
      "\u2028",
      "\ufeff",
      "\ud800",
    ]) {
      refused({ ...SAMPLE, title: `제목${character}` });
      refused({ ...SAMPLE, paragraphs: [`문단${character}글`] });
      refused({ ...SAMPLE, header: { ...header, place: `길${character}` } });
    }
    refused({ ...SAMPLE, title: "제목\n둘째 줄" });
    refused({ ...SAMPLE, header: { ...header, category: "교통\t" } });
    expect(leavesOf({ ...SAMPLE, paragraphs: ["첫째 줄\n\t둘째 줄"] })).to.have.length(3);
  });

  it("refuses what only today's Unicode knows to be hidden when it is written, and reads it ever after", () => {
    for (const character of ["\u200b", "\u2060", "\u3164", "\u{e0041}"]) {
      expect(() => saltText({ ...SAMPLE, title: `제목${character}` }, random)).to.throw(ProposalTextCharacterError);
      const [first, second, ...rest] = leavesOf() as [TextLeaf, { salt: string; text: string }, ...TextLeaf[]];
      const read = readText([first, { ...second, text: `제목${character}` }, ...rest]);
      expect(read.title).to.equal(`제목${character}`);
    }
    expect(() => saltText({ ...SAMPLE, title: " " }, random)).to.throw(ProposalTextMalformedError, "nothing to see");
  });

  it("is malformed without a paragraph, with an empty part, with decomposed letters, or without a header", () => {
    const malformed = (text: typeof SAMPLE) =>
      expect(() => saltText(text, random)).to.throw(ProposalTextMalformedError);
    malformed({ ...SAMPLE, paragraphs: [] });
    malformed({ ...SAMPLE, title: "" });
    malformed({ ...SAMPLE, paragraphs: ["문단", ""] });
    malformed({ ...SAMPLE, title: "제목".normalize("NFD") });
    malformed({ ...SAMPLE, header: { ...header, district: "" } });
    malformed({ ...SAMPLE, header: { ...header, language: "Korean" } });
    const [, ...rest] = leavesOf();
    expect(() => readText([{ salt: `0x${"11".repeat(32)}`, text: "머리글" }, ...rest])).to.throw("its header is none");
    expect(() => readText([{ hash: "0x12" }, ...rest])).to.throw(ProposalTextMalformedError, "32 bytes");
    expect(() => readText([{ hash: `0x${"AA".repeat(32)}` }, ...rest])).to.throw(ProposalTextMalformedError);
  });

  it("is that of its digest alone", () => {
    const leaves = leavesOf();
    const digest = textDigest(leaves);
    requireDigest(leaves, digest);
    const [first, second, ...rest] = leaves;
    const altered = [first, { ...second, text: "다른 제목" }, ...rest] as readonly TextLeaf[];
    expect(() => requireDigest(altered, digest)).to.throw(ProposalTextMismatchError);
    expect(() => requireDigest(leaves.slice(0, 3), digest)).to.throw(ProposalTextMismatchError);
    // Same words, other salts: nobody who guesses a removed text can tell that he is right.
    expect(() => requireDigest(leavesOf(SAMPLE, "other salts"), digest)).to.throw(ProposalTextMismatchError);
  });
});
