import { expect } from "chai";
import {
  givenLines,
  NoticeWordsUnfitError,
  noticeWords,
  standingLine,
} from "../../../scripts/proposals/noticeLines.ts";
import { proposalsSpeaker } from "../../../scripts/proposals/proposalsSpeaker.ts";
import type { GivenNotice } from "../../../sdk/chain/proposalDeeds.ts";
import { leafHash, type TextLeaf } from "../../../sdk/proposals/textLeaf.ts";
import { leavesOf, SAMPLE } from "../../sdk/proposals/sampleText.ts";
import { runCommand } from "../clerk/runCommand.ts";

const HOUR = 3_600;
/** 2027-05-01 in Korea. */
const DAY = Date.parse("2027-05-01T00:00:00+09:00") / 1_000;
const DIGEST = `0x${"ab".repeat(32)}`;
const PARTY = `0x${"12".repeat(20)}`;
const NOWHERE = ["--rpc", "http://127.0.0.1:9", "--conversions", `0x${"00".repeat(19)}01`];

describe("A notice, before it is given", () => {
  const [en, ko] = [proposalsSpeaker({ lang: "en" }), proposalsSpeaker({ lang: "ko" })];
  const leaf = leavesOf()[3] as TextLeaf;
  const part = { number: 3, leaf };
  const hiding: GivenNotice = { kind: "hide", leaf: leafHash(3, leaf), span: 24 * HOUR, reason: 0 };

  it("says kind, part with its text, hours, reason and words", () => {
    const given = { id: 1n, notice: hiding, words: "전화번호", part };
    expect(givenLines(given, en)).to.deep.equal([
      "Hide part 3 of proposal 1 from readers for 24 hours",
      "  Its text, part 3: 시속 20 km로 하고,\u{fffd}길을 넓힙니다.",
      "  Reason: personal data",
      "  Words: 전화번호",
    ]);
    expect(givenLines(given, ko).join("\n")).to.include("24시간 동안").and.include("까닭: 개인정보");
  });

  it("says the text to its end, and of one that is not shown that it is not", () => {
    const long = leavesOf({ ...SAMPLE, paragraphs: [`${"가".repeat(3_000)}끝`] })[2] as TextLeaf;
    const naming: GivenNotice = { kind: "name", leaf: DIGEST, reason: 4 };
    const said = (one: TextLeaf) =>
      givenLines({ id: 1n, notice: naming, words: "말", part: { number: 2, leaf: one } }, en).join("\n");
    expect(said(long)).to.include("가끝");
    expect(said({ hash: DIGEST }))
      .to.include("(hidden by a measure")
      .and.include("Reason: illegal");
  });

  it("says stage or milestone with its progress, day and document", () => {
    const stage: GivenNotice = { kind: "stage", stage: 3, day: DAY, evidence: DIGEST };
    const milestone: GivenNotice = { kind: "milestone", number: 7, progress: 2, day: DAY, evidence: DIGEST };
    expect(givenLines({ id: 1n, notice: stage, words: "말" }, en)).to.deep.equal([
      "Say that proposal 1 is at the stage: committee",
      "  Day: 2027-05-01",
      `  Document of SHA-256 ${DIGEST}`,
      "  Words: 말",
    ]);
    expect(givenLines({ id: 1n, notice: milestone, words: "말" }, en)[0]).to.equal(
      "Say of proposal 1, milestone 7: done",
    );
  });

  it("is refused for words that the contract would not take, before a node is asked", async () => {
    const [fits, long] = ["가".repeat(341), "가".repeat(342)];
    expect(noticeWords(fits)).to.equal(fits);
    for (const words of [long, ""]) expect(() => noticeWords(words)).to.throw(NoticeWordsUnfitError);
    const told = ["notice", "stage", "1", "--stage", "committee", "--day", "2027-05-01", "--words", long];
    const { error } = await runCommand(...told, ...NOWHERE, "--yes");
    expect(Object(error).code).to.equal("NOTICE_WORDS_UNFIT");
  });

  it("stands in the list with what it says: until when and why, which stage, which milestone and how far", () => {
    const placed = { id: 1n, blockNumber: 5 };
    const by = { by: PARTY, words: "말" };
    const hidden = { ...placed, ...by, kind: "hidden" as const, leaf: DIGEST, from: DAY, until: DAY + HOUR, reason: 1 };
    const stage = { ...placed, ...by, kind: "stage" as const, stage: 5, day: DAY, evidence: DIGEST };
    const milestone = {
      ...placed,
      ...by,
      kind: "milestone" as const,
      number: 2,
      progress: 3,
      day: DAY,
      evidence: DIGEST,
    };
    expect(standingLine(hidden, en)).to.include("until 2027-05-01 01:00 KST, defamation");
    expect(standingLine(stage, en)).to.include("promulgated, 2027-05-01").and.include(DIGEST);
    expect(standingLine(milestone, en)).to.include("milestone 2: delayed, 2027-05-01").and.include("말");
    expect(standingLine(milestone, ko)).to.include("2번: 늦어짐");
  });
});
