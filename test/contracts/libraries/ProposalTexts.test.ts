import { expect } from "chai";
import { hexlify } from "ethers";
import fc from "fast-check";
import { leavesToConvert } from "../../../sdk/proposals/hiddenLeaves.ts";
import { encodeProposalContent } from "../../../sdk/proposals/proposalContent.ts";
import { writeQuestion } from "../../../sdk/proposals/templateQuestion.ts";
import { isShown, leafHash, type TextLeaf, textDigest } from "../../../sdk/proposals/textLeaf.ts";
import { leavesOf, QUESTION, SAMPLE, texts } from "../../sdk/proposals/sampleText.ts";
import type { ContractWith } from "../contractWith.ts";
import { ethers } from "../electionFixture.ts";

type Calculator = ContractWith<"leafHashes" | "digest" | "content" | "costs">;

const TEMPLATE = `0x${"7e".repeat(32)}`;
/** Of the 900,000 that a conversion may cost with such a text. */
const MOST_DIGEST_GAS = 20_000;
const MOST_CONTENT_GAS = 20_000;

const onChain = (leaves: readonly TextLeaf[]) =>
  leaves.map((leaf) =>
    isShown(leaf) ? { word: leaf.salt, text: new TextEncoder().encode(leaf.text) } : { word: leaf.hash, text: "0x" },
  );

describe("A proposal's text on chain", () => {
  let calculator: Calculator;

  before(async () => {
    calculator = (await ethers.deployContract("ProposalTextCalculator")) as unknown as Calculator;
  });

  it("has the sdk's leaf hashes, digest and content, whichever paragraphs are hidden", async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.array(fc.nat(63)), async (text, places) => {
        const all = leavesOf(text);
        const hidden = new Set(all.flatMap((leaf, i) => (places.includes(i) ? [leafHash(i, leaf)] : [])));
        const leaves = leavesToConvert(all, hidden);
        expect([...(await calculator.leafHashes(onChain(leaves)))]).to.deep.equal(
          all.map((leaf, i) => leafHash(i, leaf)),
        );
        expect(await calculator.digest(onChain(leaves))).to.equal(textDigest(all));
        const content = encodeProposalContent({ templateHash: TEMPLATE, question: QUESTION, leaves });
        expect(await calculator.content(TEMPLATE, writeQuestion(QUESTION), onChain(leaves))).to.equal(hexlify(content));
      }),
      { numRuns: 60 },
    );
  }).timeout(120_000);

  it("costs little beside the call data of its bytes: 4 KiB in 10 leaves", async () => {
    const leaves = onChain(leavesOf({ ...SAMPLE, paragraphs: Array(8).fill("가".repeat(170)) }));
    const { ofDigest, ofContent } = await calculator.costs(TEMPLATE, writeQuestion(QUESTION), leaves);
    expect(Number(ofDigest)).to.be.within(1_000, MOST_DIGEST_GAS);
    expect(Number(ofContent)).to.be.within(1_000, MOST_CONTENT_GAS);
  });
});
