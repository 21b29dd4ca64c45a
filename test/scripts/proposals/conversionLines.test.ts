import { expect } from "chai";
import { conversionLines } from "../../../scripts/proposals/conversionLines.ts";
import { proposalsSpeaker } from "../../../scripts/proposals/proposalsSpeaker.ts";
import { deriveSchedule } from "../../../sdk/proposals/schedule.ts";
import { leafHash } from "../../../sdk/proposals/textLeaf.ts";
import { leavesOf, SAMPLE } from "../../sdk/proposals/sampleText.ts";
import { WEEKLY } from "../../sdk/proposals/timings.ts";

describe("A conversion, before it is sent", () => {
  it("is said with its title, what is left out, and the dates that follow", () => {
    const leaves = leavesOf().map((leaf, place) => (place === 3 ? { hash: leafHash(3, leaf) } : leaf));
    const schedule = deriveSchedule(WEEKLY, undefined, Date.parse("2027-03-01T09:00:00+09:00") / 1_000);
    const [en, ko] = (["en", "ko"] as const).map((lang) =>
      conversionLines({ id: 7n, leaves, schedule }, proposalsSpeaker({ lang })).join("\n"),
    );
    expect(en).to.include(`Proposal 7: ${SAMPLE.title}`).and.include("3 parts of its text are in the vote, 1 are left");
    expect(en?.match(/2027-\d\d-\d\d \d\d:\d\d KST/g)).to.have.length(4);
    expect(ko).to.include(`제안 7: ${SAMPLE.title}`).and.include("명부를 확정하고");
  });
});
