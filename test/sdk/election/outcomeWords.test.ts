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

  it("says all that a person agrees to: turnout, its base and source, what is chosen, and ties", () => {
    const referendum = referendumOf(atLeast(1, 3), 8_387_278);
    const [turnout, passing] = outcomeLines(referendum).map(({ en }) => en);
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
    expect(outcomeLines(greedy)[1]?.en).to.equal("funded within 70 (GreedyNoSkip), with at least 1 votes");
  });
});
