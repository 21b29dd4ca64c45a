import { expect } from "chai";
import { testReasons } from "../../../sdk/election/testLabel.ts";

const reasons = [{ ko: "연습", en: "A drill" }];

describe("the label of a test election", () => {
  it("gives the reasons that were frozen with it", () => {
    expect(testReasons({ isTest: true }, { test: { reasons } })).to.deep.equal(reasons);
  });

  it("is there without reasons, and where the content cannot be read", () => {
    for (const content of [{}, undefined])
      expect(testReasons({ isTest: true }, content)).to.deep.equal([
        { ko: "시험용 참관단과 시험용 명부로 하는 투표입니다", en: "Its board and its roll are for tests alone" },
      ]);
  });

  it("is none on an election that its constitution does not mark, whatever its content says", () => {
    expect(testReasons({ isTest: false }, { test: { reasons } })).to.deep.equal([]);
    expect(testReasons({ isTest: false }, {})).to.deep.equal([]);
  });
});
