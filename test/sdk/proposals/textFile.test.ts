import { expect } from "chai";
import fc from "fast-check";
import {
  ProposalTextMalformedError,
  ProposalTextMismatchError,
  ProposalTextTooLongError,
} from "../../../sdk/proposals/proposalText.ts";
import { readTextFile, writeTextFile } from "../../../sdk/proposals/textFile.ts";
import { leafHash, MOST_LEAVES, type TextLeaf, textDigest } from "../../../sdk/proposals/textLeaf.ts";
import { leavesOf, SAMPLE, texts } from "./sampleText.ts";

describe("The file of a proposal's text", () => {
  it("reads back as it was written, whichever leaves it shows", () => {
    fc.assert(
      fc.property(texts, fc.infiniteStream(fc.boolean()), (text, hiding) => {
        const all = leavesOf(text);
        const leaves: readonly TextLeaf[] = all.map((leaf, i) =>
          hiding.next().value === true ? { hash: leafHash(i, leaf) } : leaf,
        );
        expect(readTextFile(writeTextFile(leaves), textDigest(all))).to.deep.equal(leaves);
      }),
    );
  });

  it("is read when it is as long as a text can make it", () => {
    const title = '"'.repeat(256);
    const place = "\\".repeat(450);
    const length = Math.floor((24_576 - 256 - 1024) / (MOST_LEAVES - 2));
    const paragraphs = Array(MOST_LEAVES - 2).fill('"'.repeat(length));
    const leaves = leavesOf({ header: { ...SAMPLE.header, place }, title, paragraphs });
    expect(readTextFile(writeTextFile(leaves), textDigest(leaves))).to.deep.equal(leaves);
  });

  it("is refused if it is another text's, too long, no JSON, not canonical, or has a field too many", () => {
    const leaves = leavesOf();
    const digest = textDigest(leaves);
    const file = writeTextFile(leaves);
    const malformed = (text: string) =>
      expect(() => readTextFile(text, digest), text).to.throw(ProposalTextMalformedError);
    expect(() => readTextFile(file, textDigest(leavesOf(SAMPLE, "other")))).to.throw(ProposalTextMismatchError);
    expect(() => readTextFile(file + " ".repeat(65_536), digest)).to.throw(ProposalTextTooLongError);
    for (const text of ["", "[]", "null", file.slice(0, -1), `${file}\n`, ` ${file}`]) malformed(text);
    malformed(file.replace("text-1", "text-2"));
    malformed(file.replace('{"format"', '{"author":"나","format"'));
    malformed(file.replace('{"salt"', '{"hash":"0x00","salt"'));
    malformed(file.replace('"text":"', '"text":1,"was":"'));
    malformed(file.replace('{"format"', '{"format":"hanpyo-proposal-text-1","format"'));
    malformed('{"format":"hanpyo-proposal-text-1","leaves":[]}');
  });
});
