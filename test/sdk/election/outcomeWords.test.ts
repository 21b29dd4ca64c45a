import { expect } from "chai";
import { NO_FRACTION } from "../../../sdk/election/fraction.ts";
import { outcomeLines, passingWords, quorumWords } from "../../../sdk/election/outcomeWords.ts";
import { atLeast, referendumOf } from "./referendums.ts";

describe("an outcome's rule in words", () => {
  it("names the electors where there is a certified figure of them, and the roll where there is none", () => {
    expect(quorumWords(referendumOf(atLeast(1, 3), 0))?.en).to.equal("a third of the residents on the roll or more");
    expect(quorumWords(referendumOf(atLeast(1, 3), 9))?.ko).to.equal("유권자의 3분의 1 이상");
    expect(quorumWords(referendumOf(NO_FRACTION, 9))).to.equal(undefined);
    expect(passingWords(referendumOf(NO_FRACTION, 9)).ko).to.equal("찬성과 반대를 합한 표의 과반수");
  });

  it("says what less turnout means, by Korea's rule of 2004 or of 2022, and nothing of it without a quorum", () => {
    const said = (closedBelowQuorum: boolean, quorum = atLeast(1, 3)) =>
      outcomeLines({ ...referendumOf(quorum, 0), closedBelowQuorum });
    expect(said(true)[1]?.ko).to.equal("참여가 모자라면: 투표함을 열지 않음 (2004년 주민투표법의 방식)");
    expect(said(true)[1]?.en).to.match(/the box stays closed for ever .*2004/);
    expect(said(false)[1]?.ko).to.include("개표하지만 효력이 없음").and.to.include("2022");
    expect(said(false, NO_FRACTION)).to.have.length(2);
  });

  it("says all that a person agrees to: turnout, its base and source, what is chosen, and ties", () => {
    const referendum = referendumOf(atLeast(1, 3), 8_387_278);
    const [turnout, below, passing] = outcomeLines(referendum).map(({ en }) => en);
    expect(below).to.match(/^with less turnout: counted, but nothing is decided .*2022/);
    expect(turnout).to.include("8387278 electors").and.to.include(referendum.electorsSource);
    expect(passing).to.equal("yes votes needed to pass: more than half of the yes and no votes");
    const ranking = {
      ...referendum,
      kind: "Ranking",
      tieBreak: "None",
      passingShare: NO_FRACTION,
      winners: 3,
    } as const;
    expect(outcomeLines(ranking).map(({ ko }) => ko)).to.include.members([
      "3개를 뽑음, 적어도 1표",
      "표가 같으면: 모두 들어가지 못하면 모두 빠짐",
    ]);
    const greedy = { ...ranking, kind: "GreedyNoSkip", tieBreak: "CheaperFirst", winners: 0, budget: 70 } as const;
    expect(outcomeLines(greedy)[2]?.en).to.equal("funded within 70 (GreedyNoSkip), with at least 1 votes");
  });
});
