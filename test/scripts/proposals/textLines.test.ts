import { expect } from "chai";
import { proposalsSpeaker } from "../../../scripts/proposals/proposalsSpeaker.ts";
import { textLines } from "../../../scripts/proposals/textLines.ts";
import { hideLeaves } from "../../../sdk/proposals/hiddenLeaves.ts";
import { leafHash, type TextLeaf } from "../../../sdk/proposals/textLeaf.ts";
import { leavesOf, SAMPLE } from "../../sdk/proposals/sampleText.ts";

/** Longer than a line of foreign text that is shown in passing. */
const LONG = `${"가".repeat(5_000)} 그리고 마지막 조건`;

describe("A proposal's text in a terminal", () => {
  const speaker = proposalsSpeaker({ lang: "en" });

  it("stands there to its end, however long a paragraph is", () => {
    const lines = textLines(leavesOf({ ...SAMPLE, paragraphs: ["짧은 것", LONG] }), speaker);
    expect(lines.at(-1)).to.equal(`Part 3: ${LONG}`);
  });

  it("names a part that is hidden, and lets no character paint over other lines", () => {
    const leaves = leavesOf();
    const hidden = new Set([leafHash(3, leaves[3] as TextLeaf)]);
    const lines = textLines(hideLeaves(leaves, hidden), speaker);
    expect(lines).to.deep.equal([
      `Part 1, the title: ${SAMPLE.title}`,
      "Part 0, the header: 교통, 동대문구",
      "Part 2: 아이들이 차도로 걷습니다.\n   차는 더 빨라졌습니다.",
      "Part 3: (hidden by a measure, or at no mirror)",
    ]);
    expect(textLines(leaves, speaker).at(-1)).to.equal("Part 3: 시속 20 km로 하고,\u{fffd}길을 넓힙니다.");
  });
});
